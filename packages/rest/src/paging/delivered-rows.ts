import type { ListRequest } from '../contract.ts'

/** The rows of a scan that were handed on already, by key. */
export interface DeliveredRows {
  /** The rows that are new, which count as handed on from now. Rows without a key are always new. */
  take(rows: readonly unknown[]): readonly unknown[]
  has(key: string): boolean
}

/** Remembers keys; without a key function every row is new. */
export function createDeliveredRows(rowKey: ListRequest['rowKey']): DeliveredRows {
  const keys = new Set<string>()
  const isNew = (row: unknown): boolean => {
    const key = rowKey?.(row)
    if (key === undefined) return true
    if (keys.has(key)) return false
    keys.add(key)
    return true
  }
  return {
    take: (rows) => (rowKey === undefined ? rows : rows.filter(isNew)),
    has: (key) => keys.has(key),
  }
}
