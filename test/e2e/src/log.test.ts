import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@devopsql/emulator'
import { connect } from 'devopsql'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'

const token = 'c4nary+Pat/with=odd&signs;"1'
let emulator: Emulator
let folder = ''
let path = ''

beforeAll(async () => {
  emulator = await startEmulator({ token, rows: { Projects: 2, WorkItems: 400 } })
})
afterAll(async () => emulator.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devopsql-log-'))
  path = join(folder, 'devopsql.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function properties(more: Readonly<Record<string, string | number>> = {}): Record<string, string> {
  const all = { Organization: 'contoso', URL: emulator.url, PAT: token, Logfile: path, ...more }
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]))
}

function connectionString(more: Readonly<Record<string, string | number>> = {}): string {
  return Object.entries(properties(more))
    .map(([name, value]) => `${name}="${value.replaceAll('"', '""')}";`)
    .join('')
}

interface Line {
  readonly time: string
  readonly level: number
  readonly module: string
  readonly origin: string
  readonly text: string
}

function linesOf(text: string): readonly Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const found =
        /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([1-5]) ([A-Z]{3,4}) (\d+\/\d+(?:\/\d+)?) (.*)$/.exec(
          line,
        )
      if (found === null) throw new Error(`not a line of a log: ${line}`)
      const [, time = '', level = '', module = '', origin = '', text = ''] = found
      return { time, level: Number(level), module, origin, text }
    })
}

function log(): readonly Line[] {
  return linesOf(readFileSync(path, 'utf8'))
}

/** Three statements of which the last fails; the log as it is after the connection is closed. */
async function logged(more: Readonly<Record<string, string | number>>): Promise<readonly Line[]> {
  const connection = await connect(properties(more))
  const some = await connection.query('SELECT Id, Title FROM WorkItems WHERE Id > ?', [100])
  await some.toArray()
  await (await connection.query('SELECT count(*) AS n FROM Projects')).toArray()
  await expect(connection.query('SELECT Nothing FROM Projects')).rejects.toThrow()
  await connection.close()
  return log()
}

it('logs statements, rows, cost and failures at level 1, and nothing else', async () => {
  const lines = await logged({})
  expect(lines.map(({ level }) => level)).toEqual(lines.map(() => 1))
  expect(lines.map(({ module, text }) => `${module} ${text}`)).toEqual([
    expect.stringMatching(/^INFO connection opened: devopsql \d.*PersonalAccessToken=\*\*\*/),
    'EXEC started: SELECT Id, Title FROM WorkItems WHERE Id > ?',
    expect.stringMatching(
      /^EXEC ended: 302 rows, \d+ ms, \d+ requests, \d+ bytes, throttled 0 ms$/,
    ),
    'EXEC started: SELECT count(*) AS n FROM Projects',
    expect.stringMatching(/^EXEC ended: 1 rows, \d+ ms, 1 requests/),
    'EXEC started: SELECT Nothing FROM Projects',
    expect.stringMatching(/^EXEC failed: .*DEVOPSQL_UNDEFINED_COLUMN column Nothing does not/),
    'INFO connection closed',
  ])
  expect(lines.slice(1, 7).map(({ origin }) => origin.split('/')[2])).toEqual([...'112233'])
})

it.each([
  [1, ['EXEC', 'INFO']],
  [2, ['EXEC', 'HTTP', 'INFO', 'META', 'OAUT']],
  [3, ['EXEC', 'HTTP', 'INFO', 'META', 'OAUT']],
  [4, ['EXEC', 'HTTP', 'INFO', 'META', 'OAUT', 'SSL']],
  [5, ['EXEC', 'HTTP', 'INFO', 'META', 'OAUT', 'SQLC', 'SSL']],
])('logs at level %i up to that level, of these modules', async (Verbosity, modules) => {
  const lines = await logged({ Verbosity, CacheMetadata: 'true', CacheLocation: folder })
  expect(Math.max(...lines.map(({ level }) => level))).toBe(Verbosity)
  expect([...new Set(lines.map(({ module }) => module))].toSorted()).toEqual(modules)
})

it('logs requests with status, time and size at level 2', async () => {
  const requests = (await logged({ Verbosity: 2 })).filter(({ module }) => module === 'HTTP')
  expect(requests.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^POST http.*\/_apis\/wit\/wiql: 200 in \d+ ms, \d+ bytes$/),
    ]),
  )
})

