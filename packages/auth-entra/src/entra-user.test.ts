import {
  type OAuthSettings,
  openSettings,
  type SettingsStore,
  tokenProviderConformance,
} from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { type EntraUserOptions, entraUser } from './entra-user.ts'
import { fakeIdentity, refusal, tokens } from './testing/fake-identity.ts'

const hour = 3_600_000
let stores = 0

/** A store of its own, with what it is to hold. */
async function aStore(kept?: Partial<OAuthSettings>): Promise<SettingsStore> {
  const store = openSettings({ location: `memory://user-test-${stores++}` })
  if (kept !== undefined) {
    const settings: OAuthSettings = {
      clientId: 'app',
      authority: 'https://login.microsoftonline.com/t1',
      scopes: ['s/.default'],
      account: 'ada@contoso.example',
      accessToken: 'kept-access',
      refreshToken: 'kept-refresh',
      expiresAt: Date.now() + hour,
      taken: [],
      ...kept,
    }
    await store.update(() => Promise.resolve(settings), {})
  }
  return store
}

function aUser(
  settings: SettingsStore,
  identity: ReturnType<typeof fakeIdentity>,
  options: Partial<EntraUserOptions> = {},
): ReturnType<typeof entraUser> {
  return entraUser({
    ask: 'nobody',
    clientId: 'app',
    tenant: 't1',
    settings,
    http: identity.http,
    ...options,
  })
}

it('takes a kept token that lives for a minute until half of its life, without a request', async () => {
  const issued = (secondsAgo: number): Partial<OAuthSettings> => {
    const iat = Math.floor(Date.now() / 1000) - secondsAgo
    const claims = Buffer.from(JSON.stringify({ iat })).toString('base64url')
    return { accessToken: `e30.${claims}.signature`, expiresAt: (iat + 60) * 1000 }
  }
  const young = await aStore(issued(10))
  const old = await aStore(issued(40))
  const identity = fakeIdentity([tokens('a2', 'r2')])
  expect((await aUser(young, identity).getToken({})).value).toMatch(/^e30\./)
  expect(await aUser(old, identity).getToken({})).toMatchObject({ value: 'a2' })
})

it('takes what is kept while it is good, without a request', async () => {
  const identity = fakeIdentity([])
  const user = aUser(await aStore({}), identity)
  expect(await user.getToken({})).toMatchObject({ scheme: 'Bearer', value: 'kept-access' })
})

it('refreshes what has expired and keeps the new refresh token (P-AUTH-06)', async () => {
  const store = await aStore({ expiresAt: Date.now() - 1 })
  const identity = fakeIdentity([tokens('a2', 'r2')])
  expect(await aUser(store, identity).getToken({})).toMatchObject({ value: 'a2' })
  expect(identity.forms[0]?.get('refresh_token')).toBe('kept-refresh')
  expect(await store.read({})).toMatchObject({
    accessToken: 'a2',
    refreshToken: 'r2',
    account: 'ada@contoso.example',
  })
})

it('keeps the old refresh token where none is answered', async () => {
  const store = await aStore({ expiresAt: 0 })
  await aUser(store, fakeIdentity([tokens('a2')])).getToken({})
  expect(await store.read({})).toMatchObject({ refreshToken: 'kept-refresh' })
})

it('refreshes a good token that the service has refused', async () => {
  const identity = fakeIdentity([tokens('a2', 'r2')])
  const rejected = { scheme: 'Bearer', value: 'kept-access', expiresAt: undefined } as const
  expect(await aUser(await aStore({}), identity).getToken({ rejected })).toMatchObject({
    value: 'a2',
  })
})

it('asks for claims with the refresh token, and declares that it can', async () => {
  const identity = fakeIdentity([tokens('a2', 'r2')])
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}'
  await aUser(await aStore({}), identity).getToken({ claims })
  const sent: unknown = JSON.parse(identity.forms[0]?.get('claims') ?? '')
  expect(sent).toMatchObject({
    access_token: { nbf: { essential: true, value: '1' }, xms_cc: { values: ['CP1'] } },
  })
})

it('redeems a code once, and knows later that it did (P-AUTH-36, P-AUTH-39)', async () => {
  const store = await aStore()
  const identity = fakeIdentity([tokens('a1', 'r1')])
  const options = { verifier: 'http://localhost:33333/?code=c0de&state=x' }
  expect(await aUser(store, identity, options).getToken({})).toMatchObject({ value: 'a1' })
  expect(identity.forms[0]?.get('code')).toBe('c0de')
  expect(identity.forms[0]?.get('redirect_uri')).toBe('http://localhost:33333')
  expect(await aUser(store, identity, options).getToken({})).toMatchObject({ value: 'a1' })
  expect(identity.forms).toHaveLength(1)
})

