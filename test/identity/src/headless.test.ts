import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from 'devopsql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import {
  type Application,
  addressWithCode,
  callback,
  desktop,
  issuedTokens,
  propertiesOf,
  signedInAddress,
  web,
} from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'

let world: World
let settings: string
beforeEach(async () => {
  world = await openWorld()
  settings = join(world.folder, 'OAuthSettings.txt')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await world[Symbol.asyncDispose]()
})

const open = (application: Application, more: string): Promise<Connection> =>
  world.connect(
    `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(application)}OAuthSettingsLocation=${settings};${more}`,
  )
const codeOnOtherDevice = async (application: Application): Promise<string> =>
  new URL(await addressWithCode(world, application)).searchParams.get('code') ?? ''
const exchanges = (): readonly number[] =>
  world.identity.log.withGrant('authorization_code').map(({ status }) => status)
/** Settings of another account or machine. */
const onAnotherMachine = (): void => {
  vi.stubEnv('XDG_CONFIG_HOME', join(world.folder, 'another-machine'))
}

describe('P-AUTH-34 to 39: headless, with a code from another device', () => {
  it.each([
    ['a public application', desktop],
    ['an application with a secret', web],
  ])(
    'P-AUTH-36, 37: redeems the code once and goes on from the file, as %s',
    async (_, application) => {
      const code = await codeOnOtherDevice(application)
      const first = await open(application, `OAuthVerifier=${code};`)
      expect(await projectNames(first)).toEqual(projects)
      expect(await projectNames(await open(application, ''))).toEqual(projects)
      world.tokens.refuseUsed()
      expect(await projectNames(await open(application, ''))).toEqual(projects)
      expect(exchanges()).toEqual([200])
      expect(world.identity.log.withGrant('refresh_token')).toHaveLength(1)
    },
  )

  it.each([
    ['a public application', desktop],
    ['an application with a secret', web],
  ])(
    'P-AUTH-34, 35, 36: the address comes from EXEC, the code from another device, as %s',
    async (_, application) => {
      const asking = await world.connect(
        `AuthScheme=AzureAD;InitiateOAuth=OFF;${propertiesOf(application)}`,
      )
      const [row] = await (await asking.query('EXEC GetOAuthAuthorizationURL')).toArray()
      const address = await signedInAddress(world, String(row?.['URL']))
      const code = new URL(address).searchParams.get('code') ?? ''
      const connection = await open(application, `OAuthVerifier=${code};`)
      expect(await projectNames(connection)).toEqual(projects)
    },
  )

  it('P-AUTH-25: takes the whole callback address instead of the code', async () => {
    const address = await addressWithCode(world, web)
    const connection = await open(web, `OAuthVerifier="${address}";`)
    expect(await projectNames(connection)).toEqual(projects)
  })

  it('says what the service said when the address holds a refusal instead of a code', async () => {
    const refusal = `${callback}/?error=access_denied&error_description=AADSTS65004%3A+declined&state=any`
    const connection = await open(web, `OAuthVerifier="${refusal}";`)
    const { code, detail } = await failureOf(projectNames(connection))
    expect([code, detail]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringContaining('AADSTS65004'),
    ])
    expect(exchanges()).toEqual([])
  })

  it('P-AUTH-38: redeems nothing when the location can’t be written', async () => {
    await writeFile(settings, '')
    const code = await codeOnOtherDevice(web)
    const connection = await world.connect(
      `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthSettingsLocation=${join(settings, 'below-a-file.txt')};OAuthVerifier=${code};`,
    )
    const { message, hint } = await failureOf(projectNames(connection))
    expect(`${message} ${hint}`).toContain('OAuthSettingsLocation')
    expect(exchanges()).toEqual([])
  })

  it('P-AUTH-39: goes on from the file while the redeemed code is still given', async () => {
    const properties = `OAuthVerifier=${await codeOnOtherDevice(web)};`
    await projectNames(await open(web, properties))
    expect(await projectNames(await open(web, properties))).toEqual(projects)
    world.tokens.refuseUsed()
    expect(await projectNames(await open(web, properties))).toEqual(projects)
    expect(exchanges()).toEqual([200])
  })

  it('takes a new code although the file is good', async () => {
    await projectNames(await open(web, `OAuthVerifier=${await codeOnOtherDevice(web)};`))
    await projectNames(await open(web, `OAuthVerifier=${await codeOnOtherDevice(web)};`))
    expect([exchanges(), world.tokens.used.length]).toEqual([[200, 200], 2])
  })

  it('says that the code has expired', async () => {
    const code = await codeOnOtherDevice(web)
    world.identity.expire('AuthorizationCode')
    const failure = await failureOf(projectNames(await open(web, `OAuthVerifier=${code};`)))
    expect([failure.code, failure.message]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      'the code or refresh token has expired',
    ])
    expect(JSON.stringify(failure)).not.toContain(code)
  })

  it('P-AUTH-24: says that CallbackURL is another one than in the address', async () => {
    const code = await codeOnOtherDevice(web)
    const failure = await failureOf(
      projectNames(await open(web, `CallbackURL=http://localhost:4711/;OAuthVerifier=${code};`)),
    )
    expect(failure.hint).toContain('CallbackURL')
  })

  it('redeems a code once for queries that start at the same time', async () => {
    const connection = await open(web, `OAuthVerifier=${await codeOnOtherDevice(web)};`)
    const answers = await Promise.all([1, 2, 3].map(() => projectNames(connection)))
    expect([answers, exchanges()]).toEqual([[projects, projects, projects], [200]])
  })
})

