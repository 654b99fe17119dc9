import type { QueryResult, ResultColumn } from 'devopsql'
import { type Verdict, verdictOf } from './verdict.ts'

type Batch = readonly (readonly unknown[])[]

/** The rows of a result, of which the first have been read: what fails by then can be told with a status of its own. */
export interface ServedRows {
  readonly columns: readonly ResultColumn[]
  batches(): AsyncIterable<Batch>
  /** What is known of the rows when they have ended. */
  verdict(): Verdict
  close(): Promise<void>
}

/** Reads the first rows. `maxRows` ends the rows early, which the verdict tells. */
export async function serveRows(
  result: QueryResult,
  maxRows: number | undefined,
): Promise<ServedRows> {
  const iterator = result.batches()[Symbol.asyncIterator]()
  let isCut = false
  let given = 0
  let first: IteratorResult<Batch, unknown> | undefined = await iterator.next()

  async function* batches(): AsyncGenerator<Batch> {
    try {
      for (;;) {
        const step = first ?? (await iterator.next())
        first = undefined
        if (step.done === true) return
        const left = (maxRows ?? Number.POSITIVE_INFINITY) - given
        isCut = step.value.length > left
        const batch = isCut ? step.value.slice(0, left) : step.value
        given += batch.length
        if (batch.length > 0) yield batch
        if (isCut) return
      }
    } finally {
      await iterator.return?.()
    }
  }
  return {
    columns: uniqueColumns(result.columns),
    batches,
    verdict: () => {
      const verdict = verdictOf(result.stats)
      if (!isCut) return verdict
      const rest = {
        table: '',
        part: `rows after the first ${maxRows}`,
        reason: `maxRows=${maxRows}`,
      }
      return {
        complete: false,
        missing: [...verdict.missing, rest],
        stats: { ...verdict.stats, rows: given },
      }
    },
    close: async () => {
      await iterator.return?.()
      await result.close()
    },
  }
}

/** A name that comes twice gets a number, so that no value of an object hides another. */
function uniqueColumns(columns: readonly ResultColumn[]): readonly ResultColumn[] {
  const seen = new Set<string>()
  return columns.map((column) => {
    let name = column.name
    for (let count = 2; seen.has(name); count++) name = `${column.name}_${count}`
    seen.add(name)
    return { ...column, name }
  })
}