it('uses what is kept when a code is of no use', async () => {
  const identity = fakeIdentity([refusal('invalid_grant', 'AADSTS54005: already redeemed')])
  const user = aUser(await aStore({}), identity, { verifier: 'old' })
  expect(await user.getToken({})).toMatchObject({ value: 'kept-access' })
})

it('keeps given tokens (P-AUTH-28), and uses later ones of what is kept (P-AUTH-29)', async () => {
  const store = await aStore()
  const identity = fakeIdentity([tokens('a2', 'r2')])
  const given = { accessToken: 'given', refreshToken: 'given-refresh' }
  expect(await aUser(store, identity, given).getToken({})).toMatchObject({ value: 'given' })
  expect(await store.read({})).toMatchObject({ refreshToken: 'given-refresh', clientId: 'app' })
  expect(await aUser(store, identity).getToken({})).toMatchObject({ value: 'given' })
  const rejected = { scheme: 'Bearer', value: 'given', expiresAt: undefined } as const
  expect(await aUser(store, identity, given).getToken({ rejected })).toMatchObject({ value: 'a2' })
  expect(await aUser(store, identity, given).getToken({})).toMatchObject({ value: 'a2' })
})

it('prefers the newer of given and kept tokens, and falls back to the other (P-AUTH-30)', async () => {
  const older = { accessToken: 'given', refreshToken: 'given-refresh', expiresAt: Date.now() - 1 }
  const newer = { ...older, expiresAt: Date.now() + 2 * hour }
  const idle = fakeIdentity([])
  expect(await aUser(await aStore({}), idle, older).getToken({})).toMatchObject({
    value: 'kept-access',
  })
  expect(await aUser(await aStore({}), idle, newer).getToken({})).toMatchObject({ value: 'given' })
  const identity = fakeIdentity([refusal('invalid_grant'), tokens('a2', 'r2')])
  const expired = await aStore({ expiresAt: 1 })
  expect(await aUser(expired, identity, older).getToken({})).toMatchObject({ value: 'a2' })
  expect(identity.forms.map((form) => form.get('refresh_token'))).toEqual([
    'given-refresh',
    'kept-refresh',
  ])
})

it('goes back to what was kept when newer given tokens are of no use (P-AUTH-30)', async () => {
  const store = await aStore({ expiresAt: Date.now() + hour / 2 })
  const identity = fakeIdentity([refusal('invalid_grant')])
  const given = { accessToken: 'given', refreshToken: 'given-refresh' }
  const user = aUser(store, identity, given)
  expect(await user.getToken({})).toMatchObject({ value: 'given' })
  const rejected = { scheme: 'Bearer', value: 'given', expiresAt: undefined } as const
  expect(await user.getToken({ rejected })).toMatchObject({ value: 'kept-access' })
  expect(await store.read({})).toMatchObject({ refreshToken: 'kept-refresh' })
  expect(await aUser(store, identity, given).getToken({})).toMatchObject({ value: 'kept-access' })
})

it('refreshes for claims although another process has just refreshed', async () => {
  const store = await aStore({ expiresAt: Date.now() - 1 })
  const identity = fakeIdentity([tokens('plain', 'r2'), tokens('with-claims', 'r3')])
  const [plain, challenged] = await Promise.all([
    aUser(store, identity).getToken({}),
    aUser(store, identity).getToken({ claims: '{"access_token":{"nbf":{"value":"1"}}}' }),
  ])
  expect([plain.value, challenged.value]).toEqual(['plain', 'with-claims'])
})

it('says how to sign in again when the refresh token was revoked', async () => {
  const store = await aStore({ expiresAt: 0 })
  const identity = fakeIdentity([refusal('invalid_grant', 'AADSTS50173: revoked.\r\nTrace ID: x')])
  await expect(aUser(store, identity).getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the sign-in was revoked, as after a change of the password',
    detail: 'AADSTS50173: revoked.',
    hint: expect.stringContaining('devopsql login') as unknown,
  })
  expect(await store.read({})).toMatchObject({ refreshToken: 'kept-refresh' })
})

it('says that a code works once', async () => {
  const identity = fakeIdentity([refusal('invalid_grant', 'AADSTS54005: already redeemed')])
  const user = aUser(await aStore(), identity, { verifier: 'old-c0de' })
  await expect(user.getToken({})).rejects.toMatchObject({ message: 'the code was redeemed before' })
})

it('says that nobody is signed in', async () => {
  const user = aUser(await aStore(), fakeIdentity([]))
  await expect(user.getToken({})).rejects.toMatchObject({ message: 'nobody is signed in' })
})

