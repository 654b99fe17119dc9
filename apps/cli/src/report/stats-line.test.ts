import { expect, it } from 'vitest'
import { aStats } from '../testing/fake-connection.ts'
import { missingText, statsJson, statsLine, statsText } from './stats-line.ts'

const scan = {
  table: 'WorkItems',
  requests: 2,
  rows: 20,
  pushed: ["State = 'Active'"],
  local: ["Title LIKE '%x%'"],
}

it('tells the cost on one line', () => {
  expect(statsLine(aStats({ rows: 1, requests: 2, bytes: 12_345 }))).toBe(
    '1 row, 2 requests, 12,345 bytes, 12 ms, complete',
  )
  expect(statsLine(aStats({ throttledMs: 1500, complete: false }))).toBe(
    '0 rows, 1 request, 2,048 bytes, 12 ms, throttled 1500 ms, incomplete',
  )
})

it('tells for each source what was sent and what was checked here', () => {
  expect(statsText(aStats({ scans: [scan] }))).toBe(
    "0 rows, 1 request, 2,048 bytes, 12 ms, complete\n  WorkItems: 2 requests, 20 rows, sent: State = 'Active', checked here: Title LIKE '%x%'\n",
  )
})

it('writes JSON on one line', () => {
  const text = statsJson(aStats({ scans: [scan] }))
  expect(text.indexOf('\n')).toBe(text.length - 1)
  expect(JSON.parse(text)).toEqual({
    rows: 0,
    requests: 1,
    bytes: 2048,
    elapsedMs: 12.4,
    throttledMs: 0,
    complete: true,
    missing: [],
    scans: [scan],
  })
})

it('names what a partial result lacks', () => {
  const missing = [{ table: 'Builds', part: 'Fabrikam', reason: 'no permission' }]
  expect(missingText(aStats({ complete: false, missing }))).toBe(
    'incomplete: the result lacks rows\n  Builds: Fabrikam: no permission\n',
  )
  expect(missingText(aStats())).toBe('')
})
