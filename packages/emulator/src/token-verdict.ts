/**
 * What the service makes of a token. `refused`: as of one that has expired, was revoked or was meant for another
 * service. `claims`: continuous access evaluation wants a token that was issued for these claims (JSON text).
 */
export type TokenVerdict = 'accepted' | 'refused' | { readonly claims: string }

/** Decides about the `Authorization` header of a request. */
export type AcceptToken = (authorization: string) => TokenVerdict | Promise<TokenVerdict>

/** Accepts one token, as a PAT and as a bearer token. */
export function acceptOnly(token: string): AcceptToken {
  return (authorization) => (presentedToken(authorization) === token ? 'accepted' : 'refused')
}

function presentedToken(authorization: string): string | undefined {
  const [scheme = '', credentials = ''] = authorization.split(' ')
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return undefined
  // A PAT is the password; the user name doesn't matter. (docs: authentication with personal access tokens)
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}
