import { describedUrl } from './described-url.ts'
import { removed } from './secret-name.ts'

/** Headers whose values are shown. Of the others there is only the name: who knows what a proxy puts into them. */
const shown = new Set([
  'accept',
  'accept-encoding',
  'activityid',
  'age',
  'cache-control',
  'client-request-id',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'host',
  'keep-alive',
  'last-modified',
  'request-id',
  'retry-after',
  'server',
  'transfer-encoding',
  'user-agent',
  'vary',
  'via',
  'x-cache',
  'x-client-sku',
  'x-client-ver',
  'x-ms-ests-server',
  'x-ms-request-id',
  'x-msedge-ref',
  'x-ratelimit-delay',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-resource',
  'x-tfs-fedauthredirect',
  'x-tfs-serviceerror',
  'x-vss-e2eid',
])
const addresses = new Set(['location', 'content-location', 'referer'])

type HeaderValue = string | readonly string[] | undefined

/** Headers as one line, `name: value; name: value`, by a list of those that can be shown. */
export function describedHeaders(headers: Readonly<Record<string, HeaderValue>>): string {
  return Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${described(name.toLowerCase(), [value ?? ''].flat())}`)
    .join('; ')
}

function described(name: string, values: readonly string[]): string {
  if (addresses.has(name)) return values.map(describedUrl).join(', ')
  if (name === 'www-authenticate') return values.map(describedChallenge).join(', ')
  return shown.has(name) ? values.join(', ') : removed
}

// The scheme and the reason help; a challenge of NTLM or Negotiate is half of a handshake.
function describedChallenge(value: string): string {
  const scheme = /^[A-Za-z-]+/.exec(value)?.[0] ?? ''
  const reason = /\berror="?([\w-]+)/.exec(value)?.[1]
  return [scheme, ...(reason === undefined ? [] : [`error="${reason}"`])].join(' ')
}
