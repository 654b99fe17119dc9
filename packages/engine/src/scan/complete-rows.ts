import { isDevopsqlError } from '@devopsql/errors'
import type { PartialRows } from '@devopsql/schema'
import { valueAt } from './raw-page.ts'
import { ownHoles, type ReadAgain } from './read-again.ts'

/** Reads rows that the list has answered in part: one by itself, or the rows of many ids. */
export interface DetailReader {
  readonly one: ReadAgain
  readonly many: (ids: readonly string[]) => Promise<readonly unknown[]>
}

/** Rows that the list has answered in part, each read again. The client bounds how many are read at once. */
export async function completeRows(
  rows: readonly unknown[],
  partial: PartialRows,
  reader: DetailReader,
): Promise<readonly unknown[]> {
  const isWhole = (row: unknown): boolean => isKnownWhole(row, partial)
  const { batch, path } = partial
  if (batch !== undefined) {
    const lacking = rows.filter((row) => !isWhole(row)).map(idOf)
    const found = await readMany(lacking, batch.size, reader)
    return rows.flatMap((row) => (isWhole(row) ? [row] : merged(row, found.get(idOf(row)))))
  }
  const whole = await Promise.all(
    rows.map(async (row) => (isWhole(row) ? [row] : await readOne(row, path, reader.one))),
  )
  return whole.flat()
}

function isKnownWhole(row: unknown, { lacking, only }: PartialRows): boolean {
  if (only !== undefined && (valueAt(row, [only.property]) ?? false) !== only.value) return true
  return lacking.every((name) => isKnown(valueAt(row, [name])))
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null
}

function idOf(row: unknown): string {
  return String(valueAt(row, ['id']))
}

/** What the list alone says stays. */
function merged(row: unknown, again: unknown): readonly unknown[] {
  return again === undefined ? [] : [{ ...Object(row), ...Object(again) }]
}

async function readOne(
  row: unknown,
  path: string,
  readAgain: ReadAgain,
): Promise<readonly unknown[]> {
  try {
    return merged(row, await readAgain(path, ownHoles(row)))
  } catch (error) {
    // What was deleted since the list was read is no row any more.
    if (isDevopsqlError(error) && error.code === 'DEVOPSQL_NOT_FOUND') return []
    throw error
  }
}

async function readMany(
  ids: readonly string[],
  size: number,
  { many }: DetailReader,
): Promise<ReadonlyMap<string, unknown>> {
  const batches = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  )
  const rows = await Promise.all(batches.map(async (batch) => await readBatch(batch, many)))
  return new Map(rows.flat().map((row) => [idOf(row), row]))
}

/** One id that is gone may fail the whole batch, so its halves are read by themselves. */
async function readBatch(
  ids: readonly string[],
  many: DetailReader['many'],
): Promise<readonly unknown[]> {
  try {
    return await many(ids)
  } catch (error) {
    if (!isDevopsqlError(error) || error.code !== 'DEVOPSQL_NOT_FOUND') throw error
    if (ids.length <= 1) return []
    const half = Math.ceil(ids.length / 2)
    const halves = [ids.slice(0, half), ids.slice(half)]
    const rows = await Promise.all(halves.map(async (part) => await readBatch(part, many)))
    return rows.flat()
  }
}
