import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tokenProviderConformance } from '../conformance/token-provider-conformance.ts'
import { isSignInUnavailable } from '../sign-in-unavailable.ts'
import { azureCli } from './azure-cli.ts'
import { parseCliToken } from './parse-cli-token.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'az-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

/** Puts a program named az on the PATH, which is alone there. `body` is JavaScript; `folder` and `argv` are given to it. */
async function fakeAz(body: string): Promise<void> {
  const file = join(folder, 'az')
  const setUp = `const fs = require('node:fs'), folder = ${JSON.stringify(folder)}, argv = process.argv.slice(2)`
  await writeFile(file, `#!/usr/bin/env node\n${setUp}\n${body}\n`)
  await chmod(file, 0o700)
  vi.stubEnv('PATH', [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter))
}

async function failing(stderr: string): Promise<void> {
  await fakeAz(`process.stderr.write(${JSON.stringify(stderr)}); process.exitCode = 1`)
}

async function errorOf(answer: Promise<unknown>): Promise<unknown> {
  return await answer.then(
    () => undefined,
    (error: unknown) => error,
  )
}

const expiresOn = 1_893_456_000
const answer = JSON.stringify({
  accessToken: 'eyJ0.canary.sig',
  expiresOn: '2030-01-01 01:00:00.000000',
  expires_on: expiresOn,
  subscription: 's',
  tenant: 't',
  tokenType: 'Bearer',
})
const answering = `fs.appendFileSync(folder + '/calls', argv.join(' ') + '\\n'); console.log(${JSON.stringify(answer)})`
const resource = '499b84ac-1321-427f-aa17-267ca6975798'

