import { expect, it } from 'vitest'
import { removeAtExit } from './remove-at-exit.ts'

it('listens once for however many files there are, and no more when they are gone', () => {
  const before = process.listenerCount('exit')
  const forget = Array.from({ length: 20 }, (_, index) => removeAtExit(`/nowhere/${index}`))
  expect(process.listenerCount('exit')).toBe(before + 1)
  for (const each of forget) each()
  expect(process.listenerCount('exit')).toBe(before)
})
