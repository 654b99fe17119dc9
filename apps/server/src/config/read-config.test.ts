import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ConfigSources, type ReadConfig, readConfig } from './read-config.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devopsql-config-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

async function read(text: string, sources: Partial<ConfigSources> = {}): Promise<ReadConfig> {
  const file = join(folder, 'c.json')
  await writeFile(file, text)
  const { config, mistakes } = await readConfig({ file, flags: {}, env: {}, ...sources })
  return {
    config,
    mistakes: mistakes.map((each) => ({ ...each, place: each.place.replace(`${folder}/`, '') })),
  }
}

const good = { connection: 'Organization=x', http: { port: 8080 }, passThrough: true }
const text = (more: object): string => JSON.stringify({ ...good, ...more })

it('fills in what a file leaves out', async () => {
  expect(await read(text({}))).toEqual({
    mistakes: [],
    config: {
      connections: new Map([['', 'Organization=x']]),
      places: new Map([['', expect.stringMatching(/c\.json:1:15$/) as string]]),
      accounts: undefined,
      passThrough: true,
      insecure: false,
      tls: undefined,
      http: {
        host: '127.0.0.1',
        port: 8080,
        tls: false,
        bodyBytes: 1_048_576,
        metrics: 'authenticated',
      },
      postgres: undefined,
      limits: {},
      idleSeconds: 300,
      graceSeconds: 10,
      logLevel: 'info',
      tracing: undefined,
    },
  })
})

it('tells every mistake with its place', async () => {
  const { mistakes } = await read(`{
  "connection": "Organization=x",
  "pasThrough": true,
  "http": { "prot": 1 },
  "limits": { "rowsPerResult": 0 },
  "graceSeconds": "10",
  "log": { "level": "loud" }
}`)
  expect(mistakes).toEqual([
    { place: 'c.json:3:3', message: 'pasThrough is not known', hint: 'Did you mean passThrough?' },
    { place: 'c.json:4:11', message: 'http lacks port' },
    { place: 'c.json:4:13', message: 'http.prot is not known', hint: 'Did you mean port?' },
    { place: 'c.json:5:32', message: 'limits.rowsPerResult must be >= 1' },
    { place: 'c.json:6:19', message: 'graceSeconds must be integer' },
    {
      place: 'c.json:7:21',
      message: 'log.level must be "debug" or "info" or "warn" or "error" or "silent"',
    },
  ])
})

it('tells where the syntax is wrong', async () => {
  expect((await read('{\n  "http": { "port": 1 },\n}')).mistakes).toEqual([
    { place: 'c.json:3:1', message: 'property name expected' },
    { place: 'c.json:3:1', message: 'value expected' },
  ])
})

it('lets the command line go before the environment, and the environment before the file', async () => {
  const env = { DEVOPSQL_CONNECTION: 'Organization=env', DEVOPSQL_CONNECTION_READ_ONLY: 'a=b' }
  const connections = { 'read-only': 'Organization=y', other: 'Organization=z' }
  const fromEnv = await read(text({ connections }), { env })
  expect(fromEnv.config?.connections).toEqual(
    new Map([
      ['', 'Organization=env'],
      ['read-only', 'a=b'],
      ['other', 'Organization=z'],
    ]),
  )
  const flags = { connection: 'Organization=flag', httpPort: 9 }
  const fromFlags = await read(text({}), { env, flags })
  expect(fromFlags.config?.connections.get('')).toBe('Organization=flag')
  expect(fromFlags.config?.http?.port).toBe(9)
})

it('knows where each connection string is written', async () => {
  const connections = { other: 'Organization=y' }
  const placesOf = async (sources: Partial<ConfigSources>): Promise<readonly unknown[]> => {
    const { config } = await read(text({ connections }), sources)
    return [...(config?.places ?? [])].map(([name, place]) => [name, place.split('/').at(-1)])
  }
  const env = { DEVOPSQL_CONNECTION: 'Organization=env', DEVOPSQL_CONNECTION_OTHER: 'a=b' }
  expect(await placesOf({})).toEqual([
    ['', 'c.json:1:15'],
    ['other', 'c.json:1:95'],
  ])
  expect(await placesOf({ env })).toEqual([
    ['', 'DEVOPSQL_CONNECTION'],
    ['other', 'DEVOPSQL_CONNECTION_OTHER'],
  ])
  expect((await placesOf({ env, flags: { connection: 'a=b' } }))[0]).toEqual(['', '--connection'])
})

const open = { http: { host: '0.0.0.0', port: 1 } }
const tls = { certificate: 'c.pem', key: 'k.pem' }

it.each<[string, object, ConfigSources['flags'], string | undefined]>([
  ['nobody who could sign in', { passThrough: false }, {}, 'nobody could sign in'],
  ['nothing to listen on', { http: undefined }, {}, 'there is nothing to listen on'],
  ['no connection', { connection: undefined }, {}, 'there is no connection string'],
  [
    'a public address without TLS',
    open,
    {},
    'http listens on 0.0.0.0, which others can reach, without TLS',
  ],
  [
    'a public address with TLS left out',
    { tls, http: { ...open.http, tls: false } },
    {},
    'http listens on 0.0.0.0, which others can reach, without TLS',
  ],
  [
    'a public address for everybody',
    { ...open, tls },
    { insecureLoopback: true },
    'http listens on 0.0.0.0, which others can reach, and nobody signs in',
  ],
  [
    'a public address of PostgreSQL',
    { postgres: { host: '::', port: 1 } },
    {},
    'postgres listens on ::, which others can reach, without TLS',
  ],
  ['a public address with TLS', { ...open, tls }, {}, undefined],
  ['loopback by name', { http: { host: 'localhost', port: 1 } }, {}, undefined],
  ['loopback of IPv6', { http: { host: '::1', port: 1 } }, {}, undefined],
  ['loopback for everybody', { passThrough: false }, { insecureLoopback: true }, undefined],
])('starts nothing unsafe: %s', async (...[, more, flags, message]) => {
  const { config, mistakes } = await read(text(more), { flags })
  expect(mistakes[0]?.message).toBe(message)
  expect(config === undefined).toBe(message !== undefined)
})

it('finds files from where the configuration is', async () => {
  const { config } = await read(text({ accounts: 'a.json', tls }))
  expect(config?.accounts).toBe(join(folder, 'a.json'))
  expect(config?.tls?.key).toBe(join(folder, 'k.pem'))
})
