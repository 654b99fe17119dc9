import { type Emulator, type EmulatorOptions, type Fault, startEmulator } from '@devopsql/emulator'
import { expect, it, onTestFinished } from 'vitest'
import { found, troubles } from './found.ts'

async function anEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  return emulator
}

it('finds nothing wrong with an organization that gives all', async () => {
  const { connectionString, url } = await anEmulator()
  const findings = await found(connectionString)
  expect(troubles(findings)).toEqual([])
  expect(findings.map(({ check }) => check)).toEqual([
    'properties',
    'runtime',
    'engine',
    'memory',
    'disk',
    'network',
    'certificate',
    'clock',
    'organization',
    'sign-in',
    'projects',
    ...Array.from({ length: 10 }, () => 'permissions'),
    'limits',
  ])
  expect(findings[0]?.what).toBe(`the properties suffice: ${url} with AuthScheme=Basic`)
})

it('names a token that is refused, and never shows it', async () => {
  const { url } = await anEmulator()
  const findings = await found(`URL=${url};PersonalAccessToken=s3cr3t-pat-of-mine`)
  expect(troubles(findings)).toEqual([
    expect.stringMatching(/^problem sign-in: .* did not accept the sign-in \(it answered 401\)/),
    'skipped projects',
    'skipped permissions',
  ])
  expect(findings.find(({ check }) => check === 'sign-in')?.hint).toContain('has not expired')
  const text = JSON.stringify(findings)
  expect(text).not.toContain('s3cr3t')
  expect(text).not.toContain(Buffer.from(':s3cr3t-pat-of-mine').toString('base64').slice(0, 12))
})

it('names an organization that does not exist', async () => {
  const { url } = await anEmulator()
  const wrong = url.replace(/contoso$/, 'contosso')
  expect(troubles(await found(`URL=${wrong};PAT=emulator-pat`))).toEqual([
    `problem organization: there is no organization at ${wrong} (404)`,
    'skipped sign-in',
    'skipped projects',
    'skipped permissions',
    'skipped limits',
  ])
})

it.each([
  ['_apis/wit/', 'work items', 'Work Items (Read)'],
  ['_apis/git/', 'Git repositories', 'Code (Read)'],
  ['_apis/build/', 'builds', 'Build (Read)'],
  ['_apis/release/', 'releases', 'Release (Read)'],
  ['_apis/test/', 'test runs', 'Test Management (Read)'],
  ['_apis/wiki/', 'wikis', 'Wiki (Read)'],
  ['_apis/packaging/', 'feeds', 'Packaging (Read)'],
  ['_apis/graph/', 'users and groups', 'Graph (Read)'],
  ['_apis/userentitlements', 'entitlements', 'Member Entitlement Management (Read)'],
  ['_apis/audit/', 'the audit log', 'Audit Log (Read)'],
])('warns of what is refused below %s, and names the scope', async (path, what, scope) => {
  const kinds: readonly Fault['kind'][] = ['forbidden', 'unauthorized']
  for (const kind of kinds) {
    const { connectionString } = await anEmulator({ faults: [{ kind, path } as Fault] })
    const findings = await found(connectionString)
    expect(troubles(findings)).toEqual([
      expect.stringContaining(`warning permissions: ${what} can't be read: `),
    ])
    expect(findings.find(({ outcome }) => outcome === 'warning')?.hint).toContain(scope)
  }
})

