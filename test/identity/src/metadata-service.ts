import { createServer } from 'node:http'
import { listenOnLoopback } from './routing/listen.ts'

/** The metadata service of an Azure virtual machine, which gives the tokens of its identity. */
export interface MetadataService extends AsyncDisposable {
  readonly url: string
  /** Queries of the requests for a token. */
  readonly asked: readonly URLSearchParams[]
}

/** `issue` gives a new access token that lives for an hour. */
export async function startMetadataService(issue: () => Promise<string>): Promise<MetadataService> {
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isGood =
      request.headers['metadata'] === 'true' &&
      /^\/metadata\/identity\/oauth2\/token\/?$/.test(pathname)
    if (!isGood) {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(
        '{"error":"invalid_request","error_description":"Required metadata header not specified"}',
      )
      return
    }
    asked.push(searchParams)
    issue().then(
      (token) => {
        const expires = Math.round(Date.now() / 1000) + 3600
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify({
            access_token: token,
            refresh_token: '',
            expires_in: '3600',
            expires_on: String(expires),
            resource: searchParams.get('resource'),
            token_type: 'Bearer',
          }),
        )
      },
      () => {
        response.writeHead(500).end()
      },
    )
  })
  const { port, close } = await listenOnLoopback(server)
  return { url: `http://127.0.0.1:${port}`, asked, [Symbol.asyncDispose]: close }
}
