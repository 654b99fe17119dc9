import { isDevopsqlError } from '@devopsql/errors'
import type { Connection, QueryOptions, QueryResult, QueryStats } from 'devopsql'
import { isSignInRefusal } from '../identity/sign-in-refusal.ts'
import { limitOf } from '../limits/quota-error.ts'
import type { QueryUsage, Usage } from '../limits/usage.ts'
import type { ObserveQuery, QueryEnd, QueryFacts } from '../telemetry/query-observer.ts'

/** What clients may use of a connection. */
export type GuardedConnection = Pick<
  Connection,
  'query' | 'prepare' | 'export' | 'notes' | 'localSchemas'
>

export interface GuardOptions {
  readonly usage: Usage
  readonly facts: () => QueryFacts
  readonly observe: ObserveQuery
  readonly onSignInRefused?: (() => void) | undefined
}

/** Holds every query of a connection to the limits of its user, and tells of its beginning and its end. */
export function guardConnection(connection: Connection, options: GuardOptions): GuardedConnection {
  const guarded = async (
    given: QueryOptions,
    run: (queryOptions: QueryOptions) => Promise<QueryResult>,
  ): Promise<QueryResult> => {
    const query = beginQuery(options, given)
    try {
      return guardedResult(await run(query.options), query)
    } catch (error) {
      throw query.failed(error)
    }
  }
  return {
    query: async (sql, parameters, queryOptions = {}) =>
      await guarded(queryOptions, async (all) => connection.query(sql, parameters, all)),
    // It reads no rows; what it asks for is names, which are kept.
    prepare: async (sql, prepareOptions) => {
      const statement = await connection.prepare(sql, prepareOptions).catch((error: unknown) => {
        if (isSignInRefusal(error)) options.onSignInRefused?.()
        throw error
      })
      return {
        ...statement,
        query: async (parameters, queryOptions = {}) =>
          await guarded(queryOptions, async (all) => statement.query(parameters, all)),
      }
    },
    export: async (sql, target, exportOptions = {}) => {
      const query = beginQuery(options, exportOptions)
      try {
        const stats = await connection.export(sql, target, {
          ...exportOptions,
          ...query.options,
          beforeRows: (count) => {
            exportOptions.beforeRows?.(count)
            query.usage.addRows(count)
          },
        })
        query.ended(stats)
        return stats
      } catch (error) {
        throw query.failed(error)
      }
    },
    localSchemas: connection.localSchemas,
    get notes() {
      return connection.notes
    },
  }
}

interface GuardedQuery {
  readonly options: QueryOptions
  readonly usage: QueryUsage
  ended(stats: QueryStats): void
  /** Gives what is to be thrown instead. */
  failed(error: unknown, stats?: QueryStats): unknown
}

function beginQuery(
  { usage: ofUser, facts, observe, onSignInRefused }: GuardOptions,
  given: QueryOptions,
): GuardedQuery {
  const tellEnd = observe(facts())
  const startedAt = performance.now()
  let sent = 0
  let isEnded = false
  const end = (how: Omit<QueryEnd, 'stats'>, stats: QueryStats | undefined): void => {
    if (isEnded) return
    isEnded = true
    const elapsedMs = Math.round(performance.now() - startedAt)
    const { rows, requests, throttledMs } = stats ?? { rows: 0, requests: sent, throttledMs: 0 }
    tellEnd({ ...how, stats: { rows, requests, throttledMs, elapsedMs } })
  }
  const usage = begun(ofUser, (error) => end(endOf(error), undefined))
  const { signal } = given
  return {
    usage,
    options: {
      ...given,
      signal: signal === undefined ? usage.signal : AbortSignal.any([signal, usage.signal]),
      beforeRequest: () => {
        given.beforeRequest?.()
        usage.beforeRequest()
        sent += 1
      },
    },
    ended: (stats) => {
      usage.end()
      const isOver = stats.complete || stats.missing.length > 0
      end({ outcome: stats.complete ? 'done' : isOver ? 'partial' : 'cancelled' }, stats)
    },
    failed: (error, stats) => {
      const told: unknown = usage.signal.aborted ? usage.signal.reason : error
      usage.end()
      end(endOf(told), stats)
      if (isSignInRefusal(told)) onSignInRefused?.()
      return told
    },
  }
}

function begun(usage: Usage, onRefused: (error: unknown) => void): QueryUsage {
  try {
    return usage.begin()
  } catch (error) {
    onRefused(error)
    throw error
  }
}

function endOf(error: unknown): Omit<QueryEnd, 'stats'> {
  if (!isDevopsqlError(error)) return { outcome: 'failed', code: 'DEVOPSQL_INTERNAL' }
  const { code } = error
  if (code === 'DEVOPSQL_CANCELLED') return { outcome: 'cancelled', code }
  if (code === 'DEVOPSQL_QUOTA_EXCEEDED') return { outcome: 'limited', code, limit: limitOf(error) }
  return { outcome: 'failed', code }
}

function guardedResult(result: QueryResult, query: GuardedQuery): QueryResult {
  async function* counted<T>(
    items: AsyncIterable<T>,
    size: (item: T) => number,
  ): AsyncGenerator<T> {
    try {
      for await (const item of items) {
        query.usage.addRows(size(item))
        yield item
      }
    } catch (error) {
      throw query.failed(error, result.stats)
    } finally {
      query.ended(result.stats)
    }
  }
  const rows = (): AsyncGenerator<Readonly<Record<string, unknown>>> => counted(result, () => 1)
  const close = async (): Promise<void> => {
    await result.close()
    query.ended(result.stats)
  }
  return {
    columns: result.columns,
    get stats() {
      return result.stats
    },
    batches: () => counted(result.batches(), (batch) => batch.length),
    columnBatches: () => counted(result.columnBatches(), ({ rowCount }) => rowCount),
    toArray: async () => {
      const all: Readonly<Record<string, unknown>>[] = []
      for await (const row of rows()) all.push(row)
      return all
    },
    close,
    [Symbol.asyncIterator]: rows,
    [Symbol.asyncDispose]: close,
  }
}
