import { DevopsqlError } from '@devopsql/errors'
import type { Connection, ConnectOptions, SignedIn } from 'devopsql'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { fakeConnection } from './testing/fake-connection.ts'
import { asTerminal, type FakeContext, fakeContext, recorder } from './testing/fake-context.ts'

const ada: SignedIn = {
  scheme: 'AzureAD',
  source: 'Microsoft Entra account',
  organization: 'contoso',
  account: 'ada@contoso.example',
  displayName: 'Ada',
  id: 'id-1',
  tenant: 'tenant-1',
  objectId: 'object-1',
  applicationId: 'app-1',
  scopes: ['vso.work', 'vso.code'],
  expiresAt: new Date('2026-11-30T08:15:00Z'),
}
const location = '/home/ada/OAuthSettings.txt'
const nobody = new DevopsqlError('nobody is signed in', { code: 'DEVOPSQL_SIGN_IN_FAILED' })

type Interaction = NonNullable<ConnectOptions['interaction']>

interface Fake extends FakeContext {
  readonly interactions: readonly Interaction[]
}

/** A command line whose connections are what `make` makes of how somebody is asked to sign in. */
function connecting(make: (interaction: Interaction) => Partial<Connection>): Fake {
  const interactions: Interaction[] = []
  const context = fakeContext({
    connect: async (_connectionString, { interaction = {} } = {}) => {
      interactions.push(interaction)
      return {
        ...fakeConnection({ columns: [], batches: [] }),
        settingsLocation: location,
        ...make(interaction),
      }
    },
  })
  return { ...context, interactions }
}

it('asks nobody to sign in who is signed in', async () => {
  const context = connecting(() => ({ whoAmI: async () => ada }))
  expect(await runCli(['login'], context)).toBe(0)
  expect(context.out()).toBe(
    `already signed in as ada@contoso.example (tenant tenant-1, until 2026-11-30 08:15:00Z); kept at ${location}\n`,
  )
  expect(context.err()).toContain('--force')
  expect(context.interactions.map(({ asking }) => asking)).toEqual(['never'])
})

it('asks somebody to sign in when nobody is signed in, and tells notes once', async () => {
  const context = connecting(({ asking }) => ({
    notes: ['Verbosity has no effect without Logfile'],
    whoAmI: async () => {
      if (asking === 'never') throw nobody
      return ada
    },
  }))
  expect(await runCli(['login', '--device-code'], context)).toBe(0)
  expect(context.out()).toBe(
    `signed in as ada@contoso.example (tenant tenant-1, until 2026-11-30 08:15:00Z); kept at ${location}\n`,
  )
  expect(context.err()).toBe('note: Verbosity has no effect without Logfile\n')
  expect(context.interactions).toMatchObject([
    { asking: 'never', byDeviceCode: true },
    { asking: 'anew', byDeviceCode: true },
  ])
})

it('asks at once with --force', async () => {
  const context = connecting(() => ({ whoAmI: async () => ada }))
  expect(await runCli(['login', '--force'], context)).toBe(0)
  expect(context.out()).toMatch(/^signed in as ada/)
  expect(context.interactions.map(({ asking }) => asking)).toEqual(['anew'])
})

it('tries a personal access token and says whose it is', async () => {
  const who = {
    ...ada,
    scheme: 'Basic',
    source: undefined,
    tenant: undefined,
    expiresAt: undefined,
  }
  const context = connecting(() => ({ settingsLocation: undefined, whoAmI: async () => who }))
  expect(await runCli(['login'], context)).toBe(0)
  expect(context.out()).toBe(
    'signed in as ada@contoso.example by AuthScheme=Basic; nothing is kept\n',
  )
})

it('does not try a refused personal access token twice', async () => {
  const context = connecting(() => ({
    settingsLocation: undefined,
    whoAmI: () => Promise.reject(nobody),
  }))
  expect(await runCli(['login'], context)).toBe(3)
  expect(context.interactions).toHaveLength(1)
})

it('goes no further than a failure that has nothing to do with who is signed in', async () => {
  const down = new DevopsqlError('no route', { code: 'DEVOPSQL_CONNECTION_FAILED' })
  const context = connecting(() => ({ whoAmI: () => Promise.reject(down) }))
  expect(await runCli(['login'], context)).toBe(1)
  expect(context.interactions).toHaveLength(1)
})

it('removes what is kept and says where it was', async () => {
  const context = connecting(() => ({ signOut: async () => true }))
  expect(await runCli(['logout'], context)).toBe(0)
  expect(context.out()).toBe(`signed out: what was kept at ${location} is removed\n`)
  expect(context.err()).toContain('https://myaccount.microsoft.com')
  expect(context.interactions).toMatchObject([{ asking: 'never' }])
})

