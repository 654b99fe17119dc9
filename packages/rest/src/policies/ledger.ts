import { type Answer, type Exchange, headerOf, type Policy } from '../exchange.ts'
import type { WritableLedger } from '../request-ledger.ts'
import { count } from '../request-meter.ts'
import { rowsAt } from '../rows-at.ts'

/** Records each request that goes over the wire. */
export function ledger(entries: WritableLedger, now: () => number): Policy {
  return (next) => async (exchange) => {
    const startedAt = now()
    const start = performance.now()
    const record = (answer: Answer | undefined): void =>
      entries.add({
        startedAt,
        method: exchange.request.method,
        template: exchange.request.template,
        status: answer?.status ?? 0,
        milliseconds: performance.now() - start,
        bytes: answer?.bytes ?? 0,
        rows: answer === undefined ? 0 : rowCount(answer, exchange),
        throttledMs: exchange.waitedMs + delayOf(answer),
        attempt: exchange.attempt,
        queryId: exchange.context.queryId,
      })
    try {
      const answer = await next(exchange)
      count(exchange.context.meter, { bytes: answer.bytes })
      record(answer)
      return answer
    } catch (error) {
      record(undefined)
      throw error
    }
  }
}

function rowCount(answer: Answer, { request }: Exchange): number {
  if (answer.status !== 200 || request.rows === undefined) return 0
  return rowsAt(answer.body, request.rows).length
}

function delayOf(answer: Answer | undefined): number {
  const delay = answer && headerOf(answer.headers, 'x-ratelimit-delay')
  return delay === undefined ? 0 : (Number.parseFloat(delay) || 0) * 1000
}
