import { setMaxListeners } from 'node:events'
import { DevopsqlError } from '@devopsql/errors'

/** The error that an aborted signal turns every wait into. */
export function cancelled(signal: AbortSignal): DevopsqlError {
  return new DevopsqlError('the query was cancelled', {
    code: 'DEVOPSQL_CANCELLED',
    cause: signal.reason,
  })
}

/** Throws when the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled(signal)
}

/** Calls `listener` once when the signal aborts. Gives the function that stops listening. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => undefined
  // One signal serves all requests of a query: more listeners than Node's default of 10 are no leak here.
  setMaxListeners(0, signal)
  signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}

/** A scope of its own within a signal: `abort` ends what runs in it, `dispose` lets go of the outer signal. */
export interface AbortScope {
  readonly signal: AbortSignal
  abort(): void
}

/** A scope that ends when the outer signal aborts, or by its own `abort`. */
export function abortScope(outer: AbortSignal | undefined): AbortScope {
  const controller = new AbortController()
  if (outer?.aborted === true) controller.abort(outer.reason)
  const stopListening = onAbort(outer, () => controller.abort(outer?.reason))
  return {
    signal: controller.signal,
    abort() {
      stopListening()
      controller.abort()
    },
  }
}

/** Waits; rejects with `DEVOPSQL_CANCELLED` when the signal aborts. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled(signal))
    const timer = setTimeout(() => {
      stopListening()
      resolve()
    }, milliseconds)
    const stopListening = onAbort(signal, () => {
      clearTimeout(timer)
      if (signal !== undefined) reject(cancelled(signal))
    })
  })
}
