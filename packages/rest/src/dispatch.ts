import type { Dispatcher } from 'undici'
import { cancelled, onAbort } from './cancellation.ts'
import type { ResponseHeaders } from './exchange.ts'

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number
  readonly headers: ResponseHeaders
  readonly chunks: readonly Buffer[]
  readonly bytes: number
}

/**
 * One HTTP request, its whole answer. Rejects with `DEVOPSQL_CANCELLED` when the signal aborts.
 *
 * undici's `request` builds a stream for each body; a plain handler that keeps the chunks costs half of that.
 */
export function dispatch(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal | undefined,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled(signal))
    let controller: Dispatcher.DispatchController | undefined
    let status = 0
    let headers: ResponseHeaders = {}
    let bytes = 0
    const chunks: Buffer[] = []
    const stopListening = onAbort(signal, () => {
      if (signal === undefined) return
      const reason = cancelled(signal)
      controller?.abort(reason)
      reject(reason)
    })
    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started
        // Aborted while it waited for a connection.
        if (signal?.aborted === true) started.abort(cancelled(signal))
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        status = statusCode
        headers = responseHeaders
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk)
        bytes += chunk.length
      },
      onResponseEnd() {
        stopListening()
        resolve({ status, headers, chunks, bytes })
      },
      onResponseError(_controller, error) {
        stopListening()
        reject(error)
      },
    })
  })
}
