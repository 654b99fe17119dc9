import { type AccessToken, personalAccessToken, type TokenProvider } from '@devopsql/auth'
import type { RestRequest, RestResponse } from '@devopsql/rest'
import { expect, it } from 'vitest'
import { type SignedIn, whoAmI } from './who-am-i.ts'

const user = {
  id: 'id-1',
  providerDisplayName: 'Ada Lovelace',
  properties: { Account: { $type: 'System.String', $value: 'ada@contoso.example' } },
}

/** What is found out with that token, from that answer of the organization. */
async function found(
  token: TokenProvider | Partial<AccessToken>,
  body: unknown = { authenticatedUser: user },
): Promise<SignedIn & { readonly asked: readonly string[] }> {
  const asked: string[] = []
  const send = ({ path, apiVersion }: RestRequest): Promise<RestResponse> => {
    asked.push(`${path} ${apiVersion}`)
    return Promise.resolve({ status: 200, header: () => undefined, body, bytes: 0 })
  }
  const tokenProvider =
    'getToken' in token
      ? token
      : {
          getToken: () =>
            Promise.resolve({
              scheme: 'Bearer',
              value: 'x',
              expiresAt: undefined,
              ...token,
            } as const),
        }
  const options = { client: { send }, tokenProvider, scheme: 'AzureAD', organization: 'contoso' }
  return { ...(await whoAmI(options, {})), asked }
}

function aToken(claims: unknown): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.signature`
}

const person = {
  upn: 'ada@home.example',
  name: 'Ada',
  oid: 'object-1',
  tid: 'tenant-1',
  appid: 'app-1',
  scp: 'vso.work vso.code',
  exp: 1_796_025_600,
}

it('reads the claims of a token and asks the organization once', async () => {
  expect(await found({ value: aToken(person), source: 'Azure CLI' })).toEqual({
    asked: ['_apis/connectionData 7.1-preview.1'],
    scheme: 'AzureAD',
    source: 'Azure CLI',
    organization: 'contoso',
    account: 'ada@home.example',
    displayName: 'Ada Lovelace',
    id: 'id-1',
    tenant: 'tenant-1',
    objectId: 'object-1',
    applicationId: 'app-1',
    scopes: ['vso.work', 'vso.code'],
    expiresAt: new Date('2026-11-30T08:00:00Z'),
  })
})

it('knows a personal access token by what the organization says', async () => {
  expect(await found(personalAccessToken('aaa.e30.ccc'))).toMatchObject({
    account: 'ada@contoso.example',
    displayName: 'Ada Lovelace',
    tenant: undefined,
    scopes: undefined,
    expiresAt: undefined,
  })
})

it('reads the roles and the client of an application', async () => {
  const token = aToken({ azp: 'app-2', roles: ['Reader', 7], oid: 'object-2' })
  expect(await found({ value: token })).toMatchObject({
    applicationId: 'app-2',
    scopes: ['Reader'],
    objectId: 'object-2',
  })
})

it.each([
  'opaque',
  'a.b.c',
  aToken('text'),
  aToken(null),
  aToken({ upn: '', scp: 7, exp: 'soon', roles: 'x', tid: {} }),
  aToken({ exp: 1e300 }),
])('takes a token without usable claims as it is: %s', async (value) => {
  const expiresAt = new Date(0)
  expect(await found({ value, expiresAt })).toMatchObject({
    account: 'ada@contoso.example',
    tenant: undefined,
    scopes: undefined,
    expiresAt,
  })
  expect(await found({ value })).toMatchObject({ expiresAt: undefined })
})

it('says that an organization took the request for that of a visitor', async () => {
  const id = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'
  await expect(found({}, { authenticatedUser: { id } })).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
  })
})

it.each([{}, [], null, { authenticatedUser: { id: 7 } }])(
  'refuses an answer that names nobody: %j',
  async (body) => {
    await expect(found({}, body)).rejects.toMatchObject({ code: 'DEVOPSQL_INVALID_RESPONSE' })
  },
)
