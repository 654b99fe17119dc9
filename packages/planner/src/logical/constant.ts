/** A constant as SQL sees it after folding. */
export type Constant =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Any numeric literal; `text` keeps the digits. */
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  /** A point in time, in microseconds since 1970-01-01T00:00:00Z. */
  | { readonly kind: 'timestamp'; readonly microseconds: bigint }
  | {
      readonly kind: 'interval'
      readonly months: number
      readonly days: number
      readonly microseconds: bigint
    }

const pattern =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{1,2}(?::?\d{2})?)?\s*$/i

/**
 * Microseconds of a timestamp text in ISO form, or undefined for any other text.
 * A text without zone is read at `zoneOffset(local)`: minutes east of UTC at that local time.
 */
export function parseTimestamp(
  text: string,
  zoneOffset: (localMilliseconds: number) => number,
): bigint | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  // Date.UTC carries an overflow over ('2026-02-31' becomes 3 March); DuckDB refuses such a text.
  if (new Date(local).getUTCDate() !== Number(day) || Number(hour) > 23 || Number(minute) > 59) {
    return undefined
  }
  const offset = zone === undefined ? zoneOffset(local) : zoneMinutes(zone)
  return BigInt(local - offset * 60_000) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
}

function zoneMinutes(zone: string): number {
  if (/^(z|utc)$/i.test(zone)) return 0
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)
  const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0)
  return match?.[1] === '-' ? -minutes : minutes
}

/** ISO text with `Z`; as many fraction digits as needed: none, three or six. */
export function formatTimestamp(microseconds: bigint): string {
  const milliseconds = floorDivide(microseconds, 1000n)
  const rest = microseconds - milliseconds * 1000n
  const iso = new Date(Number(milliseconds)).toISOString()
  if (rest !== 0n) return iso.replace('Z', `${String(rest).padStart(3, '0')}Z`)
  return iso.replace('.000Z', 'Z')
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  return value % divisor < 0n ? quotient - 1n : quotient
}
