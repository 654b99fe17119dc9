import { createPrivateKey } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Connection, ConnectOptions, Row } from 'devopsql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { leaksIn, type Secret, type Written, writtenFiles, writtenOfError } from './canary.ts'
import { freePort } from './free-port.ts'
import { desktop, issuedTokens, propertiesOf, signedInAddress, web } from './issued-tokens.ts'
import { startMetadataService } from './metadata-service.ts'
import { openWorld, type World } from './open-world.ts'
import { person } from './person.ts'
import { applications, contoso, webSecret } from './server/directory.ts'

const passphrase = 'canary passphrase, with spaces & signs'
const personalAccessToken = 'canary0pat0canary0pat0canary0pat0canary0pat0'

let world: World
let written: Written[]
let output: string
beforeEach(async () => {
  world = await openWorld()
  vi.stubEnv('XDG_CONFIG_HOME', join(world.folder, 'config'))
  vi.stubEnv('XDG_CACHE_HOME', join(world.folder, 'cache'))
  written = []
  output = ''
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      output += String(text)
      return true
    })
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await world[Symbol.asyncDispose]()
})

const logFile = (): string => join(world.folder, 'devopsql.log')
const open = async (properties: string, options: ConnectOptions = {}): Promise<Connection> =>
  await world.connect(
    `Logfile=${logFile()};Verbosity=5;OAuthSettingsLocation=${join(world.folder, 'OAuthSettings.txt')};OAuthSettingsPassphrase="${passphrase}";${properties}`,
    options,
  )

/** Everything that was sent or handed out, and what the properties hold. */
const secrets = (): readonly Secret[] => [
  { name: 'passphrase', value: passphrase },
  { name: 'short passphrase', value: 'too-short0' },
  { name: 'client secret', value: webSecret },
  { name: 'personal access token', value: personalAccessToken },
  ...world.identity.log.issued.map(({ kind, value }) => ({ name: kind, value })),
  ...world.identity.log.requests.flatMap(({ parameters }) =>
    Object.entries(parameters)
      .filter(([name]) =>
        /^(code|code_verifier|refresh_token|client_assertion|client_secret|device_code)$/.test(
          name,
        ),
      )
      .map(([name, value]) => ({ name: `sent ${name}`, value })),
  ),
]

/** Keeps what the connection tells of itself. */
const look = async (connection: Connection): Promise<void> => {
  for (const sql of ['SELECT * FROM sys_requests', 'SELECT * FROM sys_connection_props']) {
    const rows = await (await connection.query(sql)).toArray()
    written.push({ place: sql, text: JSON.stringify(rows) })
  }
  expect(written.at(-1)?.text).toContain('AuthScheme')
}
const explain = async (connection: Connection): Promise<void> => {
  const plan = await connection.query('EXPLAIN SELECT Id, Title FROM WorkItems LIMIT 5')
  const text = JSON.stringify(await plan.toArray())
  expect(text).toContain('WorkItems')
  written.push({ place: 'EXPLAIN', text })
}
const fail = async (place: string, work: Promise<unknown>): Promise<void> => {
  written.push(...writtenOfError(place, await failureOf(work)))
}
/** The identity service quotes all that it was sent. */
const quoteAll = (times: number): void => {
  const fault = {
    status: 400,
    body: (sent: URLSearchParams) => ({
      error: 'invalid_grant',
      error_description: `AADSTS70000: ${[...sent].map((pair) => pair.join(' is ')).join(', ')}`,
      error_codes: [70000],
      claims: sent.toString(),
    }),
  }
  for (let count = 0; count < times; count++) world.identity.faults.push(fault)
}
/** The organization quotes the last token. */
const quoteToken = (status: number): void => {
  const tokens = world.identity.log.issued.filter(({ kind }) => kind === 'access_token')
  const body = JSON.stringify({ message: `refused ${tokens.map(({ value }) => value).join(' ')}` })
  world.emulator.faults.add({ kind: 'status', status, body, times: 1, path: '/projects' })
}
/** What goes well, what the connection tells, and what goes wrong. */
const exercise = async (connection: Connection): Promise<void> => {
  expect(await projectNames(connection)).toEqual(projects)
  await look(connection)
  await explain(connection)
  quoteToken(400)
  await fail('an answer that quotes the token', projectNames(connection))
  world.tokens.refuseUsed()
  quoteAll(4)
  await fail('a failed refresh', projectNames(connection))
  world.identity.faults.length = 0
  await connection.close()
}
const everything = async (): Promise<readonly Written[]> => [
  ...written,
  ...(await writtenFiles(world.folder)),
  { place: 'the terminal', text: stripVTControlCharacters(output) },
]
const expectNoLeak = async (): Promise<void> => {
  const all = await everything()
  const log = all.find(({ place }) => place === 'the file devopsql.log')?.text ?? ''
  expect(log).toMatch(/_apis|oauth2/)
  expect(leaksIn(all, secrets())).toEqual([])
}

