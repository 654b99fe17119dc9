import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Connection, connect } from 'devopsql'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { busyPort, freePort } from './free-port.ts'
import { openWorld, type World } from './open-world.ts'
import { type Person, type PersonOptions, person } from './person.ts'
import { applications, contoso, fabrikam, webSecret } from './server/directory.ts'

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

interface Opened {
  readonly connection: Connection
  readonly someone: Person
}
const open = async (properties: string, options: PersonOptions = {}): Promise<Opened> => {
  const someone = person(world, options)
  const connection = await world.connect(
    `AuthScheme=AzureAD;OAuthSettingsLocation=${settings};${properties}`,
    { interaction: someone.interaction },
  )
  return { connection, someone }
}
const desktopApp = async (): Promise<string> =>
  `OAuthClientId=${applications.desktop};CallbackURL=http://localhost:${await freePort()};`
const webApp = async (): Promise<string> =>
  `OAuthClientId=${applications.web};OAuthClientSecret=${webSecret};CallbackURL=http://localhost:${await freePort()}/signed-in;`

const tokenRequests = (): readonly string[] =>
  world.identity.log.requests
    .filter(({ endpoint }) => endpoint === 'token')
    .map(({ grant = '', status }) => `${grant} ${status}`)

describe('P-AUTH-12 to 16: the desktop, with the application of the environment', () => {
  it('P-AUTH-12, 13, 14: signs in with the browser at the first request and gives rows', async () => {
    vi.stubEnv('DEVOPSQL_OAUTH_CLIENT_ID', applications.desktop)
    const { connection, someone } = await open('InitiateOAuth=GETANDREFRESH;')
    expect(someone.opened).toEqual([])
    expect(await projectNames(connection)).toEqual(projects)
    expect(someone.opened.map((url) => url.slice(0, 34))).toEqual([
      'https://login.microsoftonline.com/',
    ])
    expect(tokenRequests()).toEqual(['authorization_code 200'])
    expect(world.proxy.strangers).toEqual([])
  })

  it('P-AUTH-05, 14: keeps the tokens, where only the account can read and nobody without the key', async () => {
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${await desktopApp()}`)
    await projectNames(connection)
    const text = await readFile(settings, 'utf8')
    expect((await stat(settings)).mode & 0o777).toBe(0o600)
    for (const { value } of world.identity.log.issued) expect(text).not.toContain(value)
    expect(text).not.toContain(applications.desktop)
  })

  it('P-AUTH-15: asks nobody on the second connection, nor the identity service', async () => {
    const app = await desktopApp()
    const first = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    await projectNames(first.connection)
    const before = world.identity.log.requests.length
    const second = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    expect(await projectNames(second.connection)).toEqual(projects)
    expect([second.someone.opened, world.identity.log.requests.length]).toEqual([[], before])
  })

  it('P-AUTH-06, 15: refreshes a refused token without asking, and keeps what replaced it', async () => {
    const app = await desktopApp()
    const first = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    await projectNames(first.connection)
    for (const round of [1, 2, 3]) {
      world.tokens.refuseUsed()
      const next = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
      expect(await projectNames(next.connection)).toEqual(projects)
      expect(next.someone.opened).toEqual([])
      expect(world.identity.log.withGrant('refresh_token')).toHaveLength(round)
    }
    expect(tokenRequests().filter((line) => !line.endsWith('200'))).toEqual([])
  })

  it('takes another port when that of CallbackURL is busy, as every port is registered', async () => {
    vi.stubEnv('DEVOPSQL_OAUTH_CLIENT_ID', applications.desktop)
    const busy = await busyPort()
    const { connection, someone } = await open(
      `InitiateOAuth=GETANDREFRESH;CallbackURL=http://localhost:${busy.port};`,
    )
    expect(await projectNames(connection)).toEqual(projects)
    await busy.close()
    const redirect = new URL(someone.opened[0] ?? '').searchParams.get('redirect_uri')
    expect(redirect).toMatch(/^http:\/\/localhost:\d+$/)
    expect(redirect).not.toBe(`http://localhost:${busy.port}`)
  })

  it('P-AUTH-04: wants to know the organization', async () => {
    const { code, message } = await failureOf(
      connect(`AuthScheme=AzureAD;OAuthClientId=${applications.desktop};`),
    )
    expect([code, message]).toEqual(['DEVOPSQL_MISSING_PROPERTY', 'Organization is missing'])
  })

  it('P-AUTH-16: stops before any request when no application is named, and says what to do', async () => {
    vi.stubEnv('DEVOPSQL_OAUTH_CLIENT_ID', '')
    const { connection, someone } = await open('InitiateOAuth=GETANDREFRESH;')
    const { code, hint } = await failureOf(projectNames(connection))
    expect(code).toBe('DEVOPSQL_MISSING_PROPERTY')
    expect(hint).toMatch(/OAuthClientId.*DEVOPSQL_OAUTH_CLIENT_ID/)
    expect(hint).toMatch(/AzureCLI/)
    expect(hint).toMatch(/personal access token/)
    expect(hint).toMatch(/device ?code/i)
    expect([someone.opened, world.identity.log.requests]).toEqual([[], []])
  })
})