it('calls it a problem when a service fails', async () => {
  const faults: readonly Fault[] = [{ kind: 'status', status: 500, path: '_apis/git/' }]
  const { connectionString } = await anEmulator({ faults })
  expect(troubles(await found(connectionString))).toEqual([
    expect.stringMatching(/^problem permissions: Git repositories can't be read: .* answered 500/),
  ])
})

it('says when no project can be seen, and asks in none', async () => {
  const { connectionString } = await anEmulator({ rows: { Projects: 0 } })
  const findings = troubles(await found(connectionString))
  expect(findings[0]).toBe('warning projects: no project can be seen, so tables have no rows')
  expect(findings.slice(1)).toEqual(Array.from({ length: 6 }, () => 'skipped permissions'))
})

it('names the project of the properties that can not be seen', async () => {
  const { connectionString } = await anEmulator()
  expect(troubles(await found(`${connectionString}Catalog=Project_Secret;`))).toEqual([
    "problem projects: the project Secret can't be seen",
    'skipped permissions',
  ])
  expect(troubles(await found(`${connectionString}ProjectId=Fabrikam;`))).toEqual([])
})

it('does not wait for an organization that holds requests back', async () => {
  const faults: readonly Fault[] = [{ kind: 'blocked', retryAfter: 300, after: 1 }]
  const { connectionString } = await anEmulator({ faults })
  expect(troubles(await found(connectionString))).toEqual([
    expect.stringMatching(/^problem sign-in: Azure DevOps asks to send nothing for (300|299) seco/),
    'skipped projects',
    'skipped permissions',
    expect.stringMatching(/^warning limits: Azure DevOps asks to send nothing for (300|299) seco/),
  ])
})

it('says when an organization is out of order', async () => {
  const { connectionString } = await anEmulator({ faults: [{ kind: 'unavailable-html' }] })
  expect(troubles(await found(connectionString))[0]).toMatch(
    /^problem organization: .* is out of order \(503\)$/,
  )
})

it('warns when little is left of a limit', async () => {
  const { connectionString } = await anEmulator({
    rateLimit: { tstu: 200, costPerRequest: 12, windowSeconds: 300 },
  })
  expect(troubles(await found(connectionString))).toEqual([
    expect.stringMatching(/^warning limits: \d+ of \d+ are left of /),
  ])
})

it.each([
  [-600, 'problem', '10 minutes behind'],
  [600, 'problem', '10 minutes ahead of'],
  [130, 'warning', '2 minutes ahead of'],
  [86_400 * 3, 'problem', '3 days ahead of'],
])('tells of a clock that is %d seconds wrong: %s', async (seconds, outcome, words) => {
  const { connectionString, url } = await anEmulator()
  const now = (): number => Date.now() + seconds * 1000
  expect(troubles(await found(connectionString, { now }))).toEqual([
    `${outcome} clock: the clock of this machine is ${words} that of ${new URL(url).host}`,
  ])
})

it('tells of a token that ends soon and of its permissions', async () => {
  const now = Date.UTC(2026, 0, 1)
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { scp: 'vso.work vso.code', exp: now / 1000 + 120 }
  const token = `${part({ alg: 'none' })}.${part(claims)}.c2lnbmF0dXJl`
  const { url } = await anEmulator({ accepts: () => 'accepted' })
  const tokenProvider = {
    getToken: () =>
      Promise.resolve({ scheme: 'Bearer' as const, value: token, expiresAt: undefined }),
  }
  const findings = await found(`URL=${url}`, { tokenProvider, now: () => now })
  const signIn = findings.filter(({ check }) => check === 'sign-in')
  expect(signIn.map(({ outcome, what }) => `${outcome} ${what}`)).toEqual([
    expect.stringContaining('(a token provider)'),
    'ok the token has the permissions vso.work vso.code',
    'warning the token ends in 2 minutes, and there is no other',
  ])
})

it('says when nobody is signed in, and asks nobody', async () => {
  const { url } = await anEmulator()
  const asked: unknown[] = []
  const findings = await found(
    `URL=${url};AuthScheme=AzureAD;AzureTenant=t;OAuthClientId=app;OAuthSettingsLocation=memory://diagnose`,
    { interaction: { isInteractive: true, show: (prompt) => void asked.push(prompt) } },
  )
  expect(troubles(findings)[0]).toMatch(/^problem sign-in: /)
  expect(asked).toEqual([])
})

it('ends when the signal aborts', async () => {
  const { connectionString } = await anEmulator({ faults: [{ kind: 'stall', after: 1 }] })
  const signal = AbortSignal.timeout(1500)
  await expect(found(connectionString, { signal })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
})
