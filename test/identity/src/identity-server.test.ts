import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt, exportJWK, generateKeyPair, importPKCS8, type JWTPayload, SignJWT } from 'jose'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './open-world.ts'
import { type BrowsedPage, type BrowseOptions, browse } from './scripted-browser.ts'
import { applications, azureDevOps, contoso, fabrikam, webSecret } from './server/directory.ts'

const scope = `${azureDevOps}/.default openid profile offline_access`
const callback = 'http://localhost:33333'

interface Answered {
  readonly status: number
  readonly error: string
  readonly error_codes: readonly number[]
  readonly access_token: string
  readonly refresh_token: string
  readonly client_info: string
  readonly expires_in: number
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
}

describe('the test identity service', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const addressOf = (path: string, tenant: string = contoso.id): string =>
    `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/${path}`
  const post = async (
    form: Record<string, string>,
    { path = 'token', tenant }: { readonly path?: string; readonly tenant?: string } = {},
  ): Promise<Answered> => {
    const { statusCode, body } = await request(addressOf(path, tenant), {
      method: 'POST',
      dispatcher: world.dispatcher,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })
    return { ...((await body.json()) as Answered), status: statusCode }
  }
  const authorize = async (
    query: Record<string, string>,
    options: Partial<BrowseOptions> & { readonly tenant?: string } = {},
  ): Promise<BrowsedPage> => {
    const parameters = new URLSearchParams({
      client_id: applications.desktop,
      response_type: 'code',
      scope,
      redirect_uri: callback,
      state: 'kept',
      ...query,
    })
    const { dispatcher } = world
    const stopAt = query['redirect_uri'] ?? callback
    const address = `${addressOf('authorize', options.tenant)}?${parameters.toString()}`
    return await browse(address, { dispatcher, stopAt, ...options })
  }
  const codeFor = async (query: Record<string, string>): Promise<string> =>
    new URL((await authorize(query)).url).searchParams.get('code') ?? ''
  const exchange = (code: string, more: Record<string, string> = {}): Promise<Answered> =>
    post({
      grant_type: 'authorization_code',
      client_id: applications.desktop,
      redirect_uri: callback,
      code,
      ...more,
    })
  const refresh = (token: string, more: Record<string, string> = {}): Promise<Answered> =>
    post({
      grant_type: 'refresh_token',
      client_id: applications.desktop,
      refresh_token: token,
      scope,
      ...more,
    })

  it('gives a desktop application tokens for a code, with Entra’s extras', async () => {
    const verifier = randomBytes(32).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const code = await codeFor({ code_challenge: challenge, code_challenge_method: 'S256' })
    const answer = await exchange(code, { code_verifier: verifier })
    const payload: JWTPayload = decodeJwt(answer.access_token)
    expect([answer.status, answer.expires_in]).toEqual([200, 3600])
    expect([payload.aud, payload['tid'], payload['oid'], payload['appid']]).toEqual([
      azureDevOps,
      contoso.id,
      'object-alice',
      applications.desktop,
    ])
    expect(JSON.parse(Buffer.from(answer.client_info, 'base64url').toString())).toEqual({
      uid: 'object-alice',
      utid: contoso.id,
    })
  })

  it('refuses a code whose verifier is missing, and one that is used again', async () => {
    const challenge = createHash('sha256').update('x'.repeat(43)).digest('base64url')
    const bound = await codeFor({ code_challenge: challenge, code_challenge_method: 'S256' })
    const free = await codeFor({})
    await exchange(free)
    const [missing, again] = [await exchange(bound), await exchange(free)]
    expect([missing.error, missing.error_codes]).toEqual(['invalid_grant', [501481]])
    expect([again.error, again.error_codes]).toEqual(['invalid_grant', [54005]])
  })

  it('refuses a code that has expired, and one for another redirect address', async () => {
    const other = await codeFor({})
    const mismatch = await exchange(other, { redirect_uri: 'http://localhost:33333/' })
    const code = await codeFor({})
    world.identity.expire('AuthorizationCode')
    const expired = await exchange(code)
    expect([mismatch.error_codes, expired.error_codes]).toEqual([[50011], [70008]])
  })

  it('takes redirects to every port and path of localhost, and to no other host', async () => {
    const near = await authorize({ redirect_uri: 'http://localhost:4711/back/here' })
    const far = await authorize({ redirect_uri: 'http://elsewhere.example/' })
    expect(near.url).toMatch(/^http:\/\/localhost:4711\/back\/here\?code=.*state=kept/)
    expect(far.status).toBe(400)
  })

  it('replaces a refresh token, and ends the chain when an old one comes back', async () => {
    const first = await exchange(await codeFor({}))
    const second = await refresh(first.refresh_token)
    expect(second.status).toBe(200)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    const replayed = await refresh(first.refresh_token)
    expect(replayed.error).toBe('invalid_grant')
    expect((await refresh(second.refresh_token)).error).toBe('invalid_grant')
  })

  it('refuses a revoked refresh token as 50173', async () => {
    const { refresh_token: token } = await exchange(await codeFor({}))
    world.identity.revoke()
    const answer = await refresh(token)
    expect([answer.error, answer.error_codes]).toEqual(['invalid_grant', [50173]])
  })

  it('puts requested claims into the new token', async () => {
    const { refresh_token: token } = await exchange(await codeFor({}))
    const nbf = { essential: true, value: '1793491200' }
    const claims = JSON.stringify({ access_token: { nbf, xms_cc: { values: ['CP1'] } } })
    const { access_token: access } = await refresh(token, { claims })
    const payload = decodeJwt(access)
    expect([payload['xms_cc'], payload['answered']]).toEqual([['CP1'], JSON.stringify({ nbf })])
  })

  it('tells the application that consent was declined', async () => {
    const { url } = await authorize({}, { declines: true })
    const { searchParams } = new URL(url)
    expect([searchParams.get('error'), searchParams.get('state')]).toEqual([
      'access_denied',
      'kept',
    ])
    expect(searchParams.get('error_description')).toMatch(/^AADSTS65004/)
  })

  it('knows the organization’s tenant under its names, and answers 90002 to unknown ones', async () => {
    const atHome = await authorize({}, { tenant: 'organizations' })
    const byDomain = await authorize({}, { tenant: contoso.domain })
    const unknown = await post({ grant_type: 'refresh_token' }, { tenant: 'nowhere.example' })
    expect([atHome.url, byDomain.url].map((url) => url.slice(0, 22))).toEqual([callback, callback])
    expect([unknown.status, unknown.error_codes]).toEqual([400, [90002]])
  })

  it('gives a service principal a token for its secret, and 7000215 for a wrong one', async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: applications.web,
      scope: `${azureDevOps}/.default`,
    }
    const right = await post({ ...form, client_secret: webSecret })
    const wrong = await post({ ...form, client_secret: 'guessed' })
    expect([right.status, wrong.status, wrong.error_codes]).toEqual([200, 401, [7000215]])
  })

  it('refuses a secret of an application that has none', async () => {
    const answer = await exchange('any', { client_secret: 'some' })
    expect([answer.error, answer.error_codes]).toEqual(['invalid_client', [700025]])
  })

  const withAssertion = (client: string, assertion: string): Promise<Answered> =>
    post({
      grant_type: 'client_credentials',
      client_id: client,
      scope: `${azureDevOps}/.default`,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    })
  const assertionBy = async (key: Parameters<SignJWT['sign']>[0]): Promise<string> =>
    await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(applications.certificate)
      .setSubject(applications.certificate)
      .setAudience(addressOf('token'))
      .setJti(randomBytes(8).toString('hex'))
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key)

  it('gives a service principal a token for its certificate, and for no other key', async () => {
    const key = await importPKCS8(world.certificates.client.key, 'RS256')
    const { privateKey } = await generateKeyPair('RS256')
    const right = await withAssertion(applications.certificate, await assertionBy(key))
    const wrong = await withAssertion(applications.certificate, await assertionBy(privateKey))
    expect([right.status, wrong.status, wrong.error]).toEqual([200, 401, 'invalid_client'])
  })

  it('gives a federated application a token for one of the outside issuer', async () => {
    const { federation } = world.identity
    const right = await withAssertion(applications.federated, await federation.token())
    const subject = 'repo:somebody/else'
    const wrong = await withAssertion(applications.federated, await federation.token({ subject }))
    expect([right.status, wrong.status]).toEqual([200, 401])
  })

  it('signs a device in whose code a person enters elsewhere', async () => {
    const device = await post({ client_id: applications.desktop, scope }, { path: 'devicecode' })
    const form = {
      grant_type: 'device_code',
      client_id: applications.desktop,
      device_code: device.device_code,
    }
    const before = await post(form)
    await browse(device.verification_uri, {
      dispatcher: world.dispatcher,
      userCode: device.user_code,
    })
    const after = await post(form)
    expect([before.error, before.error_codes]).toEqual(['authorization_pending', [70016]])
    expect([after.status, typeof after.refresh_token]).toEqual([200, 'string'])
  })

  it('answers with the faults in the queue first, and keeps a log', async () => {
    world.identity.faults.push({ status: 503, body: '<h1>Down</h1>' })
    const { statusCode, body } = await request(addressOf('token'), {
      method: 'POST',
      dispatcher: world.dispatcher,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=refresh_token&client_id=someone&refresh_token=lost',
    })
    expect([statusCode, await body.text()]).toEqual([503, '<h1>Down</h1>'])
    expect(world.identity.log.withGrant('refresh_token').at(-1)).toEqual({
      endpoint: 'token',
      tenant: contoso.id,
      grant: 'refresh_token',
      client: 'someone',
      parameters: { refresh_token: 'lost' },
      status: 503,
    })
  })

  const bearer = async (tenant?: string): Promise<string> => {
    const form = {
      grant_type: 'client_credentials',
      client_id: applications.web,
      client_secret: webSecret,
      scope: `${azureDevOps}/.default`,
    }
    const { access_token: token } = await post(form, tenant === undefined ? {} : { tenant })
    return `Bearer ${token}`
  }

  it('has its tokens accepted by the organization, unless they are of another tenant', async () => {
    expect(await world.tokens.accepts(await bearer())).toBe('accepted')
    expect(await world.tokens.accepts(await bearer(fabrikam.id))).toBe('refused')
  })

  it('has forged, foreign and basic credentials refused', async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const key = await exportJWK(privateKey)
    const forged = await new SignJWT({ tid: contoso.id })
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setIssuer(`https://login.microsoftonline.com/${contoso.id}/v2.0`)
      .setAudience(azureDevOps)
      .setExpirationTime('1h')
      .sign(key)
    expect(await world.tokens.accepts(`Bearer ${forged}`)).toBe('refused')
    expect(await world.tokens.accepts('Bearer nonsense')).toBe('refused')
    expect(await world.tokens.accepts(`Basic ${btoa(':emulator-pat')}`)).toBe('refused')
  })

  it('lets a token end after so many requests, or be revoked, or be challenged', async () => {
    const { tokens } = world
    const token = await bearer()
    tokens.endAfter(1)
    const other = await bearer()
    expect([await tokens.accepts(token), await tokens.accepts(token)]).toEqual([
      'accepted',
      'refused',
    ])
    expect(await tokens.accepts(other)).toBe('accepted')
    tokens.challenge({ nbf: { essential: true, value: '1' } })
    expect(await tokens.accepts(other)).toEqual({
      claims: '{"access_token":{"nbf":{"essential":true,"value":"1"}}}',
    })
    tokens.challenge(undefined)
    tokens.refuseUsed()
    expect(await tokens.accepts(other)).toBe('refused')
  })

  it('is reached by the product under the real names, through the proxy', async () => {
    const token = (await bearer()).slice('Bearer '.length)
    const tokenProvider = {
      getToken: async () =>
        await Promise.resolve({ scheme: 'Bearer' as const, value: token, expiresAt: undefined }),
    }
    const connection = await world.connect('', { tokenProvider })
    const result = await connection.query('SELECT Name FROM CData.Information.Projects')
    expect((await result.toArray()).map(({ Name }) => Name)).toContain('Fabrikam')
    expect(world.proxy.strangers).toEqual([])
  })
})
