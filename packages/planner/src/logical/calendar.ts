/** Local times in microseconds since 1970: sums and beginnings as the calendar has them, without any zone. */

const day = 86_400_000_000n
/** 1970-01-01 was a Thursday. */
const monday = -3n * day

const smallUnits: Readonly<Record<string, bigint>> = {
  microsecond: 1n,
  millisecond: 1000n,
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day,
}

/** So many months later; the last day of the month where it has no such day. */
export function addMonths(local: bigint, months: number): bigint {
  const start = floorTo(local, day)
  const date = new Date(Number(start / 1000n))
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const lastDay = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0),
  ).getUTCDate()
  const dayOfMonth = Math.min(date.getUTCDate(), lastDay)
  return BigInt(first) * 1000n + BigInt(dayOfMonth - 1) * day + (local - start)
}

export function addDays(local: bigint, days: number): bigint {
  return local + BigInt(days) * day
}

/** The first moment of the unit that a time is in; undefined for a unit that is none. Weeks begin on Monday. */
export function startOf(unit: string, local: bigint): bigint | undefined {
  const small = smallUnits[unit]
  if (small !== undefined) return floorTo(local, small)
  const date = new Date(Number(floorTo(local, day) / 1000n))
  const monthsSince = (first: number): bigint => BigInt(Date.UTC(date.getUTCFullYear(), first, 1))
  switch (unit) {
    case 'week':
      return floorTo(local - monday, 7n * day) + monday
    case 'month':
      return monthsSince(date.getUTCMonth()) * 1000n
    case 'quarter':
      return monthsSince(date.getUTCMonth() - (date.getUTCMonth() % 3)) * 1000n
    case 'year':
      return monthsSince(0) * 1000n
    default:
      return undefined
  }
}

function floorTo(value: bigint, unit: bigint): bigint {
  const rest = value % unit
  return value - (rest < 0n ? rest + unit : rest)
}
