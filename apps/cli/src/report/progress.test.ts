import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { asTerminal, type Recorder, recorder } from '../testing/fake-context.ts'
import { progressDisplay } from './progress-display.ts'
import { progressText } from './progress-text.ts'

const progress = {
  rows: 3400,
  requests: 10,
  pages: 10,
  bytes: 1_234_567,
  throttledMs: 0,
  expectedRequests: undefined,
}

function terminal(): Recorder {
  const { stream, text } = recorder()
  return { stream: asTerminal(stream), text }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells requests, rows, pages, size, time, what is left and the throttle', () => {
  expect(progressText(progress, 5000)).toBe('10 requests, 3,400 rows, 10 pages, 1.2 MB, 5 s')
  expect(progressText({ ...progress, expectedRequests: 40, throttledMs: 2000 }, 5000)).toBe(
    '10 of 40 requests, 3,400 rows, 10 pages, 1.2 MB, 5 s, about 15 s left, throttled 2 s',
  )
})

it('says that it waits before the first answer', () => {
  expect(progressText(undefined, 3200)).toBe('waiting for the first answer, 3 s')
})

it.each([
  ['standard error is no terminal', recorder(), false],
  ['the rows go to a program that may write to the terminal', terminal(), true],
] as const)('is silent where %s', (_, { stream, text }, isPiped) => {
  const display = progressDisplay({ stderr: stream, isPiped, env: {}, now: () => Date.now() })
  vi.advanceTimersByTime(2000)
  display.update(progress)
  display.stop()
  expect(text()).toBe('')
})

it('says nothing about a query that ends soon', () => {
  const { stream, text } = terminal()
  const display = progressDisplay({
    stderr: stream,
    isPiped: false,
    env: {},
    now: () => Date.now(),
  })
  vi.advanceTimersByTime(400)
  display.update(progress)
  display.stop()
  expect(text()).toBe('')
})

it('draws one line within the width, goes on while nothing arrives, and leaves nothing behind', () => {
  const { stream, text } = recorder()
  const display = progressDisplay({
    stderr: asTerminal(stream, 30),
    isPiped: false,
    env: {},
    now: () => Date.now(),
  })
  display.update(progress)
  vi.advanceTimersByTime(1000)
  display.stop()
  vi.advanceTimersByTime(5000)
  expect(text()).toBe(
    '\r\u001b[K10 requests, 3,400 rows, 10 …\r\u001b[K10 requests, 3,400 rows, 10 …\r\u001b[K',
  )
})
