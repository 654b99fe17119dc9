import { readFileSync } from 'node:fs'
import { startEmulator } from '@devopsql/emulator'
import { expect, it } from 'vitest'
import { parentLinkNames } from '../../../examples/own-table.ts'
import { openBugCounts } from '../../../examples/own-view.ts'
import { activeBugs } from '../../../examples/query-and-stream.ts'

const root = new URL('../../../', import.meta.url)

it('runs the example of the README', async () => {
  await using emulator = await startEmulator({ size: 'S' })
  const lines = await activeBugs(emulator.connectionString)
  expect(lines).toHaveLength(6)
  expect(lines.at(-1)).toMatch(/^complete: true, requests: \d+$/)
})

it('shows in the README what is run here', () => {
  const example = readFileSync(new URL('examples/query-and-stream.ts', root), 'utf8')
  expect(readFileSync(new URL('README.md', root), 'utf8')).toContain(example.trim())
})

it('runs the example of a table of one’s own', async () => {
  await using emulator = await startEmulator({ rows: { WorkItems: 5 } })
  expect(await parentLinkNames(emulator.connectionString)).toEqual(['Child', 'Parent'])
})

it('runs the example of a view', async () => {
  await using emulator = await startEmulator({ rows: { WorkItems: 400 } })
  const lines = await openBugCounts(emulator.connectionString)
  const counts = lines.map((line) => Number(/: (\d+)$/.exec(line)?.[1]))
  expect(counts.length).toBeGreaterThan(1)
  expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  expect(lines[0]).toMatch(/^.+: [1-9]\d*$/)
})
