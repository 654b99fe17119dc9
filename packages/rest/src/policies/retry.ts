import { isDevopsqlError } from '@devopsql/errors'
import { type Answer, type Exchange, headerOf, isSuccess, type Policy } from '../exchange.ts'
import { type FaultKind, faultKind } from '../faults.ts'
import type { Log } from '../log/log-event.ts'
import { retryAfterMs } from '../rate-budget.ts'
import { factsOfAnswer } from '../remote-facts.ts'
import { count } from '../request-meter.ts'

const maximumTries = 6
const firstWaitMs = 250
const longestWaitMs = 30_000

const triesByFault: Readonly<Record<FaultKind, number>> = {
  connection: maximumTries,
  'broken-body': 3,
  refused: 3,
  timeout: 2,
  'host-not-found': 1,
  tls: 1,
  proxy: 1,
  'no-http': 1,
}
const retriedStatuses = new Set([408, 429, 500, 502, 503, 504])

type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly tries: number }
  | { readonly kind: 'fault'; readonly error: unknown; readonly tries: number }

/** Sends again what failed for a passing reason, after a random wait that doubles at most. All requests here are reads. */
export function retry(options: {
  readonly now: () => number
  readonly random: () => number
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly log?: Log | undefined
}): Policy {
  return (next) => async (exchange) => {
    for (;;) {
      exchange.attempt++
      const outcome = await outcomeOf(() => next(exchange))
      if (exchange.attempt >= outcome.tries) {
        if (outcome.kind === 'fault') throw outcome.error
        return outcome.answer
      }
      // With a Retry-After the budget holds back all requests, this one too, and to the second.
      if (outcome.kind === 'answer' && isHeldBack(outcome.answer, options.now())) {
        tellRetry(options.log, exchange, { outcome, when: 'once the service allows it' })
        continue
      }
      const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** exchange.attempt)
      const wait = Math.round(options.random() * longest)
      if (outcome.kind === 'answer' && outcome.answer.status === 429) {
        count(exchange.context.meter, { throttledMs: wait })
      }
      tellRetry(options.log, exchange, { outcome, when: `in ${wait} ms` })
      await options.sleep(wait, exchange.context.signal)
    }
  }
}

function tellRetry(
  log: Log | undefined,
  { request, context, attempt }: Exchange,
  { outcome, when }: { readonly outcome: Outcome; readonly when: string },
): void {
  log?.({
    level: 5,
    module: 'HTTP',
    queryId: context.queryId,
    text: () =>
      `${request.method} ${request.template} is sent again ${when}, attempt ${attempt + 1} of ${outcome.tries}: ${
        outcome.kind === 'answer' ? outcome.answer.status : String(outcome.error)
      }`,
  })
}

function isHeldBack(answer: Answer, now: number): boolean {
  return (retryAfterMs(headerOf(answer.headers, 'retry-after'), now) ?? 0) > 0
}

async function outcomeOf(send: () => Promise<Answer>): Promise<Outcome> {
  try {
    const answer = await send()
    return { kind: 'answer', answer, tries: triesFor(answer) }
  } catch (error) {
    const kind = isDevopsqlError(error) ? undefined : faultKind(error)
    return { kind: 'fault', error, tries: kind === undefined ? 1 : triesByFault[kind] }
  }
}

function triesFor(answer: Answer): number {
  if (isSuccess(answer)) return 1
  const { typeKey, message } = factsOfAnswer(answer)
  if (typeKey === 'RequestBlockedException') return maximumTries
  // A query that ran out of its 30 seconds will do so again.
  if (message?.startsWith('VS402335') === true) return 1
  return retriedStatuses.has(answer.status) ? maximumTries : 1
}
