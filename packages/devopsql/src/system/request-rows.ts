import type { RateLimitState, RequestLedger } from '@devopsql/rest'
import { microseconds } from './microseconds.ts'

/** Rows of `sys_requests`. */
export function requestRows(ledger: RequestLedger): readonly unknown[] {
  return ledger.entries().map((entry, index) => ({
    Ordinal: index + 1,
    StartedAt: microseconds(entry.startedAt),
    Method: entry.method,
    Template: entry.template,
    Status: entry.status === 0 ? null : entry.status,
    DurationMs: Math.round(entry.milliseconds),
    Bytes: entry.bytes,
    Rows: entry.rows,
    ThrottledMs: Math.round(entry.throttledMs),
    Attempt: entry.attempt,
    QueryId: entry.queryId,
  }))
}

/** The row of `sys_rate_limit`. */
export function rateLimitRows(state: RateLimitState): readonly unknown[] {
  return [
    {
      Resource: state.resource ?? 'not told',
      Limit: state.limit,
      Remaining: state.remaining,
      ResetAt: state.resetAt === undefined ? null : microseconds(state.resetAt),
      BlockedUntil: state.blockedUntil === 0 ? null : microseconds(state.blockedUntil),
      Concurrency: state.concurrency,
    },
  ]
}
