import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Answer } from './answers/answer.ts'
import type { Fault } from './faults.ts'

const compress = promisify(gzip)
/** Smaller bodies cost more to compress than to send. (assumed) */
const worthCompressing = 1_024

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export async function encode(
  answer: Answer,
  headers: Readonly<Record<string, string>>,
  acceptEncoding: string,
): Promise<WireAnswer> {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  if (body.length < worthCompressing || !/\bgzip\b/i.test(acceptEncoding)) {
    return { status: answer.status, headers, body }
  }
  // Level 1: on loopback time matters more than bytes.
  const zipped = await compress(body, { level: 1 })
  return {
    status: answer.status,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: zipped,
  }
}

/** Spoils a body that is otherwise right, as the fault says. */
export function spoil(answer: Answer, fault: Fault | undefined): Answer {
  const text = (): string => (typeof answer.body === 'string' ? answer.body : '')
  if (fault?.kind === 'truncated') {
    return { ...answer, body: text().slice(0, Math.floor(text().length / 2)) }
  }
  if (fault?.kind === 'byte-order-mark') return { ...answer, body: `\uFEFF${text()}` }
  if (fault?.kind !== 'delayed') return answer
  // The delayed answer is a 200 that says to wait before the next request. (docs/integrate/concepts/rate-limits.md)
  const headers = {
    'retry-after': String(Math.max(1, Math.ceil(fault.seconds))),
    'x-ratelimit-delay': fault.seconds.toFixed(3),
    'x-ratelimit-resource': 'Core',
  }
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

export function send(response: ServerResponse, wire: WireAnswer, fault: Fault | undefined): void {
  response.writeHead(wire.status, { ...wire.headers, 'content-length': wire.body.length })
  if (fault?.kind === 'cut-off') {
    response.write(wire.body.subarray(0, Math.floor(wire.body.length / 2)), () =>
      response.destroy(),
    )
    return
  }
  if (fault?.kind !== 'slow-body') {
    response.end(wire.body)
    return
  }
  const pieces = 10
  const size = Math.ceil(wire.body.length / pieces)
  let piece = 0
  const timer = setInterval(() => {
    response.write(wire.body.subarray(piece * size, (piece + 1) * size))
    piece += 1
    if (piece < pieces && !response.destroyed) return
    clearInterval(timer)
    response.end()
  }, fault.milliseconds / pieces)
}
