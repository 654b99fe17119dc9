import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection, Row } from 'devopsql'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import {
  type Application,
  desktop,
  issuedTokens,
  propertiesOf,
  signedInAddress,
  web,
} from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'
import { azureDevOps, contoso } from './server/directory.ts'

const callback = 'https://app.example/callback'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await world[Symbol.asyncDispose]()
})

const open = (application: Application = web, more = ''): Promise<Connection> =>
  world.connect(
    `AuthScheme=AzureAD;InitiateOAuth=OFF;AzureTenant=${contoso.id};${propertiesOf(application)}${more}`,
  )
const exec = async (connection: Connection, sql: string): Promise<Row> => {
  const [row = {}, ...others] = await (await connection.query(sql)).toArray()
  expect(others).toEqual([])
  return row
}
/** The code of a sign-in at an address that the procedure gave. */
const codeAt = async (url: unknown): Promise<string> =>
  new URL(await signedInAddress(world, String(url))).searchParams.get('code') ?? ''
const urlOf = async (connection: Connection, more = ''): Promise<string> =>
  String(
    (
      await exec(
        connection,
        `EXEC GetOAuthAuthorizationURL AuthMode='WEB', CallbackURL='${callback}'${more}`,
      )
    )['URL'],
  )

describe('P-AUTH-20 to 26: a web application obtains its tokens', () => {
  it('P-AUTH-20, 21: opens without a token and gives the address of the sign-in page', async () => {
    const url = new URL(await urlOf(await open()))
    expect(`${url.origin}${url.pathname}`).toBe(
      `https://login.microsoftonline.com/${contoso.id}/oauth2/v2.0/authorize`,
    )
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: web.id,
      response_type: 'code',
      redirect_uri: callback,
    })
    expect(url.searchParams.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining([`${azureDevOps}/.default`, 'offline_access']),
    )
    expect(url.searchParams.has('code_challenge')).toBe(false)
    expect([world.identity.log.requests, world.emulator.stats().requests]).toEqual([[], 0])
  })

  it('P-AUTH-21: puts Permissions, State and Prompt into the address', async () => {
    const url = new URL(
      await urlOf(
        await open(),
        ", Permissions='vso.work vso.code', State='my own', Prompt='select_account'",
      ),
    )
    expect(url.searchParams.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining([`${azureDevOps}/vso.work`, `${azureDevOps}/vso.code`]),
    )
    expect(url.searchParams.get('state')).toBe('my own')
    expect(url.searchParams.get('prompt')).toBe('select_account')
  })

  it('P-AUTH-22, 23, 24: gives the tokens for the code, with the CallbackURL of the address', async () => {
    const connection = await open()
    const code = await codeAt(await urlOf(connection))
    const row = await exec(
      connection,
      `EXEC GetOAuthAccessToken AuthMode='WEB', Verifier='${code}'`,
    )
    expect(Object.keys(row)).toEqual(['OAuthAccessToken', 'OAuthRefreshToken', 'ExpiresIn'])
    expect(Number(row['ExpiresIn'])).toBeGreaterThan(3_590)
    expect(Number(row['ExpiresIn'])).toBeLessThanOrEqual(3_600)
    expect(world.identity.log.issued).toContainEqual({
      kind: 'access_token',
      value: row['OAuthAccessToken'],
    })
    expect(world.identity.log.issued).toContainEqual({
      kind: 'refresh_token',
      value: row['OAuthRefreshToken'],
    })
  })

  it('P-AUTH-24: takes CallbackURL from the input, else from the property', async () => {
    const other = await open()
    const code = await codeAt(await urlOf(other))
    const byInput = await exec(
      await open(),
      `EXEC GetOAuthAccessToken Verifier='${code}', CallbackURL='${callback}'`,
    )
    const second = await codeAt(await urlOf(other))
    const byProperty = await exec(
      await open(web, `CallbackURL=${callback};`),
      `EXEC GetOAuthAccessToken Verifier='${second}'`,
    )
    expect([byInput, byProperty].map((row) => typeof row['OAuthAccessToken'])).toEqual([
      'string',
      'string',
    ])
  })

  it('P-AUTH-25: takes the whole address, and refuses one with another state', async () => {
    const connection = await open()
    const address = await signedInAddress(world, await urlOf(connection, ", State='mine'"))
    const wrong = await failureOf(
      exec(connection, `EXEC GetOAuthAccessToken Verifier='${address}', State='other'`),
    )
    expect(wrong.message).toContain('the answer to the sign-in belongs to')
    expect(world.identity.log.withGrant('authorization_code')).toEqual([])
    const right = await exec(
      connection,
      `EXEC GetOAuthAccessToken Verifier='${address}', State='mine'`,
    )
    expect(typeof right['OAuthAccessToken']).toBe('string')
  })

  it('P-AUTH-26: works in a process that knows nothing of the first', async () => {
    const code = await codeAt(await urlOf(await open()))
    const row = await exec(
      await open(),
      `EXEC GetOAuthAccessToken AuthMode='WEB', Verifier='${code}', CallbackURL='${callback}'`,
    )
    expect(typeof row['OAuthRefreshToken']).toBe('string')
  })

  it('binds the code to a verifier for an application without a secret (PKCE)', async () => {
    const connection = await open(desktop)
    const { URL: url, PKCEVerifier: verifier } = await exec(
      connection,
      'EXEC GetOAuthAuthorizationURL PKCE=true',
    )
    const code = await codeAt(url)
    const missing = await failureOf(exec(connection, `EXEC GetOAuthAccessToken Verifier='${code}'`))
    expect(missing.hint).toContain('PKCEVerifier')
    const row = await exec(
      connection,
      `EXEC GetOAuthAccessToken Verifier='${await codeAt(url)}', PKCEVerifier='${String(verifier)}'`,
    )
    expect(typeof row['OAuthAccessToken']).toBe('string')
  })

  it('gives no verifier unless it is asked for', async () => {
    const row = await exec(await open(desktop), 'EXEC GetOAuthAuthorizationURL')
    expect(row['PKCEVerifier']).toBeNull()
    expect(String(row['State'])).toMatch(/^.{22,}$/)
  })

  it('says that the code has expired, was used, or is none', async () => {
    const connection = await open()
    const used = await codeAt(await urlOf(connection))
    await exec(connection, `EXEC GetOAuthAccessToken Verifier='${used}'`)
    const again = await failureOf(exec(connection, `EXEC GetOAuthAccessToken Verifier='${used}'`))
    const old = await codeAt(await urlOf(connection))
    world.identity.expire('AuthorizationCode')
    const expired = await failureOf(exec(connection, `EXEC GetOAuthAccessToken Verifier='${old}'`))
    const none = await failureOf(exec(connection, "EXEC GetOAuthAccessToken Verifier='invented'"))
    expect([again.code, expired.code, none.code]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      'DEVOPSQL_SIGN_IN_FAILED',
      'DEVOPSQL_SIGN_IN_FAILED',
    ])
    expect(JSON.stringify([again, expired])).not.toMatch(new RegExp(`${used}|${old}`))
  })

  it('says that the secret is wrong', async () => {
    const connection = await open({ ...web, secret: 'another-secret' })
    const code = await codeAt(await urlOf(connection))
    const failure = await failureOf(exec(connection, `EXEC GetOAuthAccessToken Verifier='${code}'`))
    expect(failure.hint).toContain('OAuthClientSecret')
    expect(JSON.stringify(failure)).not.toContain('another-secret')
  })

  it('P-AUTH-11, 16: says that an application is missing before any request', async () => {
    vi.stubEnv('DEVOPSQL_OAUTH_CLIENT_ID', '')
    const connection = await world.connect('AuthScheme=AzureAD;InitiateOAuth=OFF;')
    const failure = await failureOf(exec(connection, 'EXEC GetOAuthAuthorizationURL'))
    expect([failure.code, failure.hint]).toEqual([
      'DEVOPSQL_MISSING_PROPERTY',
      expect.stringContaining('OAuthClientId'),
    ])
  })
})

