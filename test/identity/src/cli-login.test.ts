import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Ended, type Running, start } from './command-line.ts'
import { freePort } from './free-port.ts'
import { openWorld, type World } from './open-world.ts'
import { browse } from './scripted-browser.ts'
import { applications, azureDevOps, contoso } from './server/directory.ts'
import { installBrowser } from './writing-browser.ts'

let world: World
let settings: string
beforeEach(async () => {
  world = await openWorld()
  settings = join(world.folder, 'settings.txt')
})
afterEach(() => world[Symbol.asyncDispose]())

/** A command of the sign-in kept in this world; nobody is at a terminal. */
const run = (
  args: readonly string[],
  more = '',
  environment: Readonly<Record<string, string>> = {},
): Running =>
  start(args, {
    DEVOPSQL_CONNECTION: `${world.properties}AuthScheme=AzureAD;OAuthClientId=${applications.desktop};OAuthSettingsLocation=${settings};${more}`,
    XDG_CONFIG_HOME: join(world.folder, 'config'),
    XDG_CACHE_HOME: join(world.folder, 'cache'),
    ...environment,
  })
const ended = async (...args: Parameters<typeof run>): Promise<Ended> => await run(...args).ended

/** Signs in by device code as `user`, with a browser that is somewhere else. */
const login = async (args: readonly string[] = [], user = 'alice'): Promise<Ended> => {
  const running = run(['login', '--device-code', ...args])
  let told = ''
  running.process.stderr.on('data', (text: string) => {
    told += text
  })
  const [url, userCode] = await Promise.race([
    vi.waitFor(() => addressAndCode(told), { timeout: 20_000, interval: 20 }),
    running.ended.then(({ errors }) => addressAndCode(errors)),
  ])
  await browse(url, { dispatcher: world.dispatcher, user, userCode })
  return await running.ended
}
const addressAndCode = (told: string): readonly [url: string, code: string] => {
  const [, url, code] = /open the page (\S+) and enter the code (\S+) to/.exec(told) ?? []
  if (url === undefined || code === undefined) throw new Error(`no code was shown: ${told}`)
  return [url, code]
}
const tokensIn = (text: string): readonly string[] =>
  world.identity.log.issued.map(({ value }) => value).filter((value) => text.includes(value))

const signedInAs = (user: string): RegExp =>
  new RegExp(
    `^signed in as ${user}@contoso\\.example \\(tenant ${contoso.id}, until [^)]+\\); kept at ${settings}\n$`,
  )

