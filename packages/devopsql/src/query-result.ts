import { type Execution, rowsOf } from '@devopsql/engine'
import { DevopsqlError } from '@devopsql/errors'
import type {
  QueryOptions,
  QueryResult,
  QueryStats,
  ResultBatch,
  ResultColumn,
} from './contract.ts'
import type { QueryRun } from './query-run.ts'
import type { Row } from './row.ts'

export interface ResultInput {
  readonly execution: Execution
  readonly columns: readonly ResultColumn[]
  readonly run: QueryRun
  readonly options: QueryOptions
}

/** A result over a query under way. */
export function createQueryResult({ execution, columns, run, options }: ResultInput): QueryResult {
  let rowCount = 0
  let endedAt: number | undefined
  let isFinished = false
  let isTaken = false

  const end = (error?: unknown): void => {
    if (endedAt !== undefined) return
    endedAt = performance.now()
    if (!isFinished) run.stop()
    run.end({ rows: rowCount, error })
  }
  async function* columnBatches(): AsyncGenerator<ResultBatch> {
    if (isTaken) throw alreadyRead()
    isTaken = true
    try {
      for await (const batch of execution.batches()) {
        rowCount += batch.rowCount
        yield batch
      }
      isFinished = true
    } catch (error) {
      const told = cancelledIf(options.signal, error)
      end(told)
      throw told
    } finally {
      end()
    }
  }
  async function* batches(): AsyncGenerator<readonly (readonly unknown[])[]> {
    for await (const batch of columnBatches()) yield rowsOf(batch)
  }
  async function* rows(): AsyncGenerator<Row> {
    const names = uniqueNames(columns)
    for await (const batch of batches()) for (const values of batch) yield rowOf(names, values)
  }
  const close = async (): Promise<void> => {
    if (!isFinished) run.stop()
    // The engine may hold a session for a result that nobody has begun to read: reading it lets go of that.
    if (!isTaken) await drain(columnBatches())
    end()
  }
  return {
    columns,
    get stats(): QueryStats {
      return {
        rows: rowCount,
        requests: run.meter.requests,
        bytes: run.meter.bytes,
        elapsedMs: Math.round((endedAt ?? performance.now()) - run.startedAt),
        throttledMs: Math.round(run.meter.throttledMs),
        complete: isFinished && execution.missing.length === 0,
        missing: execution.missing,
        scans: execution.scans(),
      }
    },
    batches,
    columnBatches,
    toArray: async () => {
      const all: Row[] = []
      for await (const row of rows()) all.push(row)
      return all
    },
    close,
    [Symbol.asyncIterator]: () => rows(),
    [Symbol.asyncDispose]: close,
  }
}

function alreadyRead(): DevopsqlError {
  return new DevopsqlError('the rows of this result have been read already', {
    code: 'DEVOPSQL_CLOSED',
    hint: 'Run the query again, or keep the rows of toArray().',
  })
}

async function drain(batches: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of batches) return
  } catch {
    // The query was stopped: that it says so is no news.
  }
}

/** What went wrong after the caller's signal is the cancellation, whatever it looks like from inside. */
export function cancelledIf(signal: AbortSignal | undefined, error: unknown): unknown {
  if (signal?.aborted !== true) return error
  return new DevopsqlError('the query was cancelled', { code: 'DEVOPSQL_CANCELLED', cause: error })
}

/** A name that comes twice gets a number, so that no column hides another. */
function uniqueNames(columns: readonly ResultColumn[]): readonly string[] {
  const seen = new Set<string>()
  return columns.map(({ name }) => {
    let unique = name
    for (let count = 2; seen.has(unique); count++) unique = `${name}_${count}`
    seen.add(unique)
    return unique
  })
}

function rowOf(names: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < names.length; index++) row[names[index] ?? ''] = values[index]
  return row
}