describe('P-AUTH-40 to 43: headless, with the settings file of another machine', () => {
  const signInOn = async (application: Application, more = ''): Promise<void> => {
    const { accessToken, refreshToken } = await issuedTokens(world, application)
    const tokens = `OAuthAccessToken=${accessToken};OAuthRefreshToken=${refreshToken};`
    await projectNames(await open(application, `${tokens}${more}`))
  }
  const openCopy = async (application: Application, more = ''): Promise<Connection> => {
    const copy = join(world.folder, 'copied', 'OAuthSettings.txt')
    await mkdir(join(world.folder, 'copied'))
    await copyFile(settings, copy)
    settings = copy
    onAnotherMachine()
    return await open(application, more)
  }

  it('P-AUTH-40, 41: opens and refreshes a copy with the secret of the application', async () => {
    await signInOn(web)
    const copy = await openCopy(web)
    expect(await projectNames(copy)).toEqual(projects)
    world.tokens.refuseUsed()
    expect(await projectNames(await open(web, ''))).toEqual(projects)
  })

  it('P-AUTH-42: opens and refreshes a copy with the passphrase', async () => {
    const passphrase = 'OAuthSettingsPassphrase=correct horse battery;'
    await signInOn(desktop, passphrase)
    const copy = await openCopy(desktop, passphrase)
    expect(await projectNames(copy)).toEqual(projects)
    world.tokens.refuseUsed()
    expect(await projectNames(await open(desktop, passphrase))).toEqual(projects)
  })

  it('P-AUTH-42: takes the passphrase from the environment', async () => {
    vi.stubEnv('DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE', 'correct horse battery')
    await signInOn(desktop)
    expect(await projectNames(await openCopy(desktop))).toEqual(projects)
  })

  it('P-AUTH-42: refuses a copy without passphrase, says how to make one, and leaves it alone', async () => {
    await signInOn(desktop)
    const before = await readFile(settings)
    const failure = await failureOf(projectNames(await openCopy(desktop)))
    const text = `${failure.message} ${failure.hint}`
    expect(text).toContain('OAuthSettingsPassphrase')
    expect(text).toContain('DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE')
    expect(text).toContain('ExportOAuthSettings')
    expect(await readFile(settings)).toEqual(before)
  })

  it('refuses a wrong passphrase, and leaves the file alone', async () => {
    await signInOn(desktop, 'OAuthSettingsPassphrase=correct horse battery;')
    const before = await readFile(settings)
    const copy = await openCopy(desktop, 'OAuthSettingsPassphrase=some other words;')
    const failure = await failureOf(projectNames(copy))
    expect(failure.message).not.toContain('some other words')
    expect(`${failure.message} ${failure.hint}`).toMatch(/[Pp]assphrase/)
    expect(await readFile(settings)).toEqual(before)
  })

  it('refuses a passphrase that is too short', async () => {
    const failure = await failureOf(
      (async () => projectNames(await open(desktop, 'OAuthSettingsPassphrase=short;')))(),
    )
    expect(`${failure.message} ${failure.hint}`).toContain('12')
  })

  it('P-AUTH-43: says how to sign in again when the other machine has refreshed since', async () => {
    await signInOn(web)
    const original = settings
    const copy = await openCopy(web)
    await projectNames(copy)
    vi.unstubAllEnvs()
    world.tokens.refuseUsed()
    settings = original
    await projectNames(await open(web, ''))
    world.tokens.refuseUsed()
    const failure = await failureOf(projectNames(copy))
    expect([failure.code, failure.hint]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringMatching(/[Ss]ign in again/),
    ])
  })

  it.each([
    ['truncated', (text: string): string => text.slice(0, text.length / 2)],
    ['changed', (text: string): string => text.replace(/"ct": ?"./, (start) => `${start}A`)],
    ['of a newer version', (text: string): string => text.replace(/"v": ?1/, '"v":2')],
    ['empty', (): string => ''],
    ['something else', (): string => 'not ours at all'],
  ])('says in one error that the file is %s, and leaves it alone', async (_, damage) => {
    await signInOn(web)
    const damaged = damage(await readFile(settings, 'utf8'))
    await writeFile(settings, damaged)
    const failure = await failureOf(projectNames(await open(web, '')))
    expect(failure.code).toMatch(/^DEVOPSQL_(SIGN_IN_FAILED|INVALID_PROPERTY)$/)
    expect(`${failure.message} ${failure.detail}`).toContain(settings)
    expect(await readFile(settings, 'utf8')).toBe(damaged)
  })
})