describe('P-AUTH-27 to 33: a web application keeps its tokens fresh', () => {
  const obtain = async (): Promise<Row> => {
    const connection = await open()
    const code = await codeAt(await urlOf(connection))
    return await exec(connection, `EXEC GetOAuthAccessToken Verifier='${code}'`)
  }

  it('P-AUTH-27, 28, 29: hands them to a connection that refreshes them', async () => {
    const { OAuthAccessToken, OAuthRefreshToken } = await obtain()
    const properties = `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthSettingsLocation=${join(world.folder, 'settings.txt')};`
    const first = await world.connect(
      `${properties}OAuthAccessToken=${String(OAuthAccessToken)};OAuthRefreshToken=${String(OAuthRefreshToken)};`,
    )
    expect(await projectNames(first)).toEqual(projects)
    world.tokens.refuseUsed()
    expect(await projectNames(await world.connect(properties))).toEqual(projects)
  })

  it('P-AUTH-31, 32, 33: refreshes by hand; the new refresh token is the one that goes on', async () => {
    const { OAuthRefreshToken: first } = await obtain()
    const refreshed = await exec(
      await open(),
      `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${String(first)}'`,
    )
    expect(Object.keys(refreshed)).toEqual(['OAuthAccessToken', 'OAuthRefreshToken', 'ExpiresIn'])
    expect(refreshed['OAuthRefreshToken']).not.toBe(first)
    const again = await exec(
      await open(),
      `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${String(refreshed['OAuthRefreshToken'])}'`,
    )
    const connection = await open(web, `OAuthAccessToken=${String(again['OAuthAccessToken'])};`)
    expect(await projectNames(connection)).toEqual(projects)
  })

  it('P-AUTH-33: gives the old refresh token where the service replaces none', async () => {
    await using plain = await openWorld({ rotation: false })
    const { refreshToken } = await issuedTokens(plain, web)
    const connection = await plain.connect(
      `AuthScheme=AzureAD;InitiateOAuth=OFF;AzureTenant=${contoso.id};${propertiesOf(web)}`,
    )
    const row = await exec(
      connection,
      `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${refreshToken}'`,
    )
    expect(row['OAuthRefreshToken']).toBe(refreshToken)
  })

  it('P-AUTH-33: never gives an empty refresh token', async () => {
    const { refreshToken } = await issuedTokens(world, web)
    const { accessToken } = await issuedTokens(world, web)
    world.identity.faults.push({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, access_token: accessToken },
    })
    const row = await exec(
      await open(),
      `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${refreshToken}'`,
    )
    expect(row).toMatchObject({ OAuthAccessToken: accessToken, OAuthRefreshToken: refreshToken })
  })

  it('says how to sign in again when the refresh token is revoked', async () => {
    const { OAuthRefreshToken } = await obtain()
    world.identity.revoke()
    const failure = await failureOf(
      exec(
        await open(),
        `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${String(OAuthRefreshToken)}'`,
      ),
    )
    expect([failure.code, failure.hint]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringMatching(/[Ss]ign in again/),
    ])
    expect(JSON.stringify(failure)).not.toContain(String(OAuthRefreshToken))
  })
})