it('logs headers, bodies and parameters at level 3', async () => {
  const texts = (await logged({ Verbosity: 3 })).map(({ text }) => text)
  expect(texts).toContain('parameters: [100]')
  expect(texts.join('\n')).toMatch(/request POST .*\/wiql\?.*; .*authorization: \(removed\)/)
  expect(texts.join('\n')).toMatch(/request body of \d+ bytes: \{"query":"SELECT \[System\.Id\]/)
  expect(texts.join('\n')).toMatch(/answer 200; .*content-type: application\/json/)
  expect(texts.join('\n')).toMatch(/answer body of \d+ bytes: \{"count":/)
})

it('logs plans and pages at level 5', async () => {
  const texts = (await logged({ Verbosity: 5 })).map(({ text }) => text).join('\n')
  expect(texts).toMatch(/WorkItems\\n {2}read: WIQL/)
  expect(texts).toMatch(/page \d of work items: \d+ rows/)
})

it('logs the modules that are asked for', async () => {
  const lines = await logged({ Verbosity: 5, LogModules: 'sqlc; EXEC' })
  expect(new Set(lines.map(({ module }) => module))).toEqual(new Set(['EXEC', 'SQLC']))
})

it('tells that rows were not read to their end, and that a query was cancelled', async () => {
  const connection = await connect(properties())
  for await (const _ of await connection.query('SELECT Id FROM WorkItems')) break
  const stop = new AbortController()
  stop.abort()
  const query = connection.query('SELECT Id FROM WorkItems', [], { signal: stop.signal })
  await expect(query.then(async (result) => result.toArray())).rejects.toThrow('cancelled')
  await connection.close()
  expect(log().map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^ended: \d+ rows/),
      expect.stringMatching(/^failed: .*DEVOPSQL_CANCELLED/),
    ]),
  )
})

it('tells of statements that were still running when the connection was closed', async () => {
  const connection = await connect(properties())
  await connection.query('SELECT Id FROM WorkItems')
  await connection.close()
  const texts = log().map(({ text }) => text)
  expect(texts.at(-2)).toMatch(/^failed: .*DEVOPSQL_CLOSED/)
  expect(texts.at(-1)).toBe('connection closed')
})

it('logs a connection that failed to open', async () => {
  await expect(connect({ ...properties(), PAT: 'wrong-but-secret', ConnectOnOpen: true }))
    .rejects //
    .toThrow()
  const texts = log().map(({ text }) => text)
  expect(texts.at(-1)).toBe('connection closed')
  expect(texts.join('\n')).toContain('DEVOPSQL_SIGN_IN_FAILED')
  expect(texts.join('\n')).not.toContain('wrong-but-secret')
})

it.each([
  ['a missing folder', () => join(folder, 'none', 'a.log')],
  ['a folder', () => folder],
])('refuses %s when it connects', async (_what, at) => {
  const opening = connect(properties({ Logfile: at() }))
  await expect(opening).rejects.toThrow(/^Logfile can't be written: it/)
  await expect(opening).rejects.toMatchObject({ code: 'DEVOPSQL_INVALID_PROPERTY' })
})

it('shares a log among connections, each with a number of its own', async () => {
  const connections = await Promise.all([1, 2, 3].map(() => connect(properties())))
  await Promise.all(
    connections.map(async (connection) =>
      (await connection.query('SELECT Id FROM Projects')).toArray(),
    ),
  )
  await Promise.all(connections.map((connection) => connection.close()))
  const origins = log().map(({ origin }) => origin.split('/')[1])
  expect(new Set(origins).size).toBe(3)
  expect(log()).toHaveLength(12)
})

it('keeps full logs, as many as asked for', async () => {
  await logged({ Verbosity: 5, MaxLogFileSize: '100KB', MaxLogFileCount: 2 })
  await logged({ Verbosity: 5, MaxLogFileSize: '100KB', MaxLogFileCount: 2 })
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size)
  expect(sizes).toHaveLength(2)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100_000)
})

/** The ways in which a token can be written. */
function writings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(`:${secret}`).toString('base64'),
    Buffer.from(secret).toString('base64'),
  ]
}

