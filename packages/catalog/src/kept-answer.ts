import { DevopsqlError } from '@devopsql/errors'
import type { RequestContext } from '@devopsql/rest'

/** An answer that is asked for once, by whoever needs it first, and kept. */
export interface KeptAnswer<Value> {
  get(context?: RequestContext): Promise<Value>
  /** The answer if it is here already. */
  peek(): Value | undefined
}

/**
 * Keeps what `load` answers. Those who come while it loads wait for the same answer; a failure is not kept. One who
 * stops waiting doesn't stop the others: the load ends when nobody waits any more.
 */
export function keepAnswer<Value>(
  load: (context: RequestContext) => Promise<Value>,
): KeptAnswer<Value> {
  let flight: Flight<Value> | undefined
  let answer: { readonly value: Value } | undefined

  const start = (context: RequestContext): Flight<Value> => {
    const controller = new AbortController()
    const promise = load({ ...context, signal: controller.signal })
    const started: Flight<Value> = { promise, controller, waiting: 0 }
    promise.then(
      (value) => {
        answer = { value }
      },
      () => {
        if (flight === started) flight = undefined
      },
    )
    return started
  }

  return {
    async get(context = {}) {
      if (answer !== undefined) return answer.value
      if (context.signal?.aborted === true) throw cancelled(context.signal)
      if (flight === undefined || flight.controller.signal.aborted) flight = start(context)
      return waitFor(flight, context.signal)
    },
    peek: () => answer?.value,
  }
}

interface Flight<Value> {
  readonly promise: Promise<Value>
  readonly controller: AbortController
  waiting: number
}

async function waitFor<Value>(
  flight: Flight<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  flight.waiting += 1
  if (signal === undefined) return flight.promise
  let stop = (): void => undefined
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      flight.waiting -= 1
      if (flight.waiting === 0) flight.controller.abort(signal.reason)
      reject(cancelled(signal))
    }
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([flight.promise, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function cancelled(signal: AbortSignal): DevopsqlError {
  return new DevopsqlError('the query was cancelled', {
    code: 'DEVOPSQL_CANCELLED',
    cause: signal.reason,
  })
}
