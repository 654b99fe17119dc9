import type { IncomingMessage } from 'node:http'

/** A request to the identity service, taken apart before the provider sees it. */
export interface EntraRequest {
  /** First segment of the path: the id or domain of a tenant, `organizations`, `common`. */
  readonly tenant: string
  /** The rest: `/oauth2/v2.0/token`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
}

export async function readEntraRequest(request: IncomingMessage): Promise<EntraRequest> {
  const url = new URL(request.url ?? '/', 'https://login.microsoftonline.com')
  const [, tenant = '', path = '/'] =
    /^\/([^/]*)(?:\/v2\.0(?=\/\.well-known))?(\/.*)?$/.exec(url.pathname) ?? []
  const isForm = request.method === 'POST' && /\/(token|devicecode)$/.test(path)
  return {
    tenant: decodeURIComponent(tenant),
    path,
    query: url.searchParams,
    form: new URLSearchParams(isForm ? await textOf(request) : ''),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * The prompt that makes the provider behave as Entra does: it grants offline_access without being asked to, and knows
 * `select_account`.
 */
export function promptFor(asked: string | null): string {
  if (asked === null || asked === '') return 'consent'
  if (asked === 'none' || asked === 'consent') return asked
  return 'login consent'
}