it('shows no secret at any level, not even in answers that repeat it', async () => {
  const proxyPassword = 'c4nary-proxy-password'
  const lines = await logged({ Verbosity: 5, ProxyUser: 'ada', ProxyPassword: proxyPassword })
  const connection = await connect(properties({ Verbosity: 5 }))
  const sql = `SELECT Id FROM WorkItems WHERE Title = '${token.replaceAll("'", "''")}' OR Title = ?`
  await (await connection.query(sql, [`Basic ${btoa(`:${token}`)}`])).toArray()
  await connection
    .query("EXEC GetOAuthAccessToken AuthMode='WEB', Verifier='c4nary-verifier', X=c4nary-bare")
    .catch(() => undefined)
  await connection.close()
  expect(lines.length).toBeGreaterThan(20)
  const text = readFileSync(path, 'utf8')
  for (const secret of [token, proxyPassword, 'c4nary-verifier', 'c4nary-bare']) {
    expect(writings(secret).filter((written) => text.includes(written))).toEqual([])
  }
  expect(text).toContain("EXEC GetOAuthAccessToken AuthMode='WEB', Verifier=(removed)")
})

it('shows no literal against the name of a secret, neither in the plan nor in the failure', async () => {
  const connection = await connect(properties({ Verbosity: 5, LogModules: 'EXEC;SQLC' }))
  const plain = "SELECT Token FROM AccessControlLists WHERE Token = 'c4nary'"
  for (const sql of [plain, `${plain} AND SecurityNamespaceId = ''`]) {
    await connection.query(sql).then(
      async (result) => result.toArray().catch(() => undefined),
      () => undefined,
    )
  }
  await connection.close()
  const text = readFileSync(path, 'utf8')
  expect(text).toContain('started: SELECT Token FROM AccessControlLists WHERE Token = (removed)')
  expect(text).toContain('AccessControlLists\\n')
  expect(text).toContain('failed: ')
  expect(text).not.toContain('c4nary')
})

const bin = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

function runCli(sql: string, more: Readonly<Record<string, string | number>>): ChildProcess {
  return spawn(process.execPath, [bin, 'query', sql], {
    env: { ...process.env, DEVOPSQL_CONNECTION: connectionString(more) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function ended(child: ChildProcess): Promise<number | null> {
  child.stdout?.resume()
  child.stderr?.resume()
  return new Promise((resolve) => child.on('close', resolve))
}

it('is whole when the command line has ended, also after a failure', async () => {
  expect(await ended(runCli('SELECT Id FROM Projects', { Verbosity: 5 }))).toBe(0)
  expect(log().at(-1)?.text).toBe('connection closed')
  expect(await ended(runCli('SELECT Nothing FROM Projects', {}))).not.toBe(0)
  expect(log().at(-1)?.text).toBe('connection closed')
  expect(log().map(({ text }) => text)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^failed: .*DEVOPSQL_UNDEFINED_COLUMN/)]),
  )
})

it('is whole when the command line was interrupted', async () => {
  await using slow = await startEmulator({ token, latencyMs: 60_000 })
  const child = runCli('SELECT Id FROM Projects', { URL: slow.url, Verbosity: 5 })
  writeFileSync(path, '')
  await until(() => readFileSync(path, 'utf8').includes('request GET'))
  const code = ended(child)
  child.kill('SIGINT')
  expect(await code).toBe(130)
  const texts = log().map(({ text }) => text)
  expect(texts.join('\n')).toMatch(/failed: .*DEVOPSQL_CANCELLED/)
  expect(texts.at(-1)).toBe('connection closed')
})

it('loses no line of a process that ends without closing, and mixes none of several', async () => {
  const library = new URL('../../../packages/devopsql/dist/index.js', import.meta.url).href
  const script = `
    const { connect } = await import(${JSON.stringify(library)})
    const connection = await connect(process.env.PROPERTIES)
    for (let count = 0; count < 300; count++)
      await connection.query('SELECT ' + count + ' AS ' + 'x'.repeat(200) + ' FROM').catch(() => {})
    process.exit(0)
  `
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, PROPERTIES: connectionString({ MaxLogFileSize: '100KB' }) },
    }),
  )
  expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0])
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const lines = texts.flatMap(linesOf)
  for (const { pid } of children) {
    const own = lines.filter(({ origin }) => origin.startsWith(`${pid}/`))
    expect(own.filter(({ text }) => text.startsWith('started: '))).toHaveLength(300)
    expect(own.filter(({ text }) => text.startsWith('failed: '))).toHaveLength(300)
  }
  expect(texts.length).toBeGreaterThan(2)
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}
