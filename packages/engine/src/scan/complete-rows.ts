import { isDevopsqlError } from '@devopsql/errors'
import type { PartialRows } from '@devopsql/schema'
import { valueAt } from './raw-page.ts'
import { ownHoles, type ReadAgain } from './read-again.ts'

/** Rows that the list has answered in part, each read again by itself. The client bounds how many are read at once. */
export async function completeRows(
  rows: readonly unknown[],
  partial: PartialRows,
  readAgain: ReadAgain,
): Promise<readonly unknown[]> {
  const isWhole = (row: unknown): boolean =>
    partial.lacking.every((name) => isKnown(valueAt(row, [name])))
  const whole = await Promise.all(
    rows.map(async (row) => (isWhole(row) ? [row] : await readOne(row, partial, readAgain))),
  )
  return whole.flat()
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null
}

async function readOne(
  row: unknown,
  { path }: PartialRows,
  readAgain: ReadAgain,
): Promise<readonly unknown[]> {
  try {
    return [await readAgain(path, ownHoles(row))]
  } catch (error) {
    // What was deleted since the list was read is no row any more.
    if (isDevopsqlError(error) && error.code === 'DEVOPSQL_NOT_FOUND') return []
    throw error
  }
}