describe('the same as methods', () => {
  it('goes from the address to tokens and new tokens', async () => {
    const { oauth } = await open(web, `CallbackURL=${callback};`)
    const { url, state } = await oauth.getAuthorizationUrl({ permissions: ['vso.work'] })
    const verifier = await signedInAddress(world, url)
    const tokens = await oauth.getAccessToken({ verifier, state, permissions: ['vso.work'] })
    const { refreshToken = '' } = tokens
    const next = await oauth.refreshAccessToken({ refreshToken })
    expect(next.accessToken).not.toBe(tokens.accessToken)
    expect(next.expiresInSeconds).toBeGreaterThan(3_590)
    const connection = await open(web, `OAuthAccessToken=${next.accessToken};`)
    expect(await projectNames(connection)).toEqual(projects)
  })

  it('P-PROC-04: gives the address where an administrator consents', async () => {
    const { oauth } = await open(web, `CallbackURL=${callback};`)
    const { url } = await oauth.getAdminConsentUrl({ state: 'kept' })
    const { headers } = await request(url, { dispatcher: world.dispatcher })
    expect(headers['location']).toBe(
      `${callback}?admin_consent=True&tenant=${contoso.id}&state=kept`,
    )
  })
})

describe('P-AUTH-42: ExportOAuthSettings', () => {
  it('makes a copy that opens on another machine with the passphrase', async () => {
    const settings = join(world.folder, 'settings.txt')
    const copy = join(world.folder, 'copy.txt')
    const properties = `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(desktop)}`
    const { accessToken, refreshToken } = await issuedTokens(world, desktop)
    const first = await world.connect(
      `${properties}OAuthSettingsLocation=${settings};OAuthAccessToken=${accessToken};OAuthRefreshToken=${refreshToken};`,
    )
    await projectNames(first)
    const row = await exec(
      first,
      `EXEC ExportOAuthSettings Passphrase='correct horse battery', Location='${copy}'`,
    )
    expect(row).toEqual({ Location: copy })
    const there = join(world.folder, 'there.txt')
    await copyFile(copy, there)
    vi.stubEnv('XDG_CONFIG_HOME', join(world.folder, 'another-machine'))
    const second = await world.connect(
      `${properties}OAuthSettingsLocation=${there};OAuthSettingsPassphrase=correct horse battery;`,
    )
    expect(await projectNames(second)).toEqual(projects)
  })
})
