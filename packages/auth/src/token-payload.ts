import { Buffer } from 'node:buffer'
import { isRecord } from './is-record.ts'

/** The claims of a JSON web token, by name; none where the token is no such token. Nothing is verified. */
export function tokenPayload(token: string): Readonly<Record<string, unknown>> {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    const claims: unknown = JSON.parse(payload)
    return isRecord(claims) ? claims : {}
  } catch {
    return {}
  }
}
