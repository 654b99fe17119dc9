import type { ListRequest } from '../contract.ts'

/** The rows of a scan that were handed on already, by key. */
export interface DeliveredRows {
  /**
   * The rows of a page that no page before has had, which count as handed on from now. Rows without a key are always
   * new, and rows of one page never repeat each other: data that moves can't do that.
   */
  take(rows: readonly unknown[]): readonly unknown[]
  has(key: string): boolean
}

/** Remembers keys; without a key function every row is new. */
export function createDeliveredRows(rowKey: ListRequest['rowKey']): DeliveredRows {
  const keys = new Set<string>()
  return {
    take(rows) {
      if (rowKey === undefined) return rows
      const keyed = rows.map((row) => ({ row, key: rowKey(row) }))
      const taken = keyed.filter(({ key }) => key === undefined || !keys.has(key))
      for (const { key } of taken) if (key !== undefined) keys.add(key)
      return taken.map(({ row }) => row)
    },
    has: (key) => keys.has(key),
  }
}
