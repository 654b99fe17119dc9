import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { aColumn, type FakeAnswer, fakeConnection } from './testing/fake-connection.ts'
import { closedPipe, fakeContext } from './testing/fake-context.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const answer: FakeAnswer = {
  columns: [aColumn('Id', 'INTEGER'), aColumn('Title')],
  batches: [[[1, 'One']], [[2, null]]],
}

it('writes a table unless told otherwise, and nothing else', async () => {
  const context = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['query', 'SELECT 1'], context)).toBe(0)
  expect(context.out()).toBe('Id  Title\n──  ─────\n 1  One\n 2  NULL\n(2 rows)\n')
  expect(context.err()).toBe('')
})

it('binds parameters and writes the format that is asked for', async () => {
  const connection = fakeConnection(answer)
  const context = fakeContext({ connect: async () => connection })
  const args = ['query', 'SELECT ?', '--param', '7', '--param', 'x', '--format', 'ndjson']
  expect(await runCli(args, context)).toBe(0)
  expect(connection.asked).toEqual([{ sql: 'SELECT ?', parameters: [7, 'x'] }])
  expect(context.out()).toBe('{"Id":1,"Title":"One"}\n{"Id":2,"Title":null}\n')
})

it('takes SQL after --stats for SQL, and writes JSON stats as the last line', async () => {
  const context = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['query', '--stats', 'SELECT 1'], context)).toBe(0)
  expect(context.err()).toBe('2 rows, 1 request, 2,048 bytes, 12 ms, complete\n')
  const json = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['query', 'SELECT 1', '--stats=json'], json)).toBe(0)
  expect(JSON.parse(json.err())).toMatchObject({ rows: 2, complete: true, scans: [] })
})

it('writes JSON stats as the last line after an error too, with what was spent until then', async () => {
  const context = fakeContext({
    connect: async () => ({
      ...fakeConnection(answer),
      query: async (_sql, _parameters, options) => {
        const counters = { pages: 2, bytes: 700, throttledMs: 40.4, expectedRequests: 5 }
        options?.onProgress?.({ rows: 3, requests: 2, ...counters })
        throw new DevopsqlError('the service is down', { code: 'DEVOPSQL_REMOTE_ERROR' })
      },
    }),
  })
  expect(await runCli(['query', 'SELECT 1', '--stats=json'], context)).toBe(1)
  expect(context.err()).toContain('the service is down')
  expect(JSON.parse(context.err().trimEnd().split('\n').at(-1) ?? '')).toEqual({
    rows: 0,
    requests: 2,
    bytes: 700,
    elapsedMs: 0,
    throttledMs: 40,
    complete: false,
    missing: [],
    scans: [],
  })
})

it('takes - for standard output and refuses an output file without a name', async () => {
  const context = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['query', 'SELECT 1', '--output', '-', '--format', 'csv'], context)).toBe(0)
  expect(context.out()).toContain('Id,Title')
  const unnamed = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['query', 'SELECT 1', '--output='], unnamed)).toBe(2)
  expect(unnamed.err()).toContain('the name of the output file is empty')
})

it('ends with 4 and names what is missing when the result is partial', async () => {
  const stats = {
    complete: false,
    missing: [{ table: 'Builds', part: 'Fabrikam', reason: 'no permission' }],
  }
  const context = fakeContext({ connect: async () => fakeConnection({ ...answer, stats }) })
  expect(await runCli(['query', 'SELECT 1'], context)).toBe(4)
  expect(context.err()).toContain('Builds: Fabrikam: no permission')
})

it('shows the caret and ends with 1 for an error in the SQL', async () => {
  const context = fakeContext({
    connect: async () => ({
      ...fakeConnection(answer),
      query: async () => {
        throw new DevopsqlError('column Titel does not exist', {
          code: 'DEVOPSQL_UNDEFINED_COLUMN',
          position: 7,
        })
      },
    }),
  })
  expect(await runCli(['query', 'SELECT Titel FROM WorkItems'], context)).toBe(1)
  expect(context.err()).toContain('  1 | SELECT Titel FROM WorkItems\n    |        ^\n')
  expect(context.out()).toBe('')
})

