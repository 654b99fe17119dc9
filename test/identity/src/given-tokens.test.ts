import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from 'devopsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { desktop, type IssuedTokens, issuedTokens, propertiesOf, web } from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'

let world: World
let settings: string
beforeEach(async () => {
  world = await openWorld()
  settings = join(world.folder, 'settings', 'OAuthSettings.txt')
})
afterEach(() => world[Symbol.asyncDispose]())

const open = (more: string, application = web): Promise<Connection> =>
  world.connect(
    `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(application)}OAuthSettingsLocation=${settings};${more}`,
  )
const given = ({ accessToken, refreshToken }: IssuedTokens): string =>
  `OAuthAccessToken=${accessToken};OAuthRefreshToken=${refreshToken};`
const refreshStatuses = (): readonly number[] =>
  world.identity.log.withGrant('refresh_token').map(({ status }) => status)

describe('P-AUTH-27 to 30: tokens that were fetched elsewhere, refreshed from here on', () => {
  it('P-AUTH-27, 28: uses the given tokens without a request and keeps them', async () => {
    const tokens = await issuedTokens(world, web)
    const connection = await open(given(tokens))
    expect(await projectNames(connection)).toEqual(projects)
    const kept = await readFile(settings, 'utf8')
    expect(refreshStatuses()).toEqual([])
    expect(kept).not.toContain(tokens.accessToken)
    expect(kept).not.toContain(tokens.refreshToken)
  })

  it('P-AUTH-29: takes them from the file on later connections, and refreshes them there', async () => {
    const first = await open(given(await issuedTokens(world, web)))
    await projectNames(first)
    expect(await projectNames(await open(''))).toEqual(projects)
    expect(refreshStatuses()).toEqual([])
    world.tokens.refuseUsed()
    expect(await projectNames(await open(''))).toEqual(projects)
    world.tokens.refuseUsed()
    expect(await projectNames(await open(''))).toEqual(projects)
    expect(refreshStatuses()).toEqual([200, 200])
  })

  it('refreshes at once when only a refresh token is given', async () => {
    const { refreshToken } = await issuedTokens(world, desktop)
    const connection = await open(`OAuthRefreshToken=${refreshToken};`, desktop)
    expect(await projectNames(connection)).toEqual(projects)
    expect(refreshStatuses()).toEqual([200])
  })

  it('refreshes before the first request when the given token has ended by its own properties', async () => {
    const tokens = await issuedTokens(world, web)
    const hourAgo = Date.now() - 3_600_000
    const connection = await open(
      `${given(tokens)}OAuthExpiresIn=1800;OAuthTokenTimestamp=${hourAgo};`,
    )
    expect(await projectNames(connection)).toEqual(projects)
    expect(refreshStatuses()).toEqual([200])
    const asked = world.emulator.stats().recent.filter(({ url }) => url.includes('/projects'))
    expect(asked.map(({ status }) => status)).toEqual([200])
  })

  it('uses tokens that live for a minute for half of that, not once only', async () => {
    await using short = await openWorld({ tokenSeconds: 60 })
    const { refreshToken } = await issuedTokens(short, web)
    const properties = `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthSettingsLocation=${settings};`
    const first = await short.connect(`${properties}OAuthRefreshToken=${refreshToken};`)
    expect(await projectNames(first)).toEqual(projects)
    expect(await projectNames(first)).toEqual(projects)
    expect(await projectNames(await short.connect(properties))).toEqual(projects)
    expect(short.identity.log.withGrant('refresh_token')).toHaveLength(1)
  })

  it('P-AUTH-30: takes newer given tokens rather than the kept ones', async () => {
    await projectNames(await open(given(await issuedTokens(world, web))))
    // The life of a token counts in whole seconds.
    const newer = await issuedTokens(world, web)
    const connection = await open(`${given(newer)}OAuthExpiresIn=7200;`)
    await projectNames(connection)
    expect(world.tokens.used).toHaveLength(2)
  })

  it('P-AUTH-30: does not send a given refresh token again that was replaced since', async () => {
    const properties = given(await issuedTokens(world, web))
    await projectNames(await open(properties))
    world.tokens.refuseUsed()
    await projectNames(await open(properties))
    world.tokens.refuseUsed()
    expect(await projectNames(await open(properties))).toEqual(projects)
    expect(refreshStatuses()).toEqual([200, 200])
  })

  it('P-AUTH-30: goes on with the kept tokens when a given refresh token is of no use', async () => {
    await projectNames(await open(given(await issuedTokens(world, web))))
    world.tokens.refuseUsed()
    const connection = await open('OAuthRefreshToken=invented;')
    expect(await projectNames(connection)).toEqual(projects)
    expect(refreshStatuses()).toEqual([200])
  })

  it('P-AUTH-30: goes back to the kept tokens when given ones that look newer are of no use', async () => {
    await projectNames(await open(given(await issuedTokens(world, web))))
    const properties = 'OAuthAccessToken=invented;OAuthRefreshToken=too;OAuthExpiresIn=9000;'
    expect(await projectNames(await open(properties))).toEqual(projects)
    world.tokens.refuseUsed()
    expect(await projectNames(await open(properties))).toEqual(projects)
    expect(refreshStatuses()).toEqual([400, 200])
  })

  it('P-AUTH-30: falls back to the given tokens when the kept ones fail', async () => {
    await projectNames(await open(given(await issuedTokens(world, web))))
    world.identity.revoke()
    world.tokens.refuseUsed()
    const connection = await open(given(await issuedTokens(world, web)))
    expect(await projectNames(connection)).toEqual(projects)
  })

  it('says how to sign in again when neither is of use', async () => {
    const connection = await open(given(await issuedTokens(world, web)))
    await projectNames(connection)
    world.identity.revoke()
    world.tokens.refuseUsed()
    const { code, hint } = await failureOf(projectNames(connection))
    expect(code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(hint).toMatch(/[Ss]ign in again/)
  })

  it('does not use what is kept for another application', async () => {
    await projectNames(await open(given(await issuedTokens(world, web)), web))
    world.tokens.refuseUsed()
    const { code } = await failureOf(projectNames(await open('', desktop)))
    expect(code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(refreshStatuses()).toEqual([])
  })

  it('keeps the refresh token that it has when the service replaces none', async () => {
    await using plain = await openWorld({ rotation: false })
    const { refreshToken } = await issuedTokens(plain, web)
    const properties = `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthSettingsLocation=${settings};`
    await projectNames(await plain.connect(`${properties}OAuthRefreshToken=${refreshToken};`))
    plain.tokens.refuseUsed()
    await projectNames(await plain.connect(properties))
    const sent = plain.identity.log.withGrant('refresh_token')
    expect(sent.map(({ parameters }) => parameters['refresh_token'])).toEqual([
      refreshToken,
      refreshToken,
    ])
  })

  it('shares what is kept in memory between connections with the same name, and no others', async () => {
    const properties = `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}`
    const { refreshToken } = await issuedTokens(world, web)
    await projectNames(
      await world.connect(
        `${properties}OAuthSettingsLocation=memory://shared;OAuthRefreshToken=${refreshToken};`,
      ),
    )
    const same = await world.connect(`${properties}OAuthSettingsLocation=memory://shared;`)
    const other = await world.connect(`${properties}OAuthSettingsLocation=memory://other;`)
    expect(await projectNames(same)).toEqual(projects)
    expect((await failureOf(projectNames(other))).code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(refreshStatuses()).toEqual([200])
  })
})

describe('P-AUTH-07: an access token that nothing refreshes', () => {
  it('is used as it is with InitiateOAuth=OFF, and nothing is kept', async () => {
    const { accessToken } = await issuedTokens(world, desktop)
    const connection = await world.connect(
      `AuthScheme=AzureAD;InitiateOAuth=OFF;OAuthSettingsLocation=${settings};OAuthAccessToken=${accessToken};`,
    )
    expect(await projectNames(connection)).toEqual(projects)
    await expect(readFile(settings)).rejects.toThrow('ENOENT')
  })

  it('is used as it is with AuthScheme=OAuthAccessToken', async () => {
    const { accessToken } = await issuedTokens(world, desktop)
    const connection = await world.connect(
      `AuthScheme=OAuthAccessToken;OAuthAccessToken=${accessToken};`,
    )
    expect(await projectNames(connection)).toEqual(projects)
    world.tokens.refuseUsed()
    const { code, hint } = await failureOf(projectNames(connection))
    expect([code, hint]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringMatching(/new access token/),
    ])
  })
})