describe('devopsql login', () => {
  it('signs in by device code, and other commands find somebody signed in', async () => {
    const first = await login()
    expect([first.status, first.output]).toEqual([0, expect.stringMatching(signedInAs('alice'))])
    const rows = await ended(['query', 'SELECT count(*) AS n FROM Projects', '--format', 'csv'])
    expect(rows).toEqual({ status: 0, output: 'n\r\n3\r\n', errors: '' })
    const again = await ended(['login'])
    expect([again.status, again.output]).toEqual([
      0,
      expect.stringMatching(/^already signed in as alice@contoso\.example \(/),
    ])
    expect(tokensIn(JSON.stringify([first, again]))).toEqual([])
  })

  it('opens the browser and tells its address, also where no terminal is', async () => {
    const browser = await installBrowser(world.folder)
    const running = run(
      ['login'],
      `CallbackURL=http://localhost:${await freePort()}`,
      browser.environment,
    )
    const url = await browser.url()
    await browse(url, { dispatcher: world.dispatcher })
    const { status, output, errors } = await running.ended
    expect([status, output]).toEqual([0, expect.stringMatching(signedInAs('alice'))])
    expect(errors).toContain(`${url}\n`)
  })

  it('signs in somebody else with --force, and keeps the first until then', async () => {
    await login()
    const second = await login(['--force'], 'bob')
    expect(second.output).toMatch(signedInAs('bob'))
    const { output } = await ended(['whoami', '--format', 'ndjson'])
    expect(JSON.parse(output)).toMatchObject({ Account: 'bob@contoso.example' })
  })

  it('asks again when what is kept is of no use any more', async () => {
    await login()
    world.tokens.refuseUsed()
    world.identity.faults.push({ status: 400, body: { error: 'invalid_grant' } })
    expect((await login()).output).toMatch(signedInAs('alice'))
  })

  it('ends with 130 at Ctrl-C, and lets go of the port', async () => {
    const browser = await installBrowser(world.folder)
    const port = await freePort()
    const running = run(['login'], `CallbackURL=http://localhost:${port}`, browser.environment)
    await browser.url()
    running.process.kill('SIGINT')
    const { status, output, errors } = await running.ended
    expect([status, output]).toEqual([130, ''])
    expect(errors).toMatch(/\ncancelled\n$/)
    await expect(request(`http://localhost:${port}/`)).rejects.toThrow('ECONNREFUSED')
  })

  it('asks nobody where InitiateOAuth rules that out', async () => {
    const { status, output, errors } = await ended(['login'], 'InitiateOAuth=REFRESH')
    expect([status, output]).toEqual([2, ''])
    expect(errors).toContain('nobody is asked to sign in with InitiateOAuth=REFRESH')
  })
})

describe('devopsql whoami', () => {
  it('shows identity, tenant, permissions and expiry, and no token', async () => {
    await login()
    const { status, output, errors } = await ended(['whoami', '--format', 'ndjson'])
    expect([status, errors]).toEqual([0, ''])
    expect(JSON.parse(output)).toMatchObject({
      Account: 'alice@contoso.example',
      Organization: world.emulator.organization,
      Tenant: contoso.id,
      ObjectId: 'object-alice',
      ApplicationId: applications.desktop,
      Scopes: `${azureDevOps}/.default`,
      ExpiresAt: expect.stringMatching(/^20\d\d-/) as unknown,
      SettingsLocation: settings,
    })
    expect(tokensIn(output)).toEqual([])
  })

  it('asks nobody, though InitiateOAuth would', async () => {
    const { status, output, errors } = await ended(['whoami'], 'InitiateOAuth=GETANDREFRESH')
    expect([status, output]).toEqual([3, ''])
    expect(errors).toContain('devopsql login')
  })
})

describe('devopsql token', () => {
  it('prints the header that the organization accepts', async () => {
    await login()
    const { status, output, errors } = await ended(['token', '--headers'])
    expect([status, errors]).toEqual([0, ''])
    const [, authorization = ''] = /^Authorization: (Bearer [\w.-]+)\n$/.exec(output) ?? []
    const url = `${world.emulator.url}/_apis/projects?api-version=7.1`
    const { statusCode, body } = await request(url, { headers: { authorization } })
    expect([statusCode, await body.json()]).toMatchObject([200, { count: 3 }])
  })

  it('leaves no token in the log, and neither does whoami', async () => {
    await login()
    const file = join(world.folder, 'devopsql.log')
    const logging = `Logfile=${file};Verbosity=5`
    expect((await ended(['token', '--headers'], logging)).status).toBe(0)
    expect((await ended(['whoami'], logging)).status).toBe(0)
    const log = await readFile(file, 'utf8')
    expect(log).toContain('_apis/connectionData')
    expect(tokensIn(log)).toEqual([])
  })

  it('prints nothing without --headers', async () => {
    await login()
    const { status, output } = await ended(['token'])
    expect([status, output]).toEqual([2, ''])
  })
})

describe('devopsql logout', () => {
  it('forgets who is signed in', async () => {
    await login()
    const { status, output } = await ended(['logout'])
    expect([status, output]).toEqual([0, `signed out: what was kept at ${settings} is removed\n`])
    expect((await ended(['whoami'])).status).toBe(3)
    const { output: again } = await ended(['logout'])
    expect(again).toBe(`nobody is signed in: nothing was kept at ${settings}\n`)
  })

  it('removes a file that nobody can read any more, though the connection is checked when it opens', async () => {
    await login()
    await writeFile(settings, (await readFile(settings, 'utf8')).slice(0, -20))
    expect((await ended(['whoami'])).status).toBe(3)
    const { status, output } = await ended(['logout'], 'ConnectOnOpen=true')
    expect([status, output]).toEqual([0, `signed out: what was kept at ${settings} is removed\n`])
  })
})
