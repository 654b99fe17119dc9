/** Why no usable answer came. */
export type FaultKind =
  | 'host-not-found'
  | 'tls'
  | 'timeout'
  | 'refused'
  | 'connection'
  | 'proxy'
  | 'no-http'
  | 'broken-body'

/** A body that says it is JSON and is not. Retried like a lost connection, because that is what cuts bodies short. */
export class BrokenBody extends Error {
  override readonly name = 'BrokenBody'
}

/** What went wrong below HTTP; undefined for an error that is not of the network. */
export function faultKind(error: unknown): FaultKind | undefined {
  if (error instanceof BrokenBody) return 'broken-body'
  if (!(error instanceof Error)) return undefined
  if (error.name === 'HTTPParserError') return 'no-http'
  const code = codeOf(error)
  if (code === undefined) return undefined
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'host-not-found'
  if (code === 'ECONNREFUSED') return 'refused'
  if (/proxy/i.test(error.message) || code === 'UND_ERR_PRX_TLS') return 'proxy'
  if (timeouts.has(code)) return 'timeout'
  if (connections.has(code)) return 'connection'
  if (tlsCode.test(code)) return 'tls'
  return undefined
}

const timeouts = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])
const connections = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RESPONSE',
  'Z_BUF_ERROR',
  'Z_DATA_ERROR',
])
const tlsCode = /CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$|CRL_/

// A name with several addresses fails with an AggregateError, one error for each address.
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) {
    const first: unknown = error.errors[0]
    if (first instanceof Error) return codeOf(first)
  }
  return undefined
}