it('covers the secrets of a statement where it shows a mistake in it', async () => {
  const context = fakeContext({
    connect: async () => ({
      ...fakeConnection(answer),
      query: async () => {
        throw new DevopsqlError('procedure GetOAuthAccessToken has no input Foo', {
          code: 'DEVOPSQL_INVALID_PARAMETER',
          position: 43,
        })
      },
    }),
  })
  const sql = "EXEC GetOAuthAccessToken Verifier='tOkEn', Foo='tOkEn'"
  expect(await runCli(['query', sql], context)).toBe(1)
  expect(context.err()).toContain(
    '  1 | EXEC GetOAuthAccessToken Verifier=*******, Foo=*******\n    |                                            ^\n',
  )
})

it('never prints the token of the connection string', async () => {
  const context = fakeContext({
    connect: async (connectionString) => {
      throw new Error(`bad: ${connectionString}`)
    },
  })
  const args = ['query', 'SELECT 1', '-c', 'Organization=x;PersonalAccessToken=topsecret-99']
  expect(await runCli(args, context)).toBe(1)
  expect(context.err()).toContain('bad: Organization=x;PersonalAccessToken=***')
  expect(context.err()).not.toContain('topsecret-99')
})

it('stops the query and ends quietly when the pipe is closed', async () => {
  const connection = fakeConnection(answer)
  const context = fakeContext({ stdout: closedPipe(), connect: async () => connection })
  expect(await runCli(['query', 'SELECT 1', '--format', 'ndjson'], context)).toBe(0)
  expect(connection.closed).toContain('SELECT 1')
  expect(context.err()).toBe('')
})

it('ends with 130 when it is interrupted', async () => {
  const controller = new AbortController()
  const connection = fakeConnection(() => {
    setImmediate(() => controller.abort())
    return { ...answer, hangs: true }
  })
  const context = fakeContext({ signal: controller.signal, connect: async () => connection })
  expect(await runCli(['query', 'SELECT 1'], context)).toBe(130)
  expect(connection.closed).toEqual(['SELECT 1', 'connection'])
  expect(context.err()).toBe('cancelled\n')
})

it('writes files: JSON and tables here, the rest by the library', async () => {
  const folder = await temporaryFolder()
  const context = fakeContext({ connect: async () => fakeConnection(answer) })
  const parquet = join(folder, 'a.parquet')
  const json = join(folder, 'a.json')
  expect(await runCli(['query', 'SELECT 1', '--output', parquet], context)).toBe(0)
  expect(await runCli(['query', 'SELECT 1', '--output', json], context)).toBe(0)
  expect(await readFile(parquet, 'utf8')).toBe('parquet of SELECT 1')
  expect(JSON.parse(await readFile(json, 'utf8'))).toEqual([
    { Id: 1, Title: 'One' },
    { Id: 2, Title: null },
  ])
  expect(context.out()).toBe('')
})

it.each(['a.csv', 'a.json', 'a.parquet'])(
  'refuses %s in a folder that does not exist, and a folder, before it asks anything',
  async (name) => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, name))
    const connection = fakeConnection(answer)
    const context = fakeContext({ connect: async () => connection })
    const lost = join(folder, 'nowhere', name)
    expect(await runCli(['query', 'SELECT 1', '--output', lost], context)).toBe(2)
    expect(await runCli(['query', 'SELECT 1', '--output', join(folder, name)], context)).toBe(2)
    expect(context.err()).toContain(`the folder ${join(folder, 'nowhere')} does not exist`)
    expect(context.err()).toContain(`${join(folder, name)} is a folder`)
    expect(connection.asked).toEqual([])
  },
)

it.each(['a.csv', 'a.json'])('keeps a link to %s, and writes the file behind it', async (name) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, name), 'old')
  await symlink(name, join(folder, 'latest'))
  const context = fakeContext({ connect: async () => fakeConnection(answer) })
  const format = name.slice('a.'.length)
  const options = ['--output', join(folder, 'latest'), '--format', format]
  expect(await runCli(['query', 'SELECT 1', ...options], context)).toBe(0)
  expect((await readdir(folder)).toSorted()).toEqual([name, 'latest'].toSorted())
  expect(await readlink(join(folder, 'latest'))).toBe(name)
  expect(await readFile(join(folder, name), 'utf8')).not.toBe('old')
})

