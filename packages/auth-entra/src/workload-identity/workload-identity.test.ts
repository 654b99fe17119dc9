import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { anEnvironment } from '../testing/environment.ts'
import { fakeIdentity, tokens } from '../testing/fake-identity.ts'
import { workloadIdentity } from './workload-identity.ts'

const application = { AZURE_CLIENT_ID: 'app', AZURE_TENANT_ID: 'contoso.example' }

function aTokenFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'devopsql-federated-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'token')
  writeFileSync(file, text)
  return file
}

it('reads the file again for each sign-in', async () => {
  const file = aTokenFile('a.b.first\n')
  anEnvironment({ ...application, AZURE_FEDERATED_TOKEN_FILE: file })
  const service = fakeIdentity([tokens('one'), tokens('two')])
  const provider = workloadIdentity({ http: service.http })
  expect(await provider.getToken({})).toMatchObject({ value: 'one', source: 'workload identity' })
  writeFileSync(file, 'a.b.second')
  expect((await provider.getToken({})).value).toBe('two')
  expect(service.forms.map((form) => form.get('client_assertion'))).toEqual([
    'a.b.first',
    'a.b.second',
  ])
  expect(service.forms[0]?.get('client_assertion_type')).toBe(
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  )
})

it('prefers the file that it is given', async () => {
  anEnvironment({ ...application, AZURE_FEDERATED_TOKEN_FILE: '/no/such/file' })
  const service = fakeIdentity([tokens('one')])
  const tokenFile = aTokenFile('a.b.given')
  await workloadIdentity({ tokenFile, http: service.http }).getToken({})
  expect(service.forms[0]?.get('client_assertion')).toBe('a.b.given')
})

it('asks GitHub Actions', async () => {
  anEnvironment({
    ...application,
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.example/token?run=7',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'may-ask',
  })
  const service = fakeIdentity([{ text: '{"value":"of-github"}' }, tokens('one')])
  expect((await workloadIdentity({ http: service.http }).getToken({})).value).toBe('one')
  expect(service.requests[0]).toMatchObject({
    method: 'GET',
    url: 'https://pipelines.example/token?run=7&audience=api%3A%2F%2FAzureADTokenExchange',
    headers: { authorization: 'Bearer may-ask' },
  })
  expect(service.forms[1]?.get('client_assertion')).toBe('of-github')
})

it('asks Azure Pipelines, as the application of the service connection', async () => {
  anEnvironment({
    SYSTEM_OIDCREQUESTURI: 'https://dev.azure.com/contoso/p/_apis/distributedtask/oidctoken',
    SYSTEM_ACCESSTOKEN: 'job-token',
    AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'connection-1',
    AZURESUBSCRIPTION_CLIENT_ID: 'of-connection',
    AZURESUBSCRIPTION_TENANT_ID: 'contoso.example',
  })
  const service = fakeIdentity([{ text: '{"oidcToken":"of-azure"}' }, tokens('one')])
  expect((await workloadIdentity({ http: service.http }).getToken({})).value).toBe('one')
  expect(service.requests[0]).toMatchObject({
    method: 'POST',
    url: 'https://dev.azure.com/contoso/p/_apis/distributedtask/oidctoken?api-version=7.1&serviceConnectionId=connection-1',
    headers: { authorization: 'Bearer job-token' },
  })
  expect(service.forms[1]?.get('client_id')).toBe('of-connection')
  expect(service.forms[1]?.get('client_assertion')).toBe('of-azure')
})

const pipeline = { SYSTEM_OIDCREQUESTURI: 'https://dev.azure.com/x' }

it.each([
  [application, 'AZURE_FEDERATED_TOKEN_FILE'],
  [pipeline, 'SYSTEM_ACCESSTOKEN'],
  [{ ...pipeline, SYSTEM_ACCESSTOKEN: 't' }, 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID'],
])('names the variable that is missing (case %#)', async (variables, name) => {
  anEnvironment(variables)
  await expect(workloadIdentity().getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_MISSING_PROPERTY',
    message: expect.stringContaining(name) as unknown,
  })
})

it('names the client id that is missing', async () => {
  anEnvironment({ AZURE_FEDERATED_TOKEN_FILE: aTokenFile('a.b.c') })
  await expect(workloadIdentity().getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: expect.stringContaining('AZURE_CLIENT_ID') as unknown,
  })
})

it('says that the file is not there, or holds something else, which it does not show', async () => {
  anEnvironment(application)
  const failure = async (tokenFile: string): Promise<unknown> =>
    await workloadIdentity({ tokenFile })
      .getToken({})
      .catch((error: unknown) => error)
  expect(await failure('/no/such/file')).toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the file of the federated token can not be read: /no/such/file',
  })
  const other = await failure(aTokenFile('Canary content'))
  expect(String(other)).toContain('holds no token')
  expect(String(other)).not.toContain('Canary')
})

it('says that the agent gave no token', async () => {
  anEnvironment({
    ...application,
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.example/',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'may-ask',
  })
  const { http } = fakeIdentity([{ status: 403, text: 'no' }])
  await expect(workloadIdentity({ http }).getToken({})).rejects.toMatchObject({
    message: 'GitHub Actions gave the job no identity token (status 403)',
  })
})
