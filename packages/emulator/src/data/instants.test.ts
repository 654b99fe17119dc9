import { describe, expect, it } from 'vitest'
import { americanText, millisecondsText, parseInstant, secondsText, ticksText } from './instants.ts'

describe('dates as the service writes them', () => {
  it('drop trailing zeros of the fraction, and the fraction with them', () => {
    const base = Date.UTC(2026, 0, 2, 3, 4, 5)
    expect([0, 230, 47, 500].map((more) => millisecondsText(base + more))).toEqual([
      '2026-01-02T03:04:05Z',
      '2026-01-02T03:04:05.23Z',
      '2026-01-02T03:04:05.047Z',
      '2026-01-02T03:04:05.5Z',
    ])
  })

  it('keep seven digits through reading and writing', () => {
    const texts = [
      '2017-11-20T13:18:01.1275996Z',
      '2017-11-20T13:18:01.0000001Z',
      '2017-11-20T13:18:01Z',
    ]
    expect(texts.map((text) => ticksText(parseInstant(text) ?? 0))).toEqual(texts)
  })

  it('are American in the recycle bin', () => {
    const texts = [0, 5, 12, 23].map((hour) => americanText(Date.UTC(2026, 10, 2, hour, 4, 5)))
    expect(texts).toEqual([
      '11/2/2026 12:04:05 AM',
      '11/2/2026 5:04:05 AM',
      '11/2/2026 12:04:05 PM',
      '11/2/2026 11:04:05 PM',
    ])
  })

  it('have no fraction in commits', () => {
    expect(secondsText(Date.UTC(2026, 0, 2, 3, 4, 5, 678))).toBe('2026-01-02T03:04:05Z')
  })
})

describe('dates of query parameters', () => {
  it('are UTC without a zone, and otherwise what their zone says', () => {
    const utc = parseInstant('2026-01-02T10:00:00Z')
    const same = [
      '2026-01-02T10:00:00',
      '2026-01-02T12:00:00+02:00',
      '2026-01-02 05:30:00-0430',
      '1/2/2026 10:00 AM',
      'Fri, 02 Jan 2026 10:00:00 GMT',
    ]
    expect(same.map(parseInstant)).toEqual([utc, utc, utc, utc, utc])
  })

  it('are undefined when they are no dates', () => {
    expect(['', 'yesterday', '2026'].map(parseInstant)).toEqual([undefined, undefined, undefined])
  })
})
