import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describedHeaders } from './described-headers.ts'

it('shows the values of known headers, and of others that they are there', () => {
  expect(
    describedHeaders({
      'Content-Type': 'application/json',
      authorization: 'Bearer abc',
      'set-cookie': ['a=1', 'b=2'],
      'retry-after': '3',
      'x-own': 'anything',
      absent: undefined,
    }),
  ).toBe(
    'Content-Type: application/json; authorization: (removed); set-cookie: (removed); retry-after: 3; x-own: (removed)',
  )
})

it('shows where a redirect leads without what it carries', () => {
  expect(describedHeaders({ location: 'http://localhost/?code=abc&state=def' })).toBe(
    'location: http://localhost/?code=(removed)&state=(removed)',
  )
})

it('shows scheme and reason of a challenge', () => {
  const value = 'Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ=="'
  expect(describedHeaders({ 'www-authenticate': [value, 'NTLM TlRMTVNTUAA='] })).toBe(
    'www-authenticate: Bearer error="insufficient_claims", NTLM',
  )
})

it('never shows the value of a header that is not on its list', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^x-[a-z]{3,12}-q$/), fc.uuid(), (name, value) => {
      expect(describedHeaders({ [name]: value })).not.toContain(value)
    }),
  )
})
