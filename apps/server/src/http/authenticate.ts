import type { Gate } from '../identity/gate.ts'
import type { Identity } from '../identity/identity.ts'

/** Who an Authorization header is of; undefined is a refusal, which says no more. */
export async function authenticate(
  gate: Gate,
  authorization: string | undefined,
): Promise<Identity | undefined> {
  const [, scheme = '', credentials = ''] = /^(\w+) +(\S+) *$/.exec(authorization ?? '') ?? []
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return await gate.byToken(credentials)
    case 'basic': {
      const pair = Buffer.from(credentials, 'base64').toString('utf8')
      const colon = pair.indexOf(':')
      if (colon < 0) return undefined
      return await gate.byPassword(pair.slice(0, colon), pair.slice(colon + 1))
    }
    default:
      // Where nobody has to sign in, nothing is as good as anything.
      return await gate.byToken('')
  }
}