it.each(['json', 'csv', 'parquet'])(
  'refuses to put a file of %s in the place of a pipe or a device',
  async (format) => {
    const pipe = join(await temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    const connection = fakeConnection(answer)
    const context = fakeContext({ connect: async () => connection })
    const options = ['--output', pipe, '--format', format]
    expect(await runCli(['query', 'SELECT 1', ...options], context)).toBe(2)
    expect(context.err()).toContain(`${pipe} is a device or a pipe, not a file`)
    expect(connection.asked).toEqual([])
  },
)

it('needs a file for parquet', async () => {
  const context = fakeContext()
  expect(await runCli(['query', 'SELECT 1', '--format', 'parquet'], context)).toBe(2)
  expect(context.err()).toContain('parquet is a binary format and needs a file')
})

it('shows a plan as lines, by EXPLAIN and by the command', async () => {
  const plan: FakeAnswer = {
    columns: [aColumn('plan')],
    batches: [[['Scan WorkItems'], ['  sent: x']]],
  }
  const connection = fakeConnection(plan)
  const context = fakeContext({ connect: async () => connection })
  expect(await runCli(['query', 'EXPLAIN SELECT 1'], context)).toBe(0)
  expect(await runCli(['explain', 'SELECT 1'], context)).toBe(0)
  expect(connection.asked.map(({ sql }) => sql)).toEqual(['EXPLAIN SELECT 1', 'EXPLAIN SELECT 1'])
  expect(context.out()).toBe('Scan WorkItems\n  sent: x\n'.repeat(2))
})

it('lists tables and describes one', async () => {
  const context = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['tables', '--format', 'csv'], context)).toBe(0)
  expect(context.out()).toBe(
    'Name,Kind,Catalog,Schema,Description\r\nWorkItems,table,CData,Information,Work items of all projects\r\n',
  )
  const described = fakeContext({ connect: async () => fakeConnection(answer) })
  expect(await runCli(['describe', 'WorkItems'], described)).toBe(0)
  expect(described.out()).toContain('Title   VARCHAR  yes             CONTAINS (superset)')
})

it('tells on standard error what the connection string says in vain', async () => {
  const context = fakeContext({
    connect: async () => ({ ...fakeConnection(answer), notes: ['Verbosity has no effect yet'] }),
  })
  expect(await runCli(['query', 'SELECT 1'], context)).toBe(0)
  expect(context.err()).toBe('note: Verbosity has no effect yet\n')
})

it('prints where the emulator is as one JSON line and stops it when interrupted', async () => {
  const controller = new AbortController()
  const closed: string[] = []
  const asked: unknown[] = []
  const context = fakeContext({
    signal: controller.signal,
    startEmulator: async (options) => {
      asked.push(options)
      setImmediate(() => controller.abort())
      return {
        url: 'http://127.0.0.1:1/contoso',
        organization: 'contoso',
        connectionString: 'URL=x;',
        close: async () => {
          closed.push('emulator')
        },
      }
    },
  })
  const args = ['emulator', '--size', 'M', '--port', '1', '--rows', 'Teams=7', '--json']
  expect(await runCli(args, context)).toBe(0)
  expect(asked).toEqual([{ size: 'M', port: 1, latencyMs: 0, seed: 1, rows: { Teams: 7 } }])
  expect(context.out()).toBe(
    '{"url":"http://127.0.0.1:1/contoso","organization":"contoso","connectionString":"URL=x;"}\n',
  )
  expect(closed).toEqual(['emulator'])
})

it.each([
  [['query', '--nope'], 2],
  [['quary'], 2],
  [['query', 'SELECT 1', '--format', 'xml'], 2],
  [['describe'], 2],
  [[], 2],
  [['--version'], 0],
  [['--help'], 0],
  [['help', 'query'], 0],
] as const)('ends %j with %i', async (args, exitCode) => {
  expect(await runCli(args, fakeContext())).toBe(exitCode)
})

it.each([
  'query',
  'tables',
  'describe',
  'explain',
  'shell',
  'login',
  'logout',
  'whoami',
  'token',
  'emulator',
  'demo',
])('teaches %s by example', async (command) => {
  const context = fakeContext()
  expect(await runCli([command, '--help'], context)).toBe(0)
  expect(context.out()).toMatch(new RegExp(`Examples?:\\n  devopsql ${command}`))
})

it('documents the exit codes in its help', async () => {
  const context = fakeContext()
  await runCli(['--help'], context)
  expect(context.out()).toContain('4    refused by a limit, or the result is incomplete')
})
