import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from 'devopsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { freePort } from './free-port.ts'
import { desktop, issuedTokens, propertiesOf } from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'
import { person } from './person.ts'

let world: World
let settings: string
let connection: Connection
beforeEach(async () => {
  world = await openWorld()
  settings = join(world.folder, 'settings.txt')
  const { refreshToken } = await issuedTokens(world, desktop)
  connection = await world.connect(
    `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(desktop)}OAuthSettingsLocation=${settings};OAuthRefreshToken=${refreshToken};`,
  )
  await projectNames(connection)
  // The next query has to refresh.
  world.tokens.refuseUsed()
})
afterEach(() => world[Symbol.asyncDispose]())

const inJson = (error: string, number: number): Readonly<Record<string, unknown>> => ({
  error,
  error_description: `AADSTS${number}: The reason, in words.\r\nTrace ID: trace`,
  error_codes: [number],
  timestamp: '2026-11-29 20:00:00Z',
  trace_id: 'trace',
  correlation_id: 'correlation',
})

describe('the identity service answers a refresh with an error', () => {
  it.each([
    {
      means: 'not used for too long',
      error: 'invalid_grant',
      number: 700082,
      hint: /[Ss]ign in again/,
    },
    { means: 'revoked', error: 'invalid_grant', number: 50173, hint: /[Ss]ign in again/ },
    { means: 'account disabled', error: 'invalid_grant', number: 50057, hint: /administrator/ },
    {
      means: 'another factor wanted',
      error: 'interaction_required',
      number: 50076,
      hint: /[Ss]ign in again/,
    },
    { means: 'no consent', error: 'invalid_grant', number: 65001, hint: /consent/ },
    { means: 'conditional access', error: 'invalid_grant', number: 53003, hint: /policy/ },
    {
      means: 'unknown application',
      error: 'unauthorized_client',
      number: 700016,
      hint: /OAuthClientId/,
    },
    { means: 'wrong secret', error: 'invalid_client', number: 7000215, hint: /OAuthClientSecret/ },
    { means: 'secret wanted', error: 'invalid_client', number: 7000218, hint: /OAuthClientSecret/ },
    { means: 'no such tenant', error: 'invalid_request', number: 90002, hint: /AzureTenant/ },
    {
      means: 'nobody knows it',
      error: 'invalid_grant',
      number: 70_099_999,
      hint: /[Ss]ign in again/,
    },
  ])('$number: $means', async ({ error, number, hint }) => {
    world.identity.faults.push({ status: 400, body: inJson(error, number) })
    const failure = await failureOf(projectNames(connection))
    expect([failure.code, failure.hint]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringMatching(hint),
    ])
    expect(failure.detail).toContain(`AADSTS${number}: The reason, in words.`)
  })

  it('keeps the refresh token after bad_token, and goes on with it when the service has recovered', async () => {
    world.identity.faults.push({
      status: 400,
      body: { ...inJson('invalid_grant', 50196), suberror: 'bad_token' },
    })
    await failureOf(projectNames(connection))
    const later = await world.connect(
      `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(desktop)}OAuthSettingsLocation=${settings};`,
    )
    expect(await projectNames(later)).toEqual(projects)
  })

  it('opens the browser instead when that is permitted', async () => {
    world.identity.faults.push({ status: 400, body: inJson('interaction_required', 50076) })
    const someone = person(world)
    const asking = await world.connect(
      `AuthScheme=AzureAD;InitiateOAuth=GETANDREFRESH;${propertiesOf(desktop)}CallbackURL=http://localhost:${await freePort()};OAuthSettingsLocation=${settings};`,
      { interaction: someone.interaction },
    )
    expect(await projectNames(asking)).toEqual(projects)
    expect(someone.opened).toHaveLength(1)
  })
})

