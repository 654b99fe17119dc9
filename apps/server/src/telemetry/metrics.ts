import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ObserveQuery } from './query-observer.ts'

export interface Metrics {
  readonly observe: ObserveQuery
  readonly contentType: string
  text(): Promise<string>
}

export interface MetricsOptions {
  /** Connections of clients, by protocol, as they are when somebody asks. */
  readonly connections: () => Readonly<Record<string, number>>
}

/** Counters as Prometheus reads them. No label names a user, for there may be many. */
export function createMetrics({ connections }: MetricsOptions): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const queries = new Counter({
    name: 'devopsql_queries_total',
    help: 'Queries that have ended, by protocol and outcome.',
    labelNames: ['protocol', 'outcome'],
    registers,
  })
  const refusals = new Counter({
    name: 'devopsql_query_errors_total',
    help: 'Queries that failed, by error code.',
    labelNames: ['code'],
    registers,
  })
  const limits = new Counter({
    name: 'devopsql_limits_hit_total',
    help: 'Queries that were refused or ended by a limit of their user, by limit.',
    labelNames: ['limit'],
    registers,
  })
  const seconds = new Histogram({
    name: 'devopsql_query_seconds',
    help: 'Seconds from the start of a query to its last row.',
    labelNames: ['protocol'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers,
  })
  const counted = (name: string, help: string): Counter => new Counter({ name, help, registers })
  const requests = counted('devopsql_requests_total', 'Requests sent to Azure DevOps by queries.')
  const rows = counted('devopsql_rows_total', 'Rows given to clients.')
  const throttled = counted(
    'devopsql_throttled_seconds_total',
    'Seconds that Azure DevOps made queries wait.',
  )
  const running = new Gauge({
    name: 'devopsql_queries_running',
    help: 'Queries under way, by protocol.',
    labelNames: ['protocol'],
    registers,
  })
  new Gauge({
    name: 'devopsql_connections',
    help: 'Connections of clients, by protocol.',
    labelNames: ['protocol'],
    registers,
    collect() {
      for (const [protocol, count] of Object.entries(connections())) this.set({ protocol }, count)
    },
  })
  return {
    observe: ({ protocol }) => {
      running.inc({ protocol })
      return ({ outcome, code, limit, stats }) => {
        running.dec({ protocol })
        queries.inc({ protocol, outcome })
        if (code !== undefined) refusals.inc({ code })
        if (limit !== undefined) limits.inc({ limit })
        seconds.observe({ protocol }, stats.elapsedMs / 1000)
        requests.inc(stats.requests)
        rows.inc(stats.rows)
        throttled.inc(stats.throttledMs / 1000)
      }
    },
    contentType: registry.contentType,
    text: async () => await registry.metrics(),
  }
}
