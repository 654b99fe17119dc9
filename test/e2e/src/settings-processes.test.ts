import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSettings, type SettingsStore } from '@devopsql/auth'
import { afterEach, beforeEach, expect, it } from 'vitest'

// Processes that share a settings file, as several command lines and services of one account do.

const built = new URL('../../../packages/auth/dist/index.js', import.meta.url).href
const hour = 3_600_000

/** What each process does: it signals that it is ready, waits for the others, then needs a fresh token. */
const program = `
import { openSettings } from ${JSON.stringify(built)}
const [location, keyFile, service] = process.argv.slice(1)
const ask = async (path) => await (await fetch(service + path)).text()
const store = openSettings({ location, keyFile })
await ask('/ready')
const settings = await store.update(async (kept) => {
  if (kept.expiresAt > Date.now()) return kept
  const refreshToken = await ask('/token?refresh_token=' + kept.refreshToken)
  if (refreshToken === 'invalid_grant') throw new Error('invalid_grant')
  return { ...kept, accessToken: 'fresh', refreshToken, expiresAt: Date.now() + ${hour} }
}, {})
console.log(settings.accessToken)
`

/** Dies in the middle of a refresh, with the lock in its hand. */
const dying = `
import { openSettings } from ${JSON.stringify(built)}
const [location, keyFile] = process.argv.slice(1)
await openSettings({ location, keyFile }).update(() => process.kill(process.pid, 'SIGKILL'), {})
`

let folder: string
let location: string
let keyFile: string
let store: SettingsStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'processes-'))
  location = join(folder, 'OAuthSettings.txt')
  keyFile = join(folder, 'key', 'settings.key')
  store = openSettings({ location, keyFile })
  await store.update(
    async () =>
      await Promise.resolve({
        clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
        authority: 'https://login.microsoftonline.com/contoso',
        scopes: [],
        account: undefined,
        accessToken: 'stale',
        refreshToken: 'refresh-0',
        expiresAt: 0,
        taken: [],
      }),
    {},
  )
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** An identity service whose refresh tokens work once; `ready` answers when so many have asked. */
async function startService(
  processes: number,
): Promise<AsyncDisposable & { readonly url: string; readonly tokens: string[] }> {
  const waiting: (() => void)[] = []
  const tokens: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/ready') {
      waiting.push(() => response.end())
      if (waiting.length === processes) for (const answer of waiting) answer()
      return
    }
    const wanted = `refresh-${tokens.length}`
    tokens.push(url.searchParams.get('refresh_token') ?? '')
    response.end(tokens.at(-1) === wanted ? `refresh-${tokens.length}` : 'invalid_grant')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function start(service: string): ChildProcess {
  return run(program, service)
}

function run(source: string, ...more: readonly string[]): ChildProcess {
  const argv = ['--input-type=module', '-e', source, location, keyFile, ...more]
  return spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  }
  await once(child, 'close')
  return output.trim()
}

const six = Array.from({ length: 6 }, () => 'fresh')

it('refreshes once when six processes need a fresh token at once', async () => {
  await using service = await startService(6)
  const outputs = await Promise.all(six.map(async () => await outputOf(start(service.url))))
  expect(outputs).toEqual(six)
  expect(service.tokens).toEqual(['refresh-0'])
  expect(await store.read({})).toMatchObject({ refreshToken: 'refresh-1' })
  expect(await readdir(folder)).toEqual(['OAuthSettings.txt', 'key'])
})

it('refreshes once when all six find the lock of a process that crashed', async () => {
  await mkdir(`${location}.lock`)
  await utimes(`${location}.lock`, new Date(0), new Date(0))
  await using service = await startService(6)
  const outputs = await Promise.all(six.map(async () => await outputOf(start(service.url))))
  expect(outputs).toEqual(six)
  expect(service.tokens).toEqual(['refresh-0'])
  expect(await readdir(folder)).toEqual(['OAuthSettings.txt', 'key'])
})

it.skipIf(process.platform === 'win32')(
  'goes on after a process was killed in the middle of a refresh (needs POSIX signals)',
  async () => {
    await outputOf(run(dying))
    expect(await readdir(folder)).toEqual(['OAuthSettings.txt', 'OAuthSettings.txt.lock', 'key'])
    expect(await store.read({})).toMatchObject({ refreshToken: 'refresh-0' })
    // As it will be in ten seconds.
    await utimes(`${location}.lock`, new Date(0), new Date(0))
    await using service = await startService(1)
    expect(await outputOf(start(service.url))).toBe('fresh')
    expect(await readdir(folder)).toEqual(['OAuthSettings.txt', 'key'])
  },
)