describe('the search', () => {
  it('finds a secret in every form that it may be written in', () => {
    const secret = { name: 'it', value: 'a secret/with "signs" & ünicode' }
    const { value } = secret
    const texts = [
      `x${value}y`,
      encodeURIComponent(value),
      new URLSearchParams({ value }).toString(),
      JSON.stringify({ value }),
      `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`:${value}`)))}`,
    ]
    const pages = texts.map((text, index) => ({ place: String(index), text }))
    expect(leaksIn(pages, [secret])).toEqual([
      'it in 0',
      'it in 1',
      'it in 2',
      'it in 3',
      'it in 4',
    ])
    expect(leaksIn([{ place: 'clean', text: 'nothing' }], [secret])).toEqual([])
  })

  it('looks at hidden properties and causes of errors', () => {
    const cause = Object.defineProperty(new Error('inner'), 'hidden', { value: 'top-secret' })
    const error = new Error('outer', { cause })
    const found = leaksIn(writtenOfError('error', error), [{ name: 'it', value: 'top-secret' }])
    expect(found).toContain('it in error: properties')
  })
})

describe('no secret is written', () => {
  it('by a personal access token that is refused', async () => {
    const connection = await open(`AuthScheme=Basic;PersonalAccessToken=${personalAccessToken};`)
    await fail('refused', projectNames(connection))
    world.emulator.faults.add({ kind: 'status', status: 400, body: personalAccessToken, times: 1 })
    await fail('quoted', projectNames(connection))
    await look(connection)
    await connection.close()
    await expectNoLeak()
  })

  it('by a sign-in with the browser', async () => {
    const { interaction } = person(world)
    const connection = await open(
      `AuthScheme=AzureAD;InitiateOAuth=GETANDREFRESH;${propertiesOf(web)}CallbackURL=http://localhost:${await freePort()};`,
      { interaction: { ...interaction, isInteractive: false } },
    )
    expect(await projectNames(connection)).toEqual(projects)
    await look(connection)
    world.tokens.refuseUsed()
    quoteAll(8)
    await fail('the code is refused', projectNames(connection))
    await connection.close()
    await expectNoLeak()
  })

  it('by tokens that are given', async () => {
    const { accessToken, refreshToken } = await issuedTokens(world, web)
    const connection = await open(
      `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthAccessToken=${accessToken};OAuthRefreshToken=${refreshToken};`,
    )
    await exercise(connection)
    await expectNoLeak()
  })

  it('by a code that is given', async () => {
    const code = codeIn(await addressWithCode())
    const connection = await open(
      `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthVerifier=${code};`,
    )
    await exercise(connection)
    await expectNoLeak()
  })

  it('by a callback address that is given, and refused', async () => {
    const address = await addressWithCode()
    const connection = await open(
      `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(web)}OAuthVerifier="${address}";`,
    )
    quoteAll(4)
    await fail('the address is refused', projectNames(connection))
    await look(connection)
    await connection.close()
    await expectNoLeak()
  })

  it('by a device code', async () => {
    const { interaction } = person(world)
    const connection = await open(`AuthScheme=AzureADDeviceCode;${propertiesOf(desktop)}`, {
      interaction,
    })
    await projectNames(connection)
    await look(connection)
    world.tokens.refuseUsed()
    quoteAll(8)
    await fail('a failed refresh', projectNames(connection))
    await connection.close()
    await expectNoLeak()
  })

  it('by an access token alone', async () => {
    const { accessToken } = await issuedTokens(world, desktop)
    const connection = await open(`AuthScheme=OAuthAccessToken;OAuthAccessToken=${accessToken};`)
    await exercise(connection)
    await expectNoLeak()
  })

  it('by the procedures of signing in', async () => {
    const connection = await open(
      `AuthScheme=AzureAD;InitiateOAuth=OFF;${propertiesOf(web)}CallbackURL=http://localhost:33333;`,
    )
    const run = async (sql: string, parameters: readonly unknown[] = []): Promise<Row> =>
      (await (await connection.query(sql, parameters)).toArray()).at(0) ?? {}
    const { PKCEVerifier, URL: url } = await run('EXEC GetOAuthAuthorizationURL PKCE=true')
    const code = codeIn(await signedInAddress(world, String(url)))
    const tokens = await run(
      `EXEC GetOAuthAccessToken Verifier='${code}', PKCEVerifier='${String(PKCEVerifier)}'`,
    )
    const used = String(tokens['OAuthRefreshToken'])
    const { OAuthRefreshToken: next } = await run(
      'EXEC RefreshOAuthAccessToken OAuthRefreshToken=?',
      [used],
    )
    const again = await signedInAddress(world, String(url))
    for (const sql of [
      `EXEC GetOAuthAccessToken Verifier='${again}', State='other'`,
      `EXEC GetOAuthAccessToken Verifer='${codeIn(again)}'`,
      `EXEC GetOAuthAccessToken Verifier='${codeIn(again)}' PKCEVerifier='${String(PKCEVerifier)}'`,
      `EXEC GetOAuthAccessToken Verifier='${codeIn(again)}`,
      `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${used}'`,
      `EXEC RefreshOAuthAccessToken OAuthRefreshToken='${String(next)}', Prompt='none'`,
      "EXEC ExportOAuthSettings Passphrase='too-short0'",
      `EXPLAIN EXEC GetOAuthAccessToken Verifier='${codeIn(again)}'`,
    ]) {
      quoteAll(2)
      await fail(sql.slice(0, 30), run(sql))
      world.identity.faults.length = 0
    }
    await look(connection)
    await connection.close()
    await expectNoLeak()
  })

  /** Runs what a scheme does, with a service that quotes all that it is sent when its token is refused. */
  const exerciseScheme = async (properties: string): Promise<void> => {
    for (const name of Object.keys(process.env))
      if (/^(AZURE|ACTIONS|SYSTEM|IDENTITY|MSI)_/.test(name)) vi.stubEnv(name, undefined)
    await exercise(await open(`AzureTenant=${contoso.id};${properties}`))
    await expectNoLeak()
  }

  it('by a service principal with a secret', async () => {
    await exerciseScheme(`AuthScheme=AzureServicePrincipal;${propertiesOf(web)}`)
  })

  it('by a service principal with a certificate whose key is encrypted', async () => {
    const { certificate, key } = world.certificates.client
    const encrypted = createPrivateKey(key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase,
    })
    await exerciseScheme(
      `AuthScheme=AzureServicePrincipalCert;OAuthClientId=${applications.certificate};OAuthJWTCertPassword="${passphrase}";OAuthJWTCert="${encrypted.toString()}${certificate}";`,
    )
    const [line = ''] = key.split('\n').slice(1)
    const keyText = { name: 'private key', value: line }
    expect(leaksIn(await everything(), [keyText])).toEqual([])
  })

  it('by a workload identity', async () => {
    await using outside = await temporaryFile(await world.identity.federation.token())
    await exerciseScheme(
      `AuthScheme=AzureWorkloadIdentity;OAuthClientId=${applications.federated};AzureFederatedTokenFile=${outside.path};`,
    )
  })

  it('by a managed identity', async () => {
    await using service = await startMetadataService(serviceToken)
    vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', service.url)
    const connection = await open('AuthScheme=AzureMSI;')
    expect(await projectNames(connection)).toEqual(projects)
    await look(connection)
    quoteToken(400)
    await fail('an answer that quotes the token', projectNames(connection))
    await connection.close()
    await expectNoLeak()
  })

  it('by the Azure CLI', async () => {
    const answer = { accessToken: await serviceToken(), expires_on: Date.now() / 1000 + 3600 }
    await using answered = await temporaryFile(JSON.stringify(answer))
    const [program, path] = [join(world.folder, 'az'), process.env['PATH'] ?? '']
    await writeFile(program, `#!/bin/sh\ncat '${answered.path}'\n`)
    await chmod(program, 0o755)
    vi.stubEnv('PATH', `${world.folder}${delimiter}${path}`)
    const connection = await open(`AuthScheme=AzureCLI;AzureTenant=${contoso.id};`)
    await exercise(connection)
    await expectNoLeak()
  })

  it('by the token of a pipeline job', async () => {
    vi.stubEnv('SYSTEM_ACCESSTOKEN', await serviceToken())
    await exercise(await open('AuthScheme=SystemAccessToken;'))
    await expectNoLeak()
  })

  it('by the default chain, whose first link is a service principal of the environment', async () => {
    vi.stubEnv('AZURE_CLIENT_ID', applications.web)
    vi.stubEnv('AZURE_CLIENT_SECRET', webSecret)
    vi.stubEnv('AZURE_TENANT_ID', contoso.id)
    await exercise(await open('AuthScheme=AzureDefault;'))
    await expectNoLeak()
  })

  it('by properties that are wrong', async () => {
    const { accessToken } = await issuedTokens(world, desktop)
    await fail('an unknown property', open(`OAuthAcessToken=${accessToken};`))
    await fail('a value out of place', open(`AuthScheme=${accessToken};`))
    await fail('a broken string', open(`AuthScheme=AzureAD;OAuthAccessToken="${accessToken};`))
    await fail('a short passphrase', open(`OAuthSettingsPassphrase=too-short0;`))
    expect(leaksIn(await everything(), secrets())).toEqual([])
  })
})

/** A token that another program has fetched. */
async function serviceToken(): Promise<string> {
  return (await issuedTokens(world, web)).accessToken
}

/** A file outside of what is searched. */
async function temporaryFile(text: string): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-canary-'))
  const path = join(folder, 'secret')
  await writeFile(path, text)
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

function codeIn(address: string): string {
  return new URL(address).searchParams.get('code') ?? ''
}

/** The callback address of another device. */
async function addressWithCode(): Promise<string> {
  const parameters = new URLSearchParams({
    client_id: web.id,
    response_type: 'code',
    scope: '499b84ac-1321-427f-aa17-267ca6975798/.default openid profile offline_access',
    redirect_uri: 'http://localhost:33333',
    state: 'any',
  })
  return await signedInAddress(
    world,
    `https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?${parameters.toString()}`,
  )
}
