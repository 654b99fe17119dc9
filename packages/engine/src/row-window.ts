/** LIMIT and OFFSET over rows that come in batches. */
export interface RowWindow {
  cut<T>(rows: readonly T[]): T[]
  isFull(): boolean
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
  return {
    cut: (rows) => {
      const kept = rows.slice(skip, skip + left)
      skip = Math.max(0, skip - rows.length)
      left -= kept.length
      return kept
    },
    isFull: () => left <= 0,
  }
}
