import { type ResultBatch, sliceBatch } from './result-batch.ts'

/** LIMIT and OFFSET over rows that come in batches. */
export interface RowWindow {
  cut(rows: ResultBatch): ResultBatch
  /** Which of so many further rows are inside, from the first to before the last. */
  place(rowCount: number): Place
  isFull(): boolean
}

interface Place {
  readonly start: number
  readonly end: number
}

export function rowWindow({
  limit,
  offset,
}: {
  readonly limit: number | undefined
  readonly offset: number
}): RowWindow {
  let skip = offset
  let left = limit ?? Number.POSITIVE_INFINITY
  const place = (rowCount: number): Place => {
    const start = Math.min(skip, rowCount)
    const end = Math.min(skip + left, rowCount)
    skip -= start
    left -= end - start
    return { start, end }
  }
  return {
    cut: (rows) => {
      const { start, end } = place(rows.rowCount)
      return sliceBatch(rows, start, end)
    },
    place,
    isFull: () => left <= 0,
  }
}
