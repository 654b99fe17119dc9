import { fileURLToPath } from 'node:url'
import { startEmulator } from '@devopsql/emulator'
import { beforeAll, expect, it } from 'vitest'
import { loadServed, type ServedLoadReport } from './load-served.ts'

const program = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

let report: ServedLoadReport

beforeAll(async () => {
  const workItems = 1000
  await using emulator = await startEmulator({ rows: { WorkItems: workItems } })
  const { connectionString } = emulator
  const size = { connections: 60, active: 12, seconds: 20, warmUpSeconds: 5 }
  report = await loadServed({ program, connectionString, workItems, ...size })
}, 120_000)

it('gives every query its own rows, however many others ask, cancel and vanish', () => {
  expect(report.crossed).toBe(0)
  expect(report.rows).toBeGreaterThan(1000)
})

it('fails no query that should have an answer', () => {
  expect([...report.failures]).toEqual([])
  const { cancelled, vanished, slowReads } = report
  expect(Math.min(cancelled, vanished, slowReads)).toBeGreaterThan(0)
})

it('ends with 0 on SIGTERM within its time of grace, whatever runs', () => {
  expect(report.exit.code).toBe(0)
  expect(report.exit.seconds).toBeLessThan(8)
})
