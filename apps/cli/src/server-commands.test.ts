import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runCli } from './run-cli.ts'
import { asTerminal, fakeContext } from './testing/fake-context.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devopsql-serve-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

const anyPort = ['serve', '--http-port', '0']

it('serves until it is told to stop', async () => {
  const stop = new AbortController()
  const context = fakeContext({ signal: stop.signal })
  const running = runCli([...anyPort, '--insecure-loopback'], context)
  await vi.waitFor(() => expect(context.err()).toContain('listening at http://'), 20_000)
  const [, url = ''] = /listening at (http:\S+),/.exec(context.err()) ?? []
  expect((await fetch(`${url}/health`)).status).toBe(200)
  stop.abort()
  expect(await running).toBe(0)
  expect(context.err()).toContain('stopped')
  expect(context.err()).not.toContain('s3cr3t')
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed')
})

it.each([
  [anyPort, 'nobody could sign in', '--insecure-loopback to try it out'],
  [['serve', '--insecure-loopback'], 'there is nothing to listen on', 'Add --pg-port N'],
  [['serve', '--http-port', '99999'], '--http-port 99999 is not a number', 'Write it in digits'],
  [
    ['serve', '--config', '/none/x.json'],
    'cannot read the configuration /none/x.json',
    'Name a file',
  ],
])('starts nothing for %j', async (args, message, hint) => {
  const context = fakeContext()
  expect(await runCli(args, context)).toBe(2)
  expect(context.err()).toContain(
    `error: ${message}`.replace('error: nobody', 'nobody').replace('error: there', 'there'),
  )
  expect(context.err()).toContain(hint)
})

it('tells everything that is wrong with a configuration, and starts nothing', async () => {
  const file = join(folder, 'c.json')
  await writeFile(
    file,
    '{"connection":"Organization=x;Oops=1","http":{"port":1},"accounts":"none.json"}',
  )
  const context = fakeContext({ env: {} })
  expect(await runCli(['serve', '--config', file, '--check-config'], context)).toBe(2)
  expect(context.err()).toBe(
    [
      `accounts: cannot read the accounts ${folder}/none.json (ENOENT)`,
      '  hint: devopsql account add NAME makes the file.',
      `${file}:1:15: connection property Oops does not exist`,
      '  hint: See docs/connection-string.md for all properties, and put quotes around a value that contains a semicolon.',
      '',
    ].join('\n'),
  )
})

it('does not start with a connection string that no query could use', async () => {
  const file = join(folder, 'oops.json')
  await writeFile(
    file,
    '{"connection":"Organization=x;Oops=1","http":{"port":0},"passThrough":true}',
  )
  const context = fakeContext({ env: {} })
  expect(await runCli(['serve', '--config', file], context)).toBe(2)
  expect(context.err()).toContain(`error: ${file}:1:15: connection property Oops does not exist`)
})

it('says so of a configuration that is good', async () => {
  const file = join(folder, 'good.json')
  await writeFile(file, '{"connection":"Organization=x","http":{"port":1},"passThrough":true}')
  const context = fakeContext({ env: {} })
  expect(await runCli(['serve', '--config', file, '--check-config'], context)).toBe(0)
  expect(context.out()).toBe('the configuration is good\n')
})

it('keeps accounts, whose passwords it reads from standard input', async () => {
  const file = join(folder, 'accounts.json')
  const stdin = Readable.from(['correct horse\n'])
  const add = [
    'account',
    'add',
    'ann',
    '--accounts',
    file,
    '--as',
    'reports',
    '--expires',
    '2030-01-01',
  ]
  const adding = fakeContext({ stdin })
  expect(await runCli(add, adding)).toBe(0)
  expect(adding.err()).toBe(`added ann to ${file}\n`)
  expect(await readFile(file, 'utf8')).not.toContain('horse')
  const listing = fakeContext()
  expect(await runCli(['account', 'list', '--accounts', file], listing)).toBe(0)
  expect(listing.out()).toMatch(/ann +reports +2030-01-01/)
  expect(await runCli(['account', 'remove', 'ann', '--accounts', file], fakeContext())).toBe(0)
  const again = fakeContext()
  expect(await runCli(['account', 'remove', 'ann', '--accounts', file], again)).toBe(2)
  expect(again.err()).toContain(`error: there is no account ann in ${file}`)
})

it('asks for a password at a terminal twice, and shows nothing of it', async () => {
  const file = join(folder, 'typed.json')
  const stdin = Object.assign(new Readable({ read: () => undefined }), { isTTY: true as const })
  const context = fakeContext({ stdin })
  asTerminal(context.stderr)
  const adding = runCli(['account', 'add', 'ann', '--accounts', file], context)
  await vi.waitFor(() => expect(context.err()).toContain('Password: '))
  stdin.push('correct horse\r')
  await vi.waitFor(() => expect(context.err()).toContain('Password again: '))
  stdin.push('correct house\r')
  expect(await adding).toBe(2)
  expect(context.err()).toContain('the two passwords differ')
  expect(context.err()).not.toContain('correct')
})
