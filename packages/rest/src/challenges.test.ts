import { expect, it } from 'vitest'
import { claimsIn } from './challenges.ts'

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1760000000"}}}'
const encoded = Buffer.from(claims).toString('base64')
const bearer = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`

const headers: readonly (readonly [name: string, header: string | readonly string[]])[] = [
  ['alone', bearer],
  ['behind another challenge', `Basic realm="https://dev.azure.com/", ${bearer}`],
  ['before a challenge without parameters', `${bearer}, TFS-Federated`],
  ['behind challenges without parameters', `Negotiate, TFS-Federated, ${bearer}`],
  ['in a header line of its own', ['Basic realm="x"', bearer]],
  ['with spaces and other letter case', bearer.replace('Bearer', 'bearer').replaceAll('=', ' = ')],
  ['without padding', bearer.replaceAll('=="', '"')],
]

it.each(headers)('finds the claims %s', (_name, header) => {
  expect(JSON.parse(claimsIn(header) ?? 'null')).toEqual(JSON.parse(claims))
})

const others: readonly (readonly [name: string, header: string | undefined])[] = [
  ['no header', undefined],
  ['another scheme', bearer.replace('Bearer', 'PoP')],
  ['another error', bearer.replace('insufficient_claims', 'invalid_token')],
  ['claims of another challenge', `Bearer error="insufficient_claims", Basic claims="${encoded}"`],
  ['claims that are no JSON', 'Bearer error="insufficient_claims", claims="bm90IGpzb24="'],
  ['a header that is cut short', bearer.slice(0, -10)],
  ['nothing but commas', ' , ,, '],
]

it.each(others)('finds none in %s', (_name, header) => {
  expect(claimsIn(header)).toBeUndefined()
})
