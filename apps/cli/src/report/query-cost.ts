import type { QueryProgress, QueryStats } from 'devopsql'

/** What a query has cost, also when it failed before there was a result or a file. */
export interface QueryCost {
  readonly noteProgress: (latest: QueryProgress) => void
  readonly noteStats: (stats: () => QueryStats) => void
  readonly stats: () => QueryStats
}

export function queryCost(now: () => number): QueryCost {
  const startedAt = now()
  let latest: QueryProgress | undefined
  let known: (() => QueryStats) | undefined
  return {
    noteProgress: (progress) => {
      latest = progress
    },
    noteStats: (stats) => {
      known = stats
    },
    stats: () =>
      known?.() ?? {
        rows: 0,
        requests: latest?.requests ?? 0,
        bytes: latest?.bytes ?? 0,
        elapsedMs: Math.round(now() - startedAt),
        throttledMs: Math.round(latest?.throttledMs ?? 0),
        complete: false,
        missing: [],
        scans: [],
      },
  }
}
