import { readFileSync } from 'node:fs'
import { tokenProviderConformance } from '@devopsql/auth'
import { describe, expect, it } from 'vitest'
import { anEnvironment } from '../testing/environment.ts'
import { fakeIdentity, refusal, tokens } from '../testing/fake-identity.ts'
import { type ServicePrincipalOptions, servicePrincipal } from './service-principal.ts'

const folder = `${import.meta.dirname}/../testing/certificates`
const principal = {
  clientId: 'app',
  tenant: 'contoso.onmicrosoft.com',
  credential: { secret: 'Canary-Secret' },
} satisfies ServicePrincipalOptions

it('signs in with a secret, anew for each call, and passes claims on', async () => {
  anEnvironment()
  const service = fakeIdentity([tokens('first'), tokens('second')])
  const provider = servicePrincipal({ ...principal, http: service.http })
  const first = await provider.getToken({})
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"17"}}}'
  const second = await provider.getToken({ rejected: first, claims })
  expect([first.value, second.value, first.source]).toEqual([
    'first',
    'second',
    'service principal',
  ])
  expect(first.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000)
  const [plain, challenged] = service.forms
  expect(service.requests[0]?.url).toContain(
    'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token?',
  )
  expect(Object.fromEntries(plain ?? [])).toMatchObject({
    client_id: 'app',
    client_secret: 'Canary-Secret',
    grant_type: 'client_credentials',
    scope: '499b84ac-1321-427f-aa17-267ca6975798/.default',
  })
  expect(JSON.parse(challenged?.get('claims') ?? '')).toMatchObject({
    access_token: { nbf: { essential: true, value: '17' }, xms_cc: { values: ['CP1'] } },
  })
})

it('signs with the certificate', async () => {
  anEnvironment()
  const service = fakeIdentity([tokens('signed')])
  const source = `${readFileSync(`${folder}/cert.pem`, 'utf8')}${readFileSync(`${folder}/key.pem`, 'utf8')}`
  const provider = servicePrincipal({
    ...principal,
    credential: { certificate: { source } },
    http: service.http,
  })
  expect((await provider.getToken({})).value).toBe('signed')
  const [header = ''] = (service.forms[0]?.get('client_assertion') ?? '').split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
    alg: 'PS256',
    'x5t#S256': expect.any(String) as unknown,
    x5c: [expect.any(String) as unknown],
  })
})

it('finds the tenant by the organization', async () => {
  anEnvironment()
  const tenant = '11111111-2222-4333-8444-555555555555'
  const service = fakeIdentity([
    { status: 401, headers: { 'x-vss-resourcetenant': tenant } },
    tokens('found'),
  ])
  const { tenant: _, ...rest } = principal
  const provider = servicePrincipal({
    ...rest,
    organizationUrl: 'https://dev.azure.com/contoso',
    http: service.http,
  })
  expect((await provider.getToken({})).value).toBe('found')
  expect(service.requests[1]?.url).toContain(`/${tenant}/oauth2/`)
})

it('takes application, tenant and identity service from the environment', async () => {
  anEnvironment({
    AZURE_CLIENT_ID: 'named',
    AZURE_TENANT_ID: 'fabrikam.example',
    AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us/',
  })
  const service = fakeIdentity([tokens('t')])
  await servicePrincipal({ credential: { secret: 's' }, http: service.http }).getToken({})
  expect(service.requests[0]?.url).toContain(
    'https://login.microsoftonline.us/fabrikam.example/oauth2/v2.0/token?',
  )
  expect(service.forms[0]?.get('client_id')).toBe('named')
})

it('names what is missing or can not be', async () => {
  anEnvironment()
  const { http, requests } = fakeIdentity([])
  const failures = [
    { credential: principal.credential },
    { credential: principal.credential, clientId: 'app' },
    { ...principal, tenant: 'organizations' },
    { ...principal, tenant: 'contoso/../fabrikam' },
  ].map(
    async (options) =>
      await servicePrincipal({ ...options, http })
        .getToken({})
        .catch((error: unknown) => error),
  )
  expect(await Promise.all(failures)).toMatchObject([
    {
      code: 'DEVOPSQL_MISSING_PROPERTY',
      hint: expect.stringContaining('AZURE_CLIENT_ID') as unknown,
    },
    { code: 'DEVOPSQL_MISSING_PROPERTY', hint: expect.stringContaining('AzureTenant') as unknown },
    { code: 'DEVOPSQL_INVALID_PROPERTY', hint: expect.stringContaining('AzureTenant') as unknown },
    { code: 'DEVOPSQL_INVALID_PROPERTY', hint: expect.stringContaining('AzureTenant') as unknown },
  ])
  expect(requests).toEqual([])
})

it('says that the secret is wrong, and not which', async () => {
  anEnvironment()
  const said = 'AADSTS7000215: Invalid client secret Canary-Secret.'
  const { http } = fakeIdentity([refusal('invalid_client', said)])
  const error: unknown = await servicePrincipal({ ...principal, http })
    .getToken({})
    .catch((problem: unknown) => problem)
  expect(error).toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the client secret is wrong',
    detail: 'AADSTS7000215: Invalid client secret (removed).',
  })
})

describe('as a token provider', () => {
  let count = 0
  const http = async (): ReturnType<ReturnType<typeof fakeIdentity>['http']> => {
    const { text = '' } = tokens(`token-${++count}`) as { text?: string }
    return await Promise.resolve({ status: 200, headers: {}, text })
  }
  const cases = tokenProviderConformance(() => servicePrincipal({ ...principal, http }))
  it.each(cases)('$name', async ({ run }) => {
    await run()
  })
})
