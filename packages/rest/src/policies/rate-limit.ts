import type { RateLimitState } from '../contract.ts'
import type { Exchange, Policy } from '../exchange.ts'
import type { Log } from '../log/log-event.ts'
import type { Lane, RateBudget } from '../rate-budget.ts'
import { count } from '../request-meter.ts'

/** Keeps to the budget: a slot for each request in flight, and no request before the time that `Retry-After` named. */
export function rateLimit(options: {
  readonly lane: Lane
  readonly budgetFor: (signal: AbortSignal | undefined) => Promise<RateBudget>
  readonly now: () => number
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly log?: Log | undefined
}): Policy {
  return (next) => async (exchange) => {
    const { signal, meter } = exchange.context
    const budget = await options.budgetFor(signal)
    const slot = await budget.acquire(options.lane, signal)
    exchange.waitedMs = 0
    try {
      // Another answer may move the time while this request waits for it.
      for (;;) {
        const wait = budget.state.blockedUntil - options.now()
        if (wait <= 0) break
        tell(options.log, exchange, () => `waits ${wait} ms, as the service asks`)
        await options.sleep(wait, signal)
        exchange.waitedMs += wait
        count(meter, { throttledMs: wait })
      }
      const answer = await next(exchange)
      const heldBackMs = budget.observe(slot, answer, options.now())
      if (heldBackMs > 0) count(meter, { throttledMs: heldBackMs })
      tell(options.log, exchange, () => describedState(budget.state))
      return answer
    } finally {
      budget.release(slot)
    }
  }
}

function tell(log: Log | undefined, { context }: Exchange, text: () => string): void {
  log?.({ level: 5, module: 'HTTP', queryId: context.queryId, text })
}

function describedState({ resource, limit, remaining, concurrency }: RateLimitState): string {
  const told =
    limit === undefined && remaining === undefined
      ? 'the service tells no limits'
      : `${remaining ?? 'unknown'} of ${limit ?? 'unknown'} left of ${resource ?? 'the limit'}`
  return `${told}, at most ${concurrency} requests at once`
}
