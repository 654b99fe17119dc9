import { type OAuthSettings, tokenPayload } from '@devopsql/auth'

const refreshAheadMs = 5 * 60_000

/** When a JSON web token expires, in milliseconds since 1970; undefined where it is none. */
export function expiryIn(token: string): number | undefined {
  return timeIn(token, 'exp')
}

/** How long before its end a token is replaced: five minutes, or half of the life of one that lives for less than ten. */
export function reserveOf({ accessToken, expiresAt }: OAuthSettings): number {
  const issuedAt = timeIn(accessToken, 'iat')
  if (issuedAt === undefined) return refreshAheadMs
  return Math.min(refreshAheadMs, Math.max(0, expiresAt - issuedAt) / 2)
}

function timeIn(token: string, name: 'exp' | 'iat'): number | undefined {
  const seconds = tokenPayload(token)[name]
  return typeof seconds === 'number' ? seconds * 1000 : undefined
}
