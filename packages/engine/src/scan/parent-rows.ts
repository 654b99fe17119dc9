import type { ParentRow } from '@devopsql/planner'
import type { Column, SqlValue } from '@devopsql/schema'
import { pageDecoder } from './decode-page.ts'
import type { RawPage } from './raw-page.ts'

/** The rows of a scan by column name. Only for lists that are small: parents, and tables that columns are looked up in. */
export async function parentRowsOf(
  pages: AsyncIterable<RawPage>,
  columns: readonly Column[],
): Promise<readonly ParentRow[]> {
  const rows: ParentRow[] = []
  for await (const page of parentRows(pages, columns)) rows.push(...page)
  return rows
}

/** The rows of a scan by column name, page by page. */
export async function* parentRows(
  pages: AsyncIterable<RawPage>,
  columns: readonly Column[],
): AsyncGenerator<readonly ParentRow[]> {
  const decode = pageDecoder(columns, new Map())
  for await (const page of pages) yield rowsOf(columns, decode(page))
}

/** Columnar values as rows by column name. */
export function rowsOf(
  columns: readonly Column[],
  batch: { readonly rowCount: number; readonly columns: ReadonlyArray<ReadonlyArray<unknown>> },
): readonly ParentRow[] {
  return Array.from({ length: batch.rowCount }, (_, index) =>
    Object.fromEntries(
      columns.map((column, place) => [
        column.name,
        (batch.columns[place]?.[index] ?? null) as SqlValue,
      ]),
    ),
  )
}
