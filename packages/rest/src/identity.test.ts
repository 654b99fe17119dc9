import { personalAccessToken, staticToken } from '@devopsql/auth'
import { expect, it } from 'vitest'
import { createRestClient } from './client.ts'

/** The identity that a client says for an organization and a token. */
async function identity(organization: string, tokenProvider = personalAccessToken('one')) {
  const client = createRestClient({ organization, tokenProvider })
  try {
    return await client.identity({})
  } finally {
    await client.close()
  }
}

const jwt = (claims: object): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`

it('is the same for the same token at the same organization', async () => {
  expect(await identity('contoso')).toBe(await identity('contoso'))
})

it('differs by organization and by token', async () => {
  const contoso = await identity('contoso')
  expect(await identity('fabrikam')).not.toBe(contoso)
  expect(await identity('contoso', personalAccessToken('two'))).not.toBe(contoso)
})

it('is that of the account, whichever of its tokens is used', async () => {
  const first = await identity('contoso', staticToken(jwt({ oid: 'anna', exp: 1 })))
  expect(await identity('contoso', staticToken(jwt({ oid: 'anna', exp: 2 })))).toBe(first)
  expect(await identity('contoso', staticToken(jwt({ oid: 'ben', exp: 1 })))).not.toBe(first)
})

it('holds no part of the token', async () => {
  expect(await identity('contoso', personalAccessToken('secret'))).toMatch(/^[0-9a-f]{64}$/)
})
