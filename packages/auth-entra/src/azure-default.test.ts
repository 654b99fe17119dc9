import { type HttpClient, openSettings } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { expect, it, vi } from 'vitest'
import { azureDefault } from './azure-default.ts'
import { anEnvironment } from './testing/environment.ts'
import { fakeIdentity, refusal, tokens } from './testing/fake-identity.ts'

let stores = 0
const aStore = (): ReturnType<typeof openSettings> =>
  openSettings({ location: `memory://default-test-${stores++}` })

const application = { AZURE_CLIENT_ID: 'app', AZURE_TENANT_ID: 'contoso.example' }

it('says of each link why it is not there', async () => {
  anEnvironment()
  vi.stubEnv('PATH', '/no/such/folder')
  const { http } = fakeIdentity([new DevopsqlError('no', { code: 'DEVOPSQL_CONNECTION_FAILED' })])
  const settings = aStore()
  const error: unknown = await azureDefault({ settings, http })
    .getToken({})
    .catch((problem: unknown) => problem)
  expect(error).toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED' })
  const { detail } = error as DevopsqlError
  expect(detail?.split('; ')).toEqual([
    'service principal: neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set',
    'workload identity: there is no federated token: AZURE_FEDERATED_TOKEN_FILE is not set',
    'token of the pipeline: SYSTEM_ACCESSTOKEN is not set',
    `kept sign-in: nothing is kept at ${settings.location}`,
    'managed identity: no managed identity is here: the metadata service of Azure does not answer',
    expect.stringContaining('Azure CLI: ') as unknown,
  ])
})

it('prefers the service principal of the environment, and stays with it', async () => {
  anEnvironment({ ...application, AZURE_CLIENT_SECRET: 's', SYSTEM_ACCESSTOKEN: 'job' })
  const { http } = fakeIdentity([
    tokens('one'),
    refusal('invalid_client', 'AADSTS7000222: expired'),
  ])
  const provider = azureDefault({ settings: aStore(), http })
  expect(await provider.getToken({})).toMatchObject({ value: 'one', source: 'service principal' })
  await expect(provider.getToken({})).rejects.toMatchObject({
    message: 'signing in by service principal failed: the client secret has expired',
  })
})

it('ends at a way that is there and fails', async () => {
  anEnvironment({ ...application, AZURE_CLIENT_SECRET: 'bad', SYSTEM_ACCESSTOKEN: 'job' })
  const { http } = fakeIdentity([refusal('invalid_client', 'AADSTS7000215: wrong')])
  await expect(azureDefault({ settings: aStore(), http }).getToken({})).rejects.toMatchObject({
    message: 'signing in by service principal failed: the client secret is wrong',
  })
})

it('signs in with the certificate that the environment names', async () => {
  const folder = `${import.meta.dirname}/testing/certificates`
  anEnvironment({
    ...application,
    AZURE_CLIENT_CERTIFICATE_PATH: `${folder}/modern.pfx`,
    AZURE_CLIENT_CERTIFICATE_PASSWORD: 'pfx-password',
  })
  const service = fakeIdentity([tokens('signed')])
  const token = await azureDefault({ settings: aStore(), http: service.http }).getToken({})
  expect(token).toMatchObject({ value: 'signed', source: 'service principal' })
  expect(service.forms[0]?.get('client_assertion')).toMatch(/^ey/)
})

it('takes the token of the pipeline before a kept sign-in', async () => {
  anEnvironment({ SYSTEM_ACCESSTOKEN: 'job' })
  const { http } = fakeIdentity([])
  const token = await azureDefault({ settings: await aKeptSignIn(), http }).getToken({})
  expect(token).toMatchObject({ value: 'job', source: 'token of the pipeline' })
})

it('takes a kept sign-in before a managed identity', async () => {
  anEnvironment()
  const { http, requests } = fakeIdentity([])
  const token = await azureDefault({ settings: await aKeptSignIn(), http }).getToken({})
  expect(token).toMatchObject({ value: 'kept', source: 'kept sign-in' })
  expect(requests).toEqual([])
})

it('passes over a sign-in that was kept for another application', async () => {
  anEnvironment({ AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:4001' })
  const http: HttpClient = async ({ url }) =>
    await Promise.resolve({
      status: url.includes(':4001/') ? 200 : 500,
      headers: {},
      text: JSON.stringify({
        access_token: 'of-machine',
        expires_on: String(Math.round(Date.now() / 1000) + 3600),
        token_type: 'Bearer',
      }),
    })
  const settings = await aKeptSignIn()
  const token = await azureDefault({ settings, http, clientId: 'other', tenant: 't1' }).getToken({})
  expect(token).toMatchObject({ value: 'of-machine', source: 'managed identity' })
})

async function aKeptSignIn(): Promise<ReturnType<typeof openSettings>> {
  const store = aStore()
  const settings = {
    clientId: 'app',
    authority: 'https://login.microsoftonline.com/t1',
    scopes: ['499b84ac-1321-427f-aa17-267ca6975798/.default'],
    account: 'ada@contoso.example',
    accessToken: 'kept',
    refreshToken: 'kept-refresh',
    expiresAt: Date.now() + 3_600_000,
    taken: [],
  }
  await store.update(() => Promise.resolve(settings), {})
  return store
}
