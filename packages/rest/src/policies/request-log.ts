import { type Answer, type Exchange, headerOf, type Policy } from '../exchange.ts'
import type { Log } from '../log/log-event.ts'

/** Tells of each request that goes over the wire in one line, once it is answered. */
export function requestLog(log: Log): Policy {
  return (next) => async (exchange) => {
    const start = performance.now()
    const tell = (outcome: (milliseconds: number) => string): void => {
      const milliseconds = Math.round(performance.now() - start)
      log({
        level: 2,
        module: 'HTTP',
        queryId: exchange.context.queryId,
        text: () => `${nameOf(exchange)}: ${outcome(milliseconds)}${waits(exchange)}`,
      })
    }
    try {
      const answer = await next(exchange)
      tell((milliseconds) => `${answer.status} in ${milliseconds} ms, ${factsOf(answer)}`)
      return answer
    } catch (error) {
      tell((milliseconds) => `no answer after ${milliseconds} ms, ${reasonOf(error)}`)
      throw error
    }
  }
}

function nameOf({ request, base }: Exchange): string {
  return `${request.method} ${base.origin}${base.path}/${request.template}`
}

function factsOf({ bytes, kind, headers }: Answer): string {
  const delay = headerOf(headers, 'x-ratelimit-delay')
  const wait = headerOf(headers, 'retry-after')
  return [
    `${bytes} bytes`,
    ...(kind === 'json' || kind === 'none' ? [] : [kind === 'html' ? 'a page in HTML' : 'no JSON']),
    ...(delay === undefined ? [] : [`held back ${delay} s by the service`]),
    ...(wait === undefined ? [] : [`to be asked again after ${wait}`]),
  ].join(', ')
}

function waits({ attempt, waitedMs }: Exchange): string {
  const waited = waitedMs > 0 ? `, waited ${waitedMs} ms before` : ''
  return attempt > 1 ? `, attempt ${attempt}${waited}` : waited
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? `${String(error.code)} ` : ''
  return `${code}${error.message}`
}
