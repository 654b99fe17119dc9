import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

it('finds its libraries from the checkout when its output goes into a pipe', () => {
  const connection = 'Organization=contoso;PersonalAccessToken=x'
  const query = [program, 'query', 'SELECT 6 * 7 AS answer', '-c', connection, '--format', 'csv']
  // pnpm starts the test runner with a NODE_PATH, where every library would be found in any case.
  const { NODE_PATH: _, ...env } = process.env
  const command = ['-c', '"$0" "$@" | cat', process.execPath, ...query]
  expect(execFileSync('sh', command, { encoding: 'utf8', env })).toBe('answer\r\n42\r\n')
})

it('serves until SIGTERM, and exits with 0', async () => {
  const connection = 'Organization=contoso;PersonalAccessToken=x'
  const serve = [program, 'serve', '--http-port', '0', '--insecure-loopback', '-c', connection]
  const child = spawn(process.execPath, serve, { stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = once(child, 'exit')
  const [line] = (await once(createInterface(child.stderr), 'line')) as [string]
  const [, url = ''] = /listening at (http:\S+),/.exec(line) ?? []
  const headers = { 'content-type': 'application/json', accept: 'text/csv' }
  const body = JSON.stringify({ sql: 'SELECT 6 * 7 AS answer' })
  const answer = await fetch(`${url}/v1/query`, { method: 'POST', headers, body })
  expect(await answer.text()).toBe('answer\r\n42\r\n')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})
