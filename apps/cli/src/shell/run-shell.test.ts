import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'
import { aColumn, type FakeAnswer, fakeConnection } from '../testing/fake-connection.ts'
import { asTerminal, fakeContext, recorder } from '../testing/fake-context.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const one: FakeAnswer = { columns: [aColumn('A', 'INTEGER')], batches: [[[1]]] }

it('runs a piped script statement by statement, the last without a semicolon too', async () => {
  const connection = fakeConnection(one)
  const stdin = Readable.from(['SELECT 1; SELECT\n', "';';\n\\timing\nSELECT 3"])
  const context = fakeContext({ stdin, connect: async () => connection })
  expect(await runCli(['shell'], context)).toBe(0)
  expect(connection.asked.map(({ sql }) => sql.trim())).toEqual([
    'SELECT 1',
    "SELECT\n';'",
    'SELECT 3',
  ])
  expect(context.out()).toContain('timing is on\n')
  expect(context.out()).toContain('1 row, 1 request, 2,048 bytes, 12 ms, complete\n')
})

it('obeys commands in the middle of a statement, but not in a text', async () => {
  const connection = fakeConnection(one)
  const stdin = Readable.from(["SELECT\n\\timing\n'\n\\q\n';\nSELECT 2\n\\q\n"])
  const context = fakeContext({ stdin, connect: async () => connection })
  expect(await runCli(['shell'], context)).toBe(0)
  expect(connection.asked.map(({ sql }) => sql.trim())).toEqual(["SELECT\n'\n\\q\n'"])
  expect(context.out()).toContain('timing is on\n')
})

it('stops a piped script at its first failure', async () => {
  const failing = fakeConnection({
    ...one,
    error: new DevopsqlError('no such thing', { code: 'DEVOPSQL_NOT_FOUND' }),
  })
  const stdin = Readable.from(['SELECT 1;\nSELECT 2;\n'])
  const context = fakeContext({ stdin, connect: async () => failing })
  expect(await runCli(['shell'], context)).toBe(1)
  expect(failing.asked.map(({ sql }) => sql)).toEqual(['SELECT 1'])
  expect(context.err()).toContain('error: no such thing')
})

it('lists tables and describes one', async () => {
  const context = fakeContext({
    stdin: Readable.from(['\\d\n\\d WorkItems\n']),
    connect: async () => fakeConnection(one),
  })
  expect(await runCli(['shell'], context)).toBe(0)
  expect(context.out()).toContain('WorkItems  table')
  expect(context.out()).toContain('CData.Information.WorkItems (table)')
  expect(context.out()).toContain('ProjectName -> Projects.Name')
})

it('cancels the running query on Ctrl-C, goes on, and keeps the history', async () => {
  const folder = await temporaryFolder()
  const stdin = asTerminal(new PassThrough())
  const stdout = recorder()
  const connection = fakeConnection((sql) => {
    if (sql === 'SELECT 2') setImmediate(() => stdin.write('\\q\r'))
    if (sql === 'SELECT 1') setImmediate(() => stdin.write('\u0003SELECT 2;\r'))
    return sql === 'SELECT 1' ? { ...one, hangs: true } : one
  })
  const context = fakeContext({
    stdin: Object.assign(stdin, { setRawMode: () => {} }) as unknown as Readable,
    stdout: asTerminal(stdout.stream),
    env: { DEVOPSQL_CONNECTION: 'Organization=x', XDG_STATE_HOME: folder },
    connect: async () => connection,
  })
  stdin.write('SELECT 1;\r')
  expect(await runCli(['shell'], context)).toBe(0)
  expect(connection.asked.map(({ sql }) => sql)).toEqual(['SELECT 1', 'SELECT 2'])
  expect(context.err()).toBe('cancelled\n')
  expect(await readFile(join(folder, 'devopsql', 'history'), 'utf8')).toBe(
    'SELECT 1;\nSELECT 2;\n\\q\n',
  )
})

it('keeps no line with a secret argument in the history', async () => {
  const folder = await temporaryFolder()
  const stdin = asTerminal(new PassThrough())
  const context = fakeContext({
    stdin: Object.assign(stdin, { setRawMode: () => {} }) as unknown as Readable,
    stdout: asTerminal(recorder().stream),
    env: { DEVOPSQL_CONNECTION: 'Organization=x', XDG_STATE_HOME: folder },
    connect: async () => fakeConnection(one),
  })
  const typed = [
    "EXEC GetOAuthAuthorizationURL AuthMode='WEB';",
    "EXEC GetOAuthAccessToken Verifier='tOkEn1';",
    'EXEC RefreshOAuthAccessToken',
    "  OAuthRefreshToken = 'tOkEn2';",
    "EXEC GetOAuthAccessToken AuthMode='WEB', Verifer='tOkEn3';",
    "EXEC ExportOAuthSettings Passphrase='tOkEn4",
    "tOkEn4';",
    'SELECT 1;',
    '\\q',
  ]
  stdin.write(typed.map((line) => `${line}\r`).join(''))
  expect(await runCli(['shell'], context)).toBe(0)
  expect(await readFile(join(folder, 'devopsql', 'history'), 'utf8')).toBe(
    "EXEC GetOAuthAuthorizationURL AuthMode='WEB';\nEXEC RefreshOAuthAccessToken\nSELECT 1;\n\\q\n",
  )
})
