import { bodyText } from './body-text.ts'
import type { Connections } from './connections.ts'
import { decompress } from './decompress.ts'
import type { RawAnswer } from './dispatch.ts'
import { type Answer, type BodyKind, type Handler, headerOf } from './exchange.ts'
import { BrokenBody } from './faults.ts'
import type { Wire } from './wire.ts'

/** The end of the pipeline: one HTTP request through undici, its body parsed. Redirects are answers, not followed. */
export function createTransport(
  dispatcher: Connections['dispatcher'],
  options: { readonly compress: boolean; readonly wire: Wire },
): Handler {
  const common = {
    accept: 'application/json',
    // Without it a bad token is answered by a redirect to a sign-in page instead of a plain 401.
    'x-tfs-fedauthredirect': 'Suppress',
    'accept-encoding': options.compress ? 'gzip' : 'identity',
    'user-agent': 'devopsql',
  }
  return async (exchange) => {
    const { request, base, path, body, authorization } = exchange
    const headers =
      body === undefined
        ? { ...common, authorization }
        : { ...common, authorization, 'content-type': 'application/json' }
    const raw = await options.wire.send(
      await dispatcher(),
      { origin: base.origin, path, method: request.method, headers, body: body ?? null },
      exchange.context,
    )
    return answerOf(raw)
  }
}

function answerOf({ status, headers, chunks, bytes }: RawAnswer): Answer {
  const kind = bytes === 0 ? 'none' : kindOf(headerOf(headers, 'content-type'))
  const succeeded = status >= 200 && status < 300 && status !== 203
  if (kind !== 'json') {
    if (succeeded && status !== 204 && kind === 'none') throw new BrokenBody('the body is empty')
    return { status, headers, kind, body: undefined, bytes }
  }
  const encoding = headerOf(headers, 'content-encoding')
  try {
    return { status, headers, kind, body: parse(chunks, encoding), bytes }
  } catch (cause) {
    if (succeeded) throw new BrokenBody('the body is not valid JSON', { cause })
    return { status, headers, kind: 'other', body: undefined, bytes }
  }
}

function kindOf(contentType: string | undefined): BodyKind {
  if (contentType === undefined || /json/i.test(contentType)) return 'json'
  return /html/i.test(contentType) ? 'html' : 'other'
}

function parse(chunks: readonly Buffer[], encoding: string | undefined): unknown {
  const only = chunks.length === 1 ? chunks[0] : undefined
  const bytes = decompress(only ?? Buffer.concat(chunks), encoding)
  // Some answers of Azure DevOps begin with a byte order mark, which JSON.parse refuses.
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const value: unknown = JSON.parse(bodyText(start === 0 ? bytes : bytes.subarray(start)))
  return value
}
