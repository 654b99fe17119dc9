import { isDevopsqlError } from '@devopsql/errors'
import { expect, it, vi } from 'vitest'
import type { Limits } from './limits.ts'
import { createUsage, type Usage } from './usage.ts'

function aUsage(limits: Limits, now: () => number = () => 0): Usage {
  return createUsage({ user: 'ann', limits: () => limits, now })
}

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (isDevopsqlError(error)) return `${error.code}: ${error.message}. ${error.hint}`
  }
  return 'none'
}

it('lets so many queries run at once', () => {
  const usage = aUsage({ queriesAtOnce: 2 })
  const first = usage.begin()
  usage.begin()
  expect(refusal(() => usage.begin())).toBe(
    'DEVOPSQL_QUOTA_EXCEEDED: the limit queriesAtOnce of ann is 2, and so many queries are running. Wait until one has ended, or have queriesAtOnce raised.',
  )
  first.end()
  first.end()
  expect(refusal(() => usage.begin())).toBe('none')
  expect(refusal(() => usage.begin())).toContain('queriesAtOnce')
})

it('lets a query send so many requests', () => {
  const query = aUsage({ requestsPerQuery: 2 }).begin()
  query.beforeRequest()
  query.beforeRequest()
  expect(refusal(() => query.beforeRequest())).toContain(
    'the limit requestsPerQuery of ann is 2, and the query needs more requests',
  )
})

it('lets all queries together send so many requests within an hour', () => {
  let now = 0
  const usage = aUsage({ requestsPerHour: 2 }, () => now)
  const query = usage.begin()
  query.beforeRequest()
  now = 30 * 60_000
  usage.begin().beforeRequest()
  expect(refusal(() => query.beforeRequest())).toContain('the limit requestsPerHour of ann is 2')
  expect(refusal(() => usage.begin())).toContain('requestsPerHour')
  now = 61 * 60_000
  expect(refusal(() => query.beforeRequest())).toBe('none')
  expect(refusal(() => query.beforeRequest())).toContain('requestsPerHour')
})

it('lets a result have so many rows', () => {
  const query = aUsage({ rowsPerResult: 10 }).begin()
  query.addRows(10)
  expect(refusal(() => query.addRows(1))).toContain(
    'the limit rowsPerResult of ann is 10, and the result has more rows',
  )
})

it('lets a query take so many seconds', () => {
  vi.useFakeTimers()
  const usage = aUsage({ secondsPerQuery: 3 })
  const query = usage.begin()
  const ended = usage.begin()
  ended.end()
  vi.advanceTimersByTime(2999)
  expect(query.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(refusal(() => query.signal.throwIfAborted())).toContain(
    'the limit secondsPerQuery of ann is 3, and the query took longer',
  )
  expect(ended.signal.aborted).toBe(false)
  vi.useRealTimers()
})

it('refuses nothing without a limit, and goes by limits that have been changed', () => {
  const limits: { queriesAtOnce?: number } = {}
  const usage = aUsage(limits)
  usage.begin()
  usage.begin().addRows(1_000_000)
  limits.queriesAtOnce = 2
  expect(refusal(() => usage.begin())).toContain('queriesAtOnce of ann is 2')
})
