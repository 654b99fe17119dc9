import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatTimestamp, parseTimestamp } from './constant.ts'

const utc = () => 0
const berlinWinter = () => 60

it.each([
  ['2026-01-02', '2026-01-02T00:00:00Z'],
  ['2026-01-02 03:04', '2026-01-02T03:04:00Z'],
  ['2026-01-02T03:04:05.6789Z', '2026-01-02T03:04:05.678900Z'],
  ['2026-01-02 03:04:05+02', '2026-01-02T01:04:05Z'],
  ['2026-01-02 03:04:05-0730', '2026-01-02T10:34:05Z'],
])('reads %s', (text, expected) => {
  expect(formatTimestamp(parseTimestamp(text, utc) ?? 0n)).toBe(expected)
})

it('reads a text without zone in the zone of the session', () => {
  expect(formatTimestamp(parseTimestamp('2026-01-02 00:30', berlinWinter) ?? 0n)).toBe(
    '2026-01-01T23:30:00Z',
  )
})

it.each(['yesterday', '2026-02-31', '2026-01-02 25:00', '02/01/2026', ''])(
  'reads nothing from %j',
  (text) => {
    expect(parseTimestamp(text, utc)).toBeUndefined()
  },
)

it('writes what it reads, to the microsecond', () => {
  const microseconds = fc.bigInt({ min: 0n, max: 4_102_444_800_000_000n })
  fc.assert(
    fc.property(microseconds, (value) => {
      expect(parseTimestamp(formatTimestamp(value), utc)).toBe(value)
    }),
  )
})
