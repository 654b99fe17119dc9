/** Rows of a result, by the column. */
export interface ResultBatch {
  readonly rowCount: number
  /** In the order of the result's columns, each with a value for every row. */
  readonly columns: readonly ColumnValues[]
}

/** The values of one column: an array, or a typed array of what has one and is nowhere NULL. */
export type ColumnValues = ArrayLike<unknown>

/** The rows from `start` to before `end`. */
export function sliceBatch(batch: ResultBatch, start: number, end: number): ResultBatch {
  const from = Math.min(start, batch.rowCount)
  const to = Math.min(end, batch.rowCount)
  if (from === 0 && to === batch.rowCount) return batch
  return {
    rowCount: to - from,
    columns: batch.columns.map(
      (values) => Array.prototype.slice.call(values, from, to) as unknown[],
    ),
  }
}

/** The same rows, each an array in the order of the columns. */
export function rowsOf({ rowCount, columns }: ResultBatch): unknown[][] {
  const rows = new Array<unknown[]>(rowCount)
  for (let index = 0; index < rowCount; index++) {
    const row = new Array<unknown>(columns.length)
    for (let place = 0; place < columns.length; place++) row[place] = columns[place]?.[index]
    rows[index] = row
  }
  return rows
}
