import { describe, expect, it } from 'vitest'
import { addDays, addMonths, startOf } from './calendar.ts'

const at = (text: string): bigint => BigInt(Date.parse(text)) * 1000n
const text = (local: bigint | undefined): string | undefined =>
  local === undefined ? undefined : new Date(Number(local / 1000n)).toISOString()

describe('calendar', () => {
  it('ends in the last day of a month that has no such day', () => {
    expect(text(addMonths(at('2026-01-31T12:30:00Z'), 1))).toBe('2026-02-28T12:30:00.000Z')
    expect(text(addMonths(at('2024-02-29T00:00:00Z'), -12))).toBe('2023-02-28T00:00:00.000Z')
  })

  it('counts days before 1970 too', () => {
    expect(text(addDays(at('1970-01-01T06:00:00Z'), -1))).toBe('1969-12-31T06:00:00.000Z')
    expect(text(startOf('day', at('1969-12-31T06:00:00Z')))).toBe('1969-12-31T00:00:00.000Z')
  })

  it.each([
    ['hour', '2026-05-06T13:00:00.000Z'],
    ['day', '2026-05-06T00:00:00.000Z'],
    ['week', '2026-05-04T00:00:00.000Z'],
    ['month', '2026-05-01T00:00:00.000Z'],
    ['quarter', '2026-04-01T00:00:00.000Z'],
    ['year', '2026-01-01T00:00:00.000Z'],
    ['era', undefined],
  ])('finds where the %s of a time begins', (unit, start) => {
    expect(text(startOf(unit, at('2026-05-06T13:14:15Z')))).toBe(start)
  })
})
