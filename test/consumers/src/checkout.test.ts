import { execFileSync } from 'node:child_process'
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