describe('P-AUTH-17 to 19: the desktop, with an application of one’s own', () => {
  it('P-AUTH-17: signs in as an application with a secret, at exactly its CallbackURL', async () => {
    const app = await webApp()
    const { connection, someone } = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    expect(await projectNames(connection)).toEqual(projects)
    const redirect = new URL(someone.opened[0] ?? '').searchParams.get('redirect_uri')
    expect(app).toContain(`CallbackURL=${redirect};`)
    const [exchange] = world.identity.log.withGrant('authorization_code')
    expect(exchange?.parameters['client_secret']).toBe(webSecret)
    expect(exchange?.parameters['redirect_uri']).toBe(redirect)
  })

  it('P-AUTH-18: names the port of CallbackURL when another program has it', async () => {
    const busy = await busyPort()
    const { connection, someone } = await open(
      `InitiateOAuth=GETANDREFRESH;OAuthClientId=${applications.desktop};CallbackURL=http://localhost:${busy.port};`,
    )
    const { code, message } = await failureOf(projectNames(connection))
    await busy.close()
    expect([code, message]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      `port ${busy.port} of CallbackURL is in use`,
    ])
    expect(someone.opened).toEqual([])
  })

  it('P-AUTH-19: binds the code to this process (PKCE) and sends no secret where there is none', async () => {
    const { connection, someone } = await open(`InitiateOAuth=GETANDREFRESH;${await desktopApp()}`)
    await projectNames(connection)
    const { searchParams } = new URL(someone.opened[0] ?? '')
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    expect(searchParams.get('state')).toMatch(/^.{22,}$/)
    const [exchange] = world.identity.log.withGrant('authorization_code')
    expect(exchange?.parameters['code_verifier']).toMatch(/^[\w.~-]{43,}$/)
    expect(Object.keys(exchange?.parameters ?? {})).not.toContain('client_secret')
  })

  it('frees the port when the sign-in is over', async () => {
    const app = await desktopApp()
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    await projectNames(connection)
    const port = /localhost:(\d+)/.exec(app)?.[1]
    await expect(request(`http://localhost:${port}/`)).rejects.toThrow()
  })
})

