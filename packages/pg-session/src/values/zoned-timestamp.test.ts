import fc from 'fast-check'
import { expect, it } from 'vitest'
import { zonedTimestampCodec } from './zoned-timestamp.ts'

// What PostgreSQL 15 writes with these settings of TimeZone.
it.each([
  ['Europe/Berlin', '2024-01-01 00:00:00+00', '2024-01-01 01:00:00+01'],
  ['Europe/Berlin', '2024-07-01 22:30:00.5+00', '2024-07-02 00:30:00.5+02'],
  ['Europe/Berlin', '2024-03-31 00:59:59.999999+00', '2024-03-31 01:59:59.999999+01'],
  ['Europe/Berlin', '2024-03-31 01:00:00+00', '2024-03-31 03:00:00+02'],
  ['America/New_York', '2024-03-01 04:59:59+00', '2024-02-29 23:59:59-05'],
  ['Asia/Kolkata', '2023-12-31 18:30:00+00', '2024-01-01 00:00:00+05:30'],
  ['Australia/Lord_Howe', '2024-04-06 14:59:00+00', '2024-04-07 01:59:00+11'],
  ['Australia/Lord_Howe', '2024-04-06 15:00:00+00', '2024-04-07 01:30:00+10:30'],
  ['America/St_Johns', '1918-10-27 04:30:51+00', '1918-10-27 01:59:59-02:30:52'],
  ['America/St_Johns', '1918-10-27 04:30:52+00', '1918-10-27 01:00:00-03:30:52'],
  ['UTC', '2024-01-01 00:00:00.000001+00', '2024-01-01 00:00:00.000001+00'],
  ['Europe/Berlin', 'infinity', 'infinity'],
  ['Europe/Berlin', '-infinity', '-infinity'],
])('writes in %s: %s as %s', (timeZone, utc, local) => {
  expect(zonedTimestampCodec(timeZone).toText(utc)).toBe(local)
})

// PostgreSQL would write them in the zone; so they are the same instant all the same.
it.each(['0044-03-15 12:00:00+00 BC', '12024-01-01 00:00:00+00', '9999-12-31 23:30:00+00'])(
  'leaves %s in UTC',
  (utc) => {
    expect(zonedTimestampCodec('Europe/Berlin').toText(utc)).toBe(utc)
  },
)

it('writes any time as the calendar of the platform has it', () => {
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC']
  const seconds = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(seconds, { minLength: 1 }), (zone, times) => {
      const { toText } = zonedTimestampCodec(zone)
      const calendar = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      for (const time of times) {
        const utc = new Date(time * 1000).toISOString()
        const written = toText(`${utc.slice(0, 10)} ${utc.slice(11, 19)}+00`)
        expect(written.slice(0, 19)).toBe(calendar.format(time * 1000))
      }
    }),
    { numRuns: 300 },
  )
})