it('says that nothing was kept, or never is', async () => {
  const empty = connecting(() => ({ signOut: async () => false }))
  expect(await runCli(['logout'], empty)).toBe(0)
  expect(empty.out()).toBe(`nobody is signed in: nothing was kept at ${location}\n`)
  const basic = connecting(() => ({ settingsLocation: undefined }))
  expect(await runCli(['logout'], basic)).toBe(0)
  expect(basic.out()).toBe('nothing is kept for this way of signing in\n')
})

it('shows what is known of who is signed in, a line each, or as data', async () => {
  const who = { ...ada, scopes: undefined, source: undefined }
  const context = connecting(() => ({ whoAmI: async () => who }))
  expect(await runCli(['whoami'], context)).toBe(0)
  expect(context.out()).toBe(`Account           ada@contoso.example
DisplayName       Ada
Organization      contoso
Id                id-1
Tenant            tenant-1
ObjectId          object-1
ApplicationId     app-1
ExpiresAt         2026-11-30 08:15:00Z
AuthScheme        AzureAD
SettingsLocation  ${location}
`)
  const data = connecting(() => ({ whoAmI: async () => ({ ...ada, tenant: undefined }) }))
  expect(await runCli(['whoami', '--format', 'ndjson'], data)).toBe(0)
  expect(JSON.parse(data.out())).toEqual({
    Account: 'ada@contoso.example',
    DisplayName: 'Ada',
    Organization: 'contoso',
    Id: 'id-1',
    Tenant: null,
    ObjectId: 'object-1',
    ApplicationId: 'app-1',
    Scopes: 'vso.work vso.code',
    ExpiresAt: '2026-11-30T08:15:00.000Z',
    AuthScheme: 'AzureAD',
    Source: 'Microsoft Entra account',
    SettingsLocation: location,
  })
  expect(data.interactions).toMatchObject([{ asking: 'never' }])
})

it('ends whoami with 3 when nobody is signed in', async () => {
  const context = connecting(() => ({ whoAmI: () => Promise.reject(nobody) }))
  expect(await runCli(['whoami'], context)).toBe(3)
  expect([context.out(), context.err()]).toEqual(['', expect.stringContaining('nobody')])
})

const authorization = async () => ({ header: 'Bearer s3cr3t', expiresAt: undefined })

it('prints the header, whole, though the connection string has it as a secret', async () => {
  const context = connecting(() => ({ authorization }))
  const args = ['token', '--headers', '-c', 'Organization=contoso;OAuthAccessToken=s3cr3t']
  expect(await runCli(args, context)).toBe(0)
  expect([context.out(), context.err()]).toEqual(['Authorization: Bearer s3cr3t\n', ''])
})

it('prints no secret without being told to', async () => {
  const context = connecting(() => ({ authorization }))
  expect(await runCli(['token'], context)).toBe(2)
  expect([context.out(), context.interactions]).toEqual(['', []])
  expect(context.err()).toContain('--headers')
})

it('warns before it shows a secret on a terminal', async () => {
  const { stream, text } = recorder()
  const context = { ...connecting(() => ({ authorization })), stdout: asTerminal(stream) }
  expect(await runCli(['token', '--headers'], context)).toBe(0)
  expect(text()).toBe('Authorization: Bearer s3cr3t\n')
  expect(context.err()).toMatch(/^warning: the next line is a secret/)
})

it.each([
  [
    { kind: 'browser', url: 'https://login.example/?state=1', opened: true },
    'Sign in with the browser that has opened. If it has not, open this address on this machine:\nhttps://login.example/?state=1\n',
  ],
  [
    { kind: 'browser', url: 'https://login.example/', opened: false },
    'Open this address in a browser on this machine to sign in:\nhttps://login.example/\n',
  ],
  [
    { kind: 'device-code', message: 'Enter the code AB\u001b[31m', url: 'x', userCode: 'AB' },
    'Enter the code AB␛[31m\n',
  ],
] as const)('tells on standard error what to do: %j', async (prompt, shown) => {
  const context = connecting(({ show }) => ({
    tables: async () => {
      show?.(prompt)
      return []
    },
  }))
  expect(await runCli(['tables', '--format', 'csv'], context)).toBe(0)
  expect(context.err().startsWith(shown)).toBe(true)
  expect(context.interactions).toMatchObject([{ isInteractive: false }])
})

it('takes somebody to be there when input and errors are a terminal', async () => {
  const context = connecting(() => ({ whoAmI: async () => ada }))
  const stdin = Object.assign(context.stdin, { isTTY: true })
  const stderr = asTerminal(recorder().stream)
  expect(await runCli(['tables'], { ...context, stdin, stderr })).toBe(0)
  expect(context.interactions).toMatchObject([{ isInteractive: true }])
})
