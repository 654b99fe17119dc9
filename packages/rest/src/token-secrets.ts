import type { AccessToken } from '@devopsql/auth'

/** The token as it is sent, and the password inside of a basic one. */
export function secretsOfToken({ scheme, value }: AccessToken): readonly string[] {
  if (scheme !== 'Basic') return [value]
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const password = pair.slice(pair.indexOf(':') + 1)
  return password === '' ? [value] : [value, password]
}