describe('P-AUTH-07 to 10: what InitiateOAuth permits', () => {
  it('P-AUTH-10: opens the browser when it is not set and somebody is there', async () => {
    const { connection, someone } = await open(await desktopApp())
    expect(await projectNames(connection)).toEqual(projects)
    expect(someone.opened).toHaveLength(1)
  })

  it('P-AUTH-07, 10: opens no browser, writes and refreshes nothing when it is OFF', async () => {
    const { connection, someone } = await open(`InitiateOAuth=OFF;${await desktopApp()}`)
    const { code } = await failureOf(projectNames(connection))
    expect([code, someone.opened, world.identity.log.requests]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      [],
      [],
    ])
    await expect(stat(settings)).rejects.toThrow('ENOENT')
  })

  it('P-AUTH-08: never opens a browser when it is REFRESH', async () => {
    const { connection, someone } = await open(`InitiateOAuth=REFRESH;${await desktopApp()}`)
    const { code, hint } = await failureOf(projectNames(connection))
    expect([code, someone.opened]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', []])
    expect(hint).toMatch(/devopsql login|GETANDREFRESH/)
  })

  it('P-AUTH-09: opens the browser again when GETANDREFRESH finds the kept tokens revoked', async () => {
    const app = await desktopApp()
    const first = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    await projectNames(first.connection)
    world.identity.revoke()
    world.tokens.refuseUsed()
    const second = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    expect(await projectNames(second.connection)).toEqual(projects)
    expect(second.someone.opened).toHaveLength(1)
  })

  it('P-AUTH-08: says how to sign in again when REFRESH finds the kept tokens revoked', async () => {
    const app = await desktopApp()
    const first = await open(`InitiateOAuth=GETANDREFRESH;${app}`)
    await projectNames(first.connection)
    world.identity.revoke()
    world.tokens.refuseUsed()
    const second = await open(`InitiateOAuth=REFRESH;${app}`)
    const { code, hint, detail } = await failureOf(projectNames(second.connection))
    expect([code, detail?.includes('AADSTS50173')]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', true])
    expect(hint).toMatch(/[Ss]ign in again.*(devopsql login|GETANDREFRESH)/)
  })
})

describe('a sign-in with the browser that goes wrong', () => {
  it('says that consent was declined', async () => {
    const { connection, someone } = await open(
      `InitiateOAuth=GETANDREFRESH;${await desktopApp()}`,
      { declines: true },
    )
    const { code, detail, hint } = await failureOf(projectNames(connection))
    expect([code, detail]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringContaining('AADSTS65004'),
    ])
    expect(hint).toMatch(/accept|consent/i)
    expect((await someone.pages[0])?.status).toBe(400)
  })

  it('ignores an answer with a wrong state and takes the right one after it', async () => {
    const strange = async (url: string): Promise<string> => {
      const redirect = new URL(url).searchParams.get('redirect_uri') ?? ''
      const { statusCode, body } = await request(`${redirect}?code=stolen&state=guessed`)
      expect([statusCode, (await body.text()).includes('stolen')]).toEqual([400, false])
      return url
    }
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${await desktopApp()}`, {
      meddle: strange,
    })
    expect(await projectNames(connection)).toEqual(projects)
    expect(world.identity.log.withGrant('authorization_code')).toHaveLength(1)
  })

  it('answers nothing at other paths than that of CallbackURL', async () => {
    const elsewhere = async (url: string): Promise<string> => {
      const { searchParams } = new URL(url)
      const redirect = new URL(searchParams.get('redirect_uri') ?? '')
      const state = searchParams.get('state') ?? ''
      const { statusCode } = await request(`${redirect.origin}/other?code=x&state=${state}`)
      expect(statusCode).toBe(404)
      return url
    }
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${await webApp()}`, {
      meddle: elsewhere,
    })
    expect(await projectNames(connection)).toEqual(projects)
  })

  it('ends when nobody signs in in time, and frees the port', async () => {
    const app = await desktopApp()
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${app}`, {
      meddle: () => new Promise(() => undefined),
      timeoutMs: 50,
    })
    const { code, hint } = await failureOf(projectNames(connection))
    expect(code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(hint).toMatch(/closed|again/)
    const port = /localhost:(\d+)/.exec(app)?.[1]
    await expect(request(`http://localhost:${port}/`)).rejects.toThrow()
  })

  it('ends at once when the query is given up, and frees the port', async () => {
    const app = await desktopApp()
    const giveUp = new AbortController()
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${app}`, {
      meddle: () => {
        giveUp.abort(new Error('enough'))
        return new Promise(() => undefined)
      },
    })
    const work = connection
      .query('SELECT Name FROM CData.Information.Projects', [], { signal: giveUp.signal })
      .then((result) => result.toArray())
    await expect(work).rejects.toThrow(/enough|cancel/i)
    const port = /localhost:(\d+)/.exec(app)?.[1]
    await vi.waitFor(() => expect(request(`http://localhost:${port}/`)).rejects.toThrow())
  })

  it('says that a code has expired', async () => {
    world.identity.faults.push({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description:
          'AADSTS70008: The provided authorization code or refresh token has expired.',
        error_codes: [70008],
      },
    })
    const { connection } = await open(`InitiateOAuth=GETANDREFRESH;${await desktopApp()}`)
    const { code, message, hint } = await failureOf(projectNames(connection))
    expect([code, message]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', expect.stringMatching(/expired/)])
    expect(hint).toMatch(/again/)
  })

  it('names the tenant when the organization refuses tokens of another one', async () => {
    const { connection } = await open(
      `InitiateOAuth=GETANDREFRESH;AzureTenant=${fabrikam.id};${await desktopApp()}`,
    )
    const { code, hint } = await failureOf(projectNames(connection))
    expect(code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(hint).toMatch(/tenant/i)
  })

  it('asks for the tenant of the organization when none is given', async () => {
    const { connection, someone } = await open(`InitiateOAuth=GETANDREFRESH;${await desktopApp()}`)
    await projectNames(connection)
    expect(new URL(someone.opened[0] ?? '').pathname).toBe(`/${contoso.id}/oauth2/v2.0/authorize`)
  })

  it('signs in at the identity service of AzureEnvironment', async () => {
    const { connection, someone } = await open(
      `InitiateOAuth=GETANDREFRESH;AzureEnvironment=USGOVT;${await desktopApp()}`,
    )
    expect(await projectNames(connection)).toEqual(projects)
    expect(new URL(someone.opened[0] ?? '').host).toBe('login.microsoftonline.us')
  })

  it('says on the page that the window can be closed, and shows no code', async () => {
    const { connection, someone } = await open(`InitiateOAuth=GETANDREFRESH;${await desktopApp()}`)
    await projectNames(connection)
    const page = await someone.pages[0]
    expect(page?.status).toBe(200)
    expect(page?.html).toMatch(/close/i)
    const codes = world.identity.log.issued.filter(({ kind }) => kind === 'code')
    expect(codes).toHaveLength(1)
    for (const { value } of codes) expect(page?.html).not.toContain(value)
  })
})