describe.skipIf(process.platform === 'win32')('a program az (a script needs POSIX)', () => {
  it('is asked for a token of Azure DevOps', async () => {
    await fakeAz(answering)
    expect(await azureCli().getToken({})).toEqual({
      scheme: 'Bearer',
      value: 'eyJ0.canary.sig',
      expiresAt: new Date('2030-01-01T00:00:00Z'),
      source: 'Azure CLI',
    })
    expect(await readFile(join(folder, 'calls'), 'utf8')).toBe(
      `account get-access-token --output json --resource ${resource}\n`,
    )
  })

  it('is asked for the tenant', async () => {
    await fakeAz(answering)
    await azureCli({ tenant: 'contoso.onmicrosoft.com' }).getToken({})
    expect(await readFile(join(folder, 'calls'), 'utf8')).toBe(
      `account get-access-token --output json --resource ${resource} --tenant contoso.onmicrosoft.com\n`,
    )
  })

  it('runs once for callers at the same time', async () => {
    await fakeAz(answering)
    const provider = azureCli()
    await Promise.all([provider.getToken({}), provider.getToken({}), provider.getToken({})])
    expect(await readFile(join(folder, 'calls'), 'utf8')).toMatch(/^[^\n]+\n$/)
  })

  it('keeps the rules of token providers', async () => {
    await fakeAz(`console.log(${JSON.stringify(answer)})`)
    const cases = tokenProviderConformance(() => azureCli())
    const outcomes = await Promise.all(cases.map(async ({ run }) => await errorOf(run())))
    expect(outcomes).toEqual(cases.map(() => undefined))
  })

  it('that has no other token than the rejected one is an error', async () => {
    await fakeAz(answering)
    const provider = azureCli()
    const rejected = await provider.getToken({})
    expect(await errorOf(provider.getToken({ rejected }))).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: 'the token of the Azure CLI was refused, and it has no other',
      hint: expect.stringContaining('az login') as string,
    })
  })

  it('can’t answer a demand for claims, and is not run for it', async () => {
    const claims = '{"access_token":{}}'
    expect(await errorOf(azureCli({ tenant: 'contoso.com' }).getToken({ claims }))).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: expect.stringContaining(
        `az login --tenant contoso.com --scope ${resource}/.default --claims-challenge "eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`,
      ) as string,
    })
  })

  it('that nobody signed in to is not available', async () => {
    await failing("ERROR: Please run 'az login' to setup account.\n")
    const error = await errorOf(azureCli({ tenant: 'contoso.com' }).getToken({}))
    expect(error).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: 'nobody is signed in to the Azure CLI',
      hint: `Run \`az login --tenant contoso.com --scope ${resource}/.default\` first, with --allow-no-subscriptions if the account has no subscription of Azure.`,
      detail: "ERROR: Please run 'az login' to setup account.",
    })
    expect(isSignInUnavailable(error)).toBe(true)
  })

  it('whose sign-in has ended is an error, not an absence', async () => {
    await failing(
      'ERROR: AADSTS700082: The refresh token has expired due to inactivity.\nInteractive authentication is needed. Please run:\naz login --scope x\n',
    )
    const error = await errorOf(azureCli().getToken({}))
    expect(error).toMatchObject({
      message: 'the Azure CLI could not get a token',
      hint: `Run \`az login --scope ${resource}/.default\` again.`,
      detail: expect.stringContaining('AADSTS700082') as string,
    })
    expect(isSignInUnavailable(error)).toBe(false)
  })

  it('that fails is an error with what it wrote, without tokens', async () => {
    await failing('Traceback: eyJ0.canary.sig broke')
    const error = await errorOf(azureCli().getToken({}))
    expect(error).toMatchObject({
      message: 'the Azure CLI failed',
      detail: 'Traceback: *** broke',
    })
    expect(isSignInUnavailable(error)).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['no JSON', 'eyJ0.canary.sig'],
    ['half of the JSON', answer.slice(0, 40)],
    ['JSON without a token', '{"expires_on": 1893456000}'],
    ['a token with a line break', '{"accessToken": "eyJ0.canary\\n"}'],
    ['a list', '["eyJ0.canary.sig"]'],
    ['an unreadable time', '{"accessToken": "eyJ0.canary.sig", "expires_on": "soon"}'],
  ])('that answers with %s is an error which does not show it', async (_, output) => {
    await fakeAz(`process.stdout.write(${JSON.stringify(output)})`)
    const error = await errorOf(azureCli().getToken({}))
    expect(error).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: 'the Azure CLI answered something else than a token',
    })
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary')
  })

  it('that can’t be run is an error', async () => {
    await fakeAz('')
    await chmod(join(folder, 'az'), 0o600)
    vi.stubEnv('PATH', folder)
    expect(await errorOf(azureCli().getToken({}))).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: "the Azure CLI (az) can't be run",
      detail: 'spawn az EACCES',
    })
  })

  it('that takes too long is ended', async () => {
    await fakeAz(hanging)
    expect(await errorOf(azureCli({ timeoutMs: 1 }).getToken({}))).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: 'the Azure CLI gave no token in 0.001 s',
    })
  })

  it('is ended with all that it started when the last caller is aborted', async () => {
    await fakeAz(hanging)
    const controller = new AbortController()
    const pending = azureCli().getToken({ signal: controller.signal })
    const ids = await vi.waitFor(
      async () => JSON.parse(await readFile(join(folder, 'ids'), 'utf8')) as number[],
      { timeout: 20_000 },
    )
    controller.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
    await vi.waitFor(() => expect(ids.filter(isRunning)).toEqual([]), { timeout: 20_000 })
    expect(ids).toHaveLength(2)
  })
})

it('that is not installed is not available', async () => {
  vi.stubEnv('PATH', folder)
  const error = await errorOf(azureCli().getToken({}))
  expect(error).toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the Azure CLI (az) is not installed, or is not on the PATH',
    hint: expect.stringContaining('az login') as string,
  })
  expect(isSignInUnavailable(error)).toBe(true)
})

it.each(['contoso com', '--debug', 'a;b', '$(id)', '', 'a&b'])(
  'refuses %j as a tenant',
  (tenant) => {
    expect(() => azureCli({ tenant })).toThrow('AzureTenant is neither an id nor a domain name')
  },
)

it('reads the local time of Azure CLIs that write no other', () => {
  const output = '{"accessToken": "eyJ0", "expiresOn": "2030-01-01 12:00:00.000000"}'
  expect(parseCliToken(output).expiresAt).toEqual(new Date(2030, 0, 1, 12))
  expect(parseCliToken('{"accessToken": "eyJ0"}').expiresAt).toBeUndefined()
})

/** As az, which is a shell script around Python: a process that waits for another one. */
const hanging = `
const child = require('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' })
fs.writeFileSync(folder + '/part', JSON.stringify([process.pid, child.pid]))
fs.renameSync(folder + '/part', folder + '/ids')
`

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}
