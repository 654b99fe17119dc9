import { type HttpClient, isSignInUnavailable, tokenProviderConformance } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { describe, expect, it } from 'vitest'
import { anEnvironment } from '../testing/environment.ts'
import { fakeIdentity } from '../testing/fake-identity.ts'
import { managedIdentity } from './managed-identity.ts'

/** As the metadata service answers: numbers are texts there. */
function given(token: string): { readonly text: string } {
  const expires = Math.round(Date.now() / 1000) + 86_400
  return {
    text: JSON.stringify({
      access_token: token,
      refresh_token: '',
      expires_in: '86400',
      expires_on: String(expires),
      resource: '499b84ac-1321-427f-aa17-267ca6975798',
      token_type: 'Bearer',
    }),
  }
}

const failureOf = async (http: HttpClient): Promise<unknown> =>
  await managedIdentity({ http })
    .getToken({})
    .catch((error: unknown) => error)

it('asks the metadata service, past every proxy, and again for each call', async () => {
  anEnvironment()
  const service = fakeIdentity([given('one'), given('two')])
  const provider = managedIdentity({ http: service.http })
  const first = await provider.getToken({})
  const second = await provider.getToken({ rejected: first, claims: '{"access_token":{}}' })
  expect([first.value, second.value, first.source]).toEqual(['one', 'two', 'managed identity'])
  expect(first.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 86_000_000)
  const url = new URL(service.requests[0]?.url ?? '')
  expect(`${url.origin}${url.pathname}`).toBe(
    'http://169.254.169.254/metadata/identity/oauth2/token',
  )
  expect(Object.fromEntries(url.searchParams)).toEqual({
    'api-version': '2018-02-01',
    resource: '499b84ac-1321-427f-aa17-267ca6975798',
  })
  expect(service.requests[0]).toMatchObject({ direct: true, method: 'GET' })
  expect(
    Object.keys(service.requests[0]?.headers ?? {}).map((name) => name.toLowerCase()),
  ).toContain('metadata')
})

it('names a user-assigned identity by its client id or resource id', async () => {
  anEnvironment()
  const service = fakeIdentity([given('one'), given('two')])
  await managedIdentity({ clientId: 'mine', http: service.http }).getToken({})
  await managedIdentity({ resourceId: '/subscriptions/1/x', http: service.http }).getToken({})
  const [byClient, byResource] = service.requests.map(({ url }) => new URL(url).searchParams)
  expect(byClient?.get('client_id')).toBe('mine')
  expect(byResource?.get('msi_res_id')).toBe('/subscriptions/1/x')
})

// MSAL itself would ask the first address for ever.
it('follows the environment, whatever was asked before', async () => {
  anEnvironment({ AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:4001' })
  const first = fakeIdentity([given('one')])
  await managedIdentity({ http: first.http }).getToken({})
  anEnvironment({ AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:4002' })
  const second = fakeIdentity([given('two')])
  await managedIdentity({ http: second.http }).getToken({})
  anEnvironment({ IDENTITY_ENDPOINT: 'http://127.0.0.1:4003/msi/token', IDENTITY_HEADER: 'Canary' })
  const third = fakeIdentity([given('three')])
  expect((await managedIdentity({ clientId: 'mine', http: third.http }).getToken({})).value).toBe(
    'three',
  )
  expect(first.requests[0]?.url).toContain('http://127.0.0.1:4001/metadata/')
  expect(second.requests[0]?.url).toContain('http://127.0.0.1:4002/metadata/')
  expect(third.requests[0]?.url).toMatch(
    /^http:\/\/127\.0\.0\.1:4003\/msi\/token\?.*client_id=mine/,
  )
  expect(third.requests[0]?.headers).toMatchObject({ 'X-IDENTITY-HEADER': 'Canary' })
})

it('is not available where nothing answers', async () => {
  anEnvironment()
  const asked: string[] = []
  const silent: HttpClient = async ({ url, signal }) => {
    asked.push(url)
    return await new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new DevopsqlError('cancelled', { code: 'DEVOPSQL_CANCELLED' }))
      })
    })
  }
  const start = performance.now()
  const error = await failureOf(silent)
  expect(isSignInUnavailable(error)).toBe(true)
  expect(String(error)).toContain('the metadata service of Azure does not answer')
  expect(performance.now() - start).toBeLessThan(8_000)
  expect(asked).toHaveLength(2)
})

it('waits for a service that answers, though late with the token', async () => {
  anEnvironment()
  const late: HttpClient = async ({ headers }) => {
    if (headers === undefined) return { status: 400, headers: {}, text: '{}' }
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    return { status: 200, headers: {}, ...given('late') }
  }
  expect((await managedIdentity({ http: late }).getToken({})).value).toBe('late')
})

it('is not available where connections are refused, and does not try again', async () => {
  anEnvironment()
  const refused = new DevopsqlError('refused', { code: 'DEVOPSQL_CONNECTION_FAILED' })
  const service = fakeIdentity([refused])
  expect(isSignInUnavailable(await failureOf(service.http))).toBe(true)
  expect(service.requests).toHaveLength(1)
})

it('is not available on a machine without an identity', async () => {
  anEnvironment()
  const text = '{"error":"invalid_request","error_description":"Identity not found"}'
  const error = await failureOf(fakeIdentity([{ status: 400, text }]).http)
  expect(isSignInUnavailable(error)).toBe(true)
  expect(error).toMatchObject({ detail: 'Identity not found' })
})

it('fails where an app has no identity, without its secret', async () => {
  anEnvironment({ IDENTITY_ENDPOINT: 'http://127.0.0.1:4003/msi/token', IDENTITY_HEADER: 'Canary' })
  const text = '{"statusCode":400,"message":"No User Assigned Identity found"}'
  const error = await failureOf(fakeIdentity([{ status: 400, text }]).http)
  expect(error).toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the managed identity gave no token',
  })
  expect(isSignInUnavailable(error)).toBe(false)
  expect(JSON.stringify(error)).not.toContain('Canary')
})

it('says that a refused token is the only one', async () => {
  anEnvironment()
  const provider = managedIdentity({ http: fakeIdentity([given('same'), given('same')]).http })
  const rejected = await provider.getToken({})
  await expect(provider.getToken({ rejected })).rejects.toMatchObject({
    message: 'the token of the managed identity was refused',
  })
})

describe('as a token provider', () => {
  const http: HttpClient = async ({ signal }) => {
    signal?.throwIfAborted()
    return await Promise.resolve({ status: 200, headers: {}, ...given('the-token') })
  }
  it.each(tokenProviderConformance(() => managedIdentity({ http })))('$name', async ({ run }) => {
    anEnvironment()
    await run()
  })
})