describe('the identity service is not well', () => {
  it('says for how long it is throttled when that is too long to wait', async () => {
    world.identity.faults.push({
      status: 429,
      headers: { 'retry-after': '120' },
      body: inJson('invalid_request', 50196),
    })
    const { code, hint } = await failureOf(projectNames(connection))
    expect([code, hint]).toEqual(['DEVOPSQL_THROTTLED', 'Try again in 120 seconds.'])
  })

  it('waits as long as it is asked to when that is short, and goes on', async () => {
    world.identity.faults.push({
      status: 429,
      headers: { 'retry-after': '1' },
      body: inJson('invalid_request', 50196),
    })
    const start = performance.now()
    expect(await projectNames(connection)).toEqual(projects)
    expect(performance.now() - start).toBeGreaterThan(990)
  })

  it.each([
    ['500 in JSON', { status: 500, body: inJson('server_error', 90033) }],
    ['503 in HTML', { status: 503, body: '<html><h1>Service unavailable</h1></html>' }],
    ['502 without a body', { status: 502, body: '' }],
    ['a broken connection', { status: 'none' as const }],
  ])('goes on when it recovers at once from %s', async (_, fault) => {
    world.identity.faults.push(fault)
    expect(await projectNames(connection)).toEqual(projects)
  })

  it.each([
    ['500 in JSON', { status: 500, body: inJson('server_error', 90033) }],
    ['503 in HTML', { status: 503, body: '<html><h1>Service unavailable</h1></html>' }],
    ['400 in HTML, as a proxy answers', { status: 400, body: '<html>Blocked</html>' }],
    ['200 in HTML, as a proxy answers', { status: 200, body: '<html>Please log in</html>' }],
    [
      '200 with null',
      { status: 200, headers: { 'content-type': 'application/json' }, body: 'null' },
    ],
    [
      '200 with a list',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '[]' },
    ],
    ['200 without a token', { status: 200, body: { token_type: 'Bearer' } }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }],
    ['a broken connection', { status: 'none' as const }],
  ])('gives one clear error for %s that stays', async (_, fault) => {
    for (let count = 0; count < 10; count++) world.identity.faults.push(fault)
    const { code, message, hint } = await failureOf(projectNames(connection))
    expect(code).toMatch(/^DEVOPSQL_(SIGN_IN_FAILED|CONNECTION_FAILED|INVALID_RESPONSE)$/)
    expect(message).not.toMatch(/undefined|\[object|TypeError|aka\.ms/)
    expect(hint?.length).toBeGreaterThan(10)
    expect(world.proxy.strangers).toEqual([])
  })

  it('keeps what is kept through all of it', async () => {
    const before = await readFile(settings)
    for (let count = 0; count < 4; count++)
      world.identity.faults.push({ status: 503, body: '<h1>Down</h1>' })
    await failureOf(projectNames(connection))
    expect(await readFile(settings)).toEqual(before)
    world.identity.faults.length = 0
    expect(await projectNames(connection)).toEqual(projects)
  })

  it('is not asked while the kept token is good', async () => {
    await projectNames(connection)
    for (let count = 0; count < 4; count++) world.identity.faults.push({ status: 503 })
    expect(await projectNames(connection)).toEqual(projects)
    expect(world.identity.faults).toHaveLength(4)
  })
})

describe('clocks that differ', () => {
  it('refreshes once when the service finds a token expired that is good by the clock here', async () => {
    expect(await projectNames(connection)).toEqual(projects)
    expect(world.identity.log.withGrant('refresh_token')).toHaveLength(2)
  })

  it('uses a token that came expired by the clock here, as the service may see it differently', async () => {
    const { accessToken, refreshToken } = await issuedTokens(world, desktop)
    world.identity.faults.push({
      status: 200,
      body: {
        token_type: 'Bearer',
        scope: '499b84ac-1321-427f-aa17-267ca6975798/.default',
        expires_in: 0,
        ext_expires_in: 0,
        access_token: accessToken,
        refresh_token: refreshToken,
      },
    })
    expect(await projectNames(connection)).toEqual(projects)
  })
})
