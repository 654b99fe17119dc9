import type { QueryResult, QueryStats } from 'devopsql'
import { type ErrorPlace, placed } from '../error-place.ts'

export type Values = readonly unknown[]

/** Rows by the batch, taken one after the other. */
export interface RowStream {
  /** Undefined at the end. */
  next(): Promise<readonly Values[] | undefined>
  close(): Promise<void>
  /** What the rows have cost and what is missing among them; undefined for rows that were not asked for. */
  readonly stats: QueryStats | undefined
}

/** The rows of a query, whose errors are placed in its text. */
export function rowsOfResult(result: QueryResult, place: ErrorPlace): RowStream {
  const batches = result.batches()[Symbol.asyncIterator]()
  let isClosed = false
  return {
    next: async () => {
      const step = await placed(place, async () => batches.next())
      return step.done === true ? undefined : step.value
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      await result.close()
      await batches.return?.()
    },
    get stats() {
      return result.stats
    },
  }
}

/** Rows that are there already. */
export function rowsOfList(rows: readonly Values[]): RowStream {
  let isTaken = false
  return {
    next: () => {
      const batch = isTaken ? undefined : rows
      isTaken = true
      return Promise.resolve(batch)
    },
    close: () => Promise.resolve(),
    stats: undefined,
  }
}