it('takes no tokens of another application or tenant', async () => {
  const user = aUser(await aStore({}), fakeIdentity([]), { clientId: 'other' })
  await expect(user.getToken({})).rejects.toMatchObject({ message: 'nobody is signed in' })
  const abroad = aUser(await aStore({}), fakeIdentity([]), { tenant: 't2' })
  await expect(abroad.getToken({})).rejects.toMatchObject({ message: 'nobody is signed in' })
})

it('takes tokens of a tenant that is named by its domain now and by its id before', async () => {
  const id = '11111111-2222-4333-8444-555555555555'
  const store = await aStore({ authority: `https://login.microsoftonline.com/${id}` })
  const user = aUser(store, fakeIdentity([]), { tenant: 'contoso.onmicrosoft.com' })
  expect(await user.getToken({})).toMatchObject({ value: 'kept-access' })
  const other = aUser(store, fakeIdentity([]), { tenant: id.replaceAll('1', '9') })
  await expect(other.getToken({})).rejects.toMatchObject({ message: 'nobody is signed in' })
})

it('goes on with a token that is good for some minutes when the identity service is away', async () => {
  const away = new DevopsqlError('away', { code: 'DEVOPSQL_HOST_NOT_FOUND' })
  const user = aUser(await aStore({ expiresAt: Date.now() + 60_000 }), fakeIdentity([away]))
  expect(await user.getToken({})).toMatchObject({ value: 'kept-access' })
  const late = aUser(await aStore({ expiresAt: 0 }), fakeIdentity([away]))
  await expect(late.getToken({})).rejects.toBe(away)
})

it('asks again when the identity service fails for a moment, and not for a code', async () => {
  const busy = { status: 503, headers: { 'retry-after': '0' }, text: '<html>busy</html>' }
  const broken = { status: 502, text: '<html>broken</html>' }
  const patient = fakeIdentity([busy, busy, tokens('a2', 'r2')])
  const expired = await aStore({ expiresAt: 0 })
  expect(await aUser(expired, patient).getToken({})).toMatchObject({ value: 'a2' })
  const once = fakeIdentity([broken])
  const user = aUser(await aStore(), once, { verifier: 'c0de' })
  await expect(user.getToken({})).rejects.toMatchObject({
    message: 'the identity service has failed',
    detail: 'the identity service answered 502 without JSON',
  })
  expect(once.forms).toHaveLength(1)
})

it('shows no secret that the identity service quotes', async () => {
  const identity = fakeIdentity([
    refusal('invalid_client', 'AADSTS7000215: s3cret-s3cret and kept-refresh are wrong'),
  ])
  const user = aUser(await aStore({ expiresAt: 0 }), identity, { clientSecret: 's3cret-s3cret' })
  const error: unknown = await user.getToken({}).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ message: 'the client secret is wrong' })
  const { inspect } = await import('node:util')
  expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/s3cret-s3cret|kept-refresh/)
})

it('needs the id of an application only for a new sign-in (P-AUTH-16)', async () => {
  const identity = fakeIdentity([])
  const user = aUser(await aStore({}), identity, { clientId: undefined })
  expect(await user.getToken({})).toMatchObject({ value: 'kept-access' })
  const nobody = aUser(await aStore(), identity, { clientId: undefined, ask: 'browser' })
  await expect(nobody.getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: expect.stringMatching(
      /OAuthClientId.*DEVOPSQL_OAUTH_CLIENT_ID.*AzureCLI.*personal access token/,
    ) as unknown,
  })
})

it('signs in anew once, whatever is kept, and lets an account be chosen', async () => {
  const store = await aStore({})
  const opened: string[] = []
  const user = aUser(store, fakeIdentity([tokens('a2', 'r2')]), {
    ask: 'browser',
    isAnew: true,
    callbackUrl: 'http://localhost:0',
    show: () => undefined,
    openBrowser: async (url) => {
      opened.push(url)
      const { searchParams } = new URL(url)
      const [back, state] = [searchParams.get('redirect_uri'), searchParams.get('state')]
      await fetch(`${back}?code=c1&state=${state}`)
      return true
    },
  })
  expect(await user.getToken({})).toMatchObject({ value: 'a2' })
  expect(await store.read({})).toMatchObject({ accessToken: 'a2', refreshToken: 'r2' })
  expect(await user.getToken({})).toMatchObject({ value: 'a2' })
  expect(opened.map((url) => new URL(url).searchParams.get('prompt'))).toEqual(['select_account'])
})

it.each(
  tokenProviderConformance(async () => {
    const answers = Array.from({ length: 50 }, (_, index) => tokens(`a${index}`, `r${index}`))
    return aUser(await aStore({ expiresAt: 0 }), fakeIdentity(answers))
  }),
)('$name', async ({ run }) => {
  await run()
})
