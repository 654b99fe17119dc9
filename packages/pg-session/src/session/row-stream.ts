import type { QueryResult, QueryStats, ResultBatch } from 'devopsql'
import { type ErrorPlace, placed } from '../error-place.ts'

/** Rows by the column: those from `start` to before `end`. */
export interface RowRange {
  readonly columns: ResultBatch['columns']
  readonly start: number
  readonly end: number
}

/** Rows by the batch, taken one after the other. */
export interface RowStream {
  /** Undefined at the end. */
  next(): Promise<RowRange | undefined>
  close(): Promise<void>
  /** What the rows have cost and what is missing among them; undefined for rows that were not asked for. */
  readonly stats: QueryStats | undefined
}

/** The rows of a query, whose errors are placed in its text. */
export function rowsOfResult(result: QueryResult, place: ErrorPlace): RowStream {
  const batches = result.columnBatches()[Symbol.asyncIterator]()
  let isClosed = false
  return {
    next: async () => {
      const step = await placed(place, async () => batches.next())
      return step.done === true ? undefined : rangeOf(step.value)
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

function rangeOf({ columns, rowCount }: ResultBatch): RowRange {
  return { columns, start: 0, end: rowCount }
}

/** Rows that are there already, each with as many values as the first. */
export function rowsOfList(rows: readonly (readonly unknown[])[]): RowStream {
  const [first = []] = rows
  let rest: RowRange | undefined = {
    columns: first.map((_, place) => rows.map((row) => row[place])),
    start: 0,
    end: rows.length,
  }
  return {
    next: () => {
      const taken = rest
      rest = undefined
      return Promise.resolve(taken)
    },
    close: () => Promise.resolve(),
    stats: undefined,
  }
}
