import { describe, expect, it } from 'vitest'
import { toInstant, toLocal } from './zone-time.ts'

const at = (text: string): bigint => BigInt(Date.parse(text)) * 1000n
/** One hour east in winter, two from 2026-03-29 02:00 on. */
const zoneOffset = (local: number): number =>
  local < Date.parse('2026-03-29T02:00:00Z') ? 60 : 120

describe('zone time', () => {
  it('goes to the clock of the zone and back', () => {
    expect(toLocal(at('2026-05-06T22:30:00Z'), zoneOffset)).toBe(at('2026-05-07T00:30:00Z'))
    expect(toInstant(at('2026-01-07T00:30:00Z'), zoneOffset)).toBe(at('2026-01-06T23:30:00Z'))
  })

  it('leaves times near a change of the clocks to the engine', () => {
    expect(toInstant(at('2026-03-29T02:30:00Z'), zoneOffset)).toBeUndefined()
    expect(toLocal(at('2026-03-29T00:30:00Z'), zoneOffset)).toBeUndefined()
  })
})
