import { AssertionError } from 'node:assert'
import { Buffer } from 'node:buffer'
import { inspect } from 'node:util'
import { isRecord } from '../is-record.ts'
import type { AccessToken } from '../token-provider.ts'

export function failure(message: string): AssertionError {
  return new AssertionError({ message: `the token provider breaks a rule: ${message}` })
}

export function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw failure(otherwise)
}

/** Takes anything: providers in JavaScript can give what their type forbids. */
export function checkToken(token: unknown): asserts token is AccessToken {
  check(isRecord(token), 'what it gave is no token')
  const { scheme, value, expiresAt, source } = token
  check(scheme === 'Basic' || scheme === 'Bearer', 'scheme is neither Basic nor Bearer')
  check(typeof value === 'string' && value !== '', 'value is no text, or an empty one')
  check(
    /^[\x21-\x7e]+$/.test(value),
    'value has characters that a header can’t hold, such as a space or a line break',
  )
  check(expiresAt === undefined || expiresAt instanceof Date, 'expiresAt is no Date')
  if (expiresAt !== undefined) {
    check(!Number.isNaN(expiresAt.getTime()), 'expiresAt is an invalid Date')
    check(expiresAt.getTime() > Date.now(), 'it gave a token that has expired')
  }
  check(source === undefined || typeof source === 'string', 'source is no text')
  check(!source?.includes(value), 'source shows the token')
}

/** Errors reach logs and screens: none may show the token. */
export function checkError(error: unknown, token: AccessToken): void {
  check(error instanceof Error, 'it rejected with something that is no Error')
  const shown = inspect(error, {
    depth: 10,
    showHidden: true,
    maxArrayLength: null,
    maxStringLength: null,
    breakLength: Number.POSITIVE_INFINITY,
  })
  for (const secret of secretsOf(token)) check(!shown.includes(secret), 'its error shows the token')
}

function secretsOf({ scheme, value }: AccessToken): string[] {
  if (scheme === 'Bearer') return [value]
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? []
  return password === '' ? [value] : [value, password]
}
