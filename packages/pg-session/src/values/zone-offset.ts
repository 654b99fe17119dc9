const slotMs = 900_000
const mostSlots = 20_000

/** Seconds east of UTC at an instant, in milliseconds from 1970. */
export type ZoneOffset = (instant: number) => number

const zones = new Map<string, ZoneOffset>()

/** The offsets of a time zone, each looked up once for a quarter of an hour, in which few zones ever changed. */
export function zoneOffset(timeZone: string): ZoneOffset {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const offset = timeZone === 'UTC' || timeZone === 'GMT' ? () => 0 : cached(lookUp(timeZone))
  zones.set(timeZone, offset)
  return offset
}

/** The offset of a local time, given as if it were in UTC; in a gap or an overlap of the clocks, one of the two. */
export function localOffset(offset: ZoneOffset, local: number): number {
  return offset(local - offset(local - offset(local) * 1000) * 1000)
}

function cached(look: ZoneOffset): ZoneOffset {
  const slots = new Map<number, number | 'changes'>()
  return (instant) => {
    const slot = Math.floor(instant / slotMs)
    const known = slots.get(slot) ?? offsetWithin(slot)
    return known === 'changes' ? look(instant) : known
  }

  // Local mean times of the past ended at odd seconds.
  function offsetWithin(slot: number): number | 'changes' {
    if (slots.size >= mostSlots) slots.clear()
    const first = look(slot * slotMs)
    const found = first === look((slot + 1) * slotMs - 1000) ? first : 'changes'
    slots.set(slot, found)
    return found
  }
}

function lookUp(timeZone: string): ZoneOffset {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    calendar: 'iso8601',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const parts = new Map(
      format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
    )
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0)
    const isBefore = /^B/i.test(parts.get('era') ?? '')
    const local = new Date(0)
    local.setUTCFullYear(
      isBefore ? 1 - number('year') : number('year'),
      number('month') - 1,
      number('day'),
    )
    local.setUTCHours(number('hour'), number('minute'), number('second'))
    return Math.round((local.getTime() - instant) / 1000)
  }
}
