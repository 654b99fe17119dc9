import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent, request as send } from 'undici'

/** A request as a client sent it, without its headers. */
export interface SentRequest {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** A server that passes requests on the first time and from then on answers them from memory. */
export interface AnswerMemory {
  readonly origin: string
  /** Requests since the last call, in the order of their arrival. */
  takeRequests(): readonly SentRequest[]
}

interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

// What a client may act upon; the others would be written anew for each answer and cost the server time.
const keptHeaders = ['content-type', 'x-ms-continuationtoken', 'etag']

/** Starts the memory before `target`, an origin. Bodies are kept as bytes, so that a hit costs one write. */
export async function startAnswerMemory(target: string): Promise<AnswerMemory> {
  const kept = new Map<string, KeptAnswer>()
  const dispatcher = new Agent({ connections: 8 })
  let requests: SentRequest[] = []
  const fetchAnswer = async (
    sent: SentRequest,
    { headers }: IncomingMessage,
  ): Promise<KeptAnswer> => {
    const response = await send(target + sent.path, {
      dispatcher,
      method: sent.method === 'POST' ? 'POST' : 'GET',
      body: sent.body === '' ? null : sent.body,
      headers: {
        authorization: headers.authorization ?? '',
        accept: 'application/json',
        'accept-encoding': 'identity',
        'content-type': 'application/json',
      },
    })
    const body = Buffer.from(await response.body.arrayBuffer())
    const named = keptHeaders.flatMap((name) => {
      const value = response.headers[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    })
    const length = ['content-length', String(body.length)] as const
    return { status: response.statusCode, headers: Object.fromEntries([...named, length]), body }
  }
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = {
      method: message.method ?? 'GET',
      path: message.url ?? '/',
      body: await bodyOf(message),
    }
    requests.push(sent)
    const key = `${sent.method} ${sent.path} ${sent.body}`
    const answer = kept.get(key) ?? (await fetchAnswer(sent, message))
    if (answer.status === 200) kept.set(key, answer)
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body)
  }
  const server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    serve(message, response).catch((error: unknown) => response.destroy(asError(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    takeRequests: () => {
      const taken = requests
      requests = []
      return taken
    },
  }
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  if (message.method === 'GET') return ''
  const chunks: Uint8Array[] = []
  for await (const chunk of message) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
