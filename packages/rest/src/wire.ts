import type { Dispatcher } from 'undici'
import type { RequestContext } from './contract.ts'
import { decompress } from './decompress.ts'
import { dispatch, type RawAnswer } from './dispatch.ts'
import { headerOf } from './exchange.ts'
import { watchConnections } from './log/connection-events.ts'
import { describedBody } from './log/described-body.ts'
import { describedHeaders } from './log/described-headers.ts'
import { describedUrl } from './log/described-url.ts'
import type { Log } from './log/log-event.ts'
import { signInSecrets } from './log/sign-in-secrets.ts'

type WireOptions = Dispatcher.DispatchOptions & {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Sends requests through undici. */
export interface Wire {
  send(
    dispatcher: Dispatcher,
    options: WireOptions,
    context: Pick<RequestContext, 'signal' | 'queryId'>,
  ): Promise<RawAnswer>
  close(): void
}

/**
 * Without a log of level 3 nothing stands between the caller and undici. What goes to an identity service and comes from
 * it is looked through at each level: what is secret in it must not turn up in the log of a failure either.
 */
export function createWire(log: Log | undefined, module: 'HTTP' | 'OAUT'): Wire {
  if (log === undefined || (log.level < 3 && module === 'HTTP')) {
    return {
      send: (dispatcher, options, { signal }) => dispatch(dispatcher, options, signal),
      close: () => undefined,
    }
  }
  const connections = log.level < 4 ? undefined : watchConnections(log)
  return {
    send: async (dispatcher, options, { signal, queryId }) => {
      const tell = (text: () => string): void => log({ level: 3, module, queryId, text })
      const send = (): Promise<RawAnswer> => dispatch(dispatcher, options, signal)
      if (module === 'OAUT') learn(log, options.body ?? '')
      tell(() => `request ${requestLine(options)}; ${describedHeaders(options.headers)}`)
      if (options.body !== null) tell(() => `request ${requestBody(options, log.hide)}`)
      const answer = await (connections === undefined ? send() : connections.within(queryId, send))
      if (module === 'OAUT') learn(log, Buffer.concat(answer.chunks).toString('utf8'))
      tell(() => `answer ${answer.status}; ${describedHeaders(answer.headers)}`)
      tell(() => `answer ${answerBody(answer, log.hide)}`)
      return answer
    },
    close: () => connections?.stop(),
  }
}

function learn(log: Log, text: string): void {
  for (const secret of signInSecrets(text)) log.hideFromNowOn(secret)
}

function requestLine({ method, origin, path }: WireOptions): string {
  return `${method} ${describedUrl(`${origin}${path}`)}`
}

type Hide = (text: string) => string

function requestBody({ headers, body }: WireOptions, hide: Hide): string {
  const contentType = Object.entries(headers).find(([name]) => /^content-type$/i.test(name))?.[1]
  return describedBody({ text: body ?? '', contentType }, hide)
}

function answerBody({ headers, chunks, bytes }: RawAnswer, hide: Hide): string {
  try {
    const content = decompress(Buffer.concat(chunks), headerOf(headers, 'content-encoding'))
    const contentType = headerOf(headers, 'content-type')
    return describedBody({ text: content.toString('utf8'), contentType }, hide)
  } catch {
    return `body of ${bytes} bytes that can't be decompressed`
  }
}
