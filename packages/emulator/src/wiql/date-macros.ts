type Period = 'y' | 'M' | 'w' | 'd' | 'h' | 'm'

const periods: Readonly<Record<string, Period>> = {
  today: 'd',
  startofday: 'd',
  startofweek: 'w',
  startofmonth: 'M',
  startofyear: 'y',
}

export interface DateMacro {
  readonly name: string
  readonly argument: string | undefined
  readonly offset: number
}

/**
 * The milliseconds since 1970 that `@Today - 7` or `@StartOfYear('+3M') - 1` stand for; undefined if it is no such macro.
 * Midnight is that of the zone in which `now` is read. (wiql-syntax.md, "@StartOfDay, … macros")
 */
export function dateOfMacro({ name, argument, offset }: DateMacro, now: Date): number | undefined {
  const natural = periods[name]
  if (natural === undefined) return undefined
  const start = startOf(natural, now)
  const modifier = modifierOf(argument, natural)
  if (modifier === undefined) return undefined
  return shift(shift(start, modifier.amount, modifier.period), offset, natural)
}

function modifierOf(
  argument: string | undefined,
  natural: Period,
): { readonly amount: number; readonly period: Period } | undefined {
  if (argument === undefined) return { amount: 0, period: natural }
  // `(+/-)nn(y|M|w|d|h|m)`: no sign is plus, no unit is the period of the macro.
  const match = /^\s*([+-]?\d+)\s*([yMwdhm]?)\s*$/.exec(argument)
  if (match === null) return undefined
  const period = (['y', 'M', 'w', 'd', 'h', 'm'] as const).find((unit) => unit === match[2])
  return { amount: Number(match[1]), period: period ?? natural }
}

function startOf(period: Period, now: Date): number {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()]
  if (period === 'y') return Date.UTC(year, 0, 1)
  if (period === 'M') return Date.UTC(year, month, 1)
  // Weeks start on the day that the locale says, here Sunday. (assumed)
  if (period === 'w') return Date.UTC(year, month, day - now.getUTCDay())
  return Date.UTC(year, month, day)
}

function shift(instant: number, amount: number, period: Period): number {
  const date = new Date(instant)
  switch (period) {
    case 'y':
      return date.setUTCFullYear(date.getUTCFullYear() + amount)
    case 'M':
      return date.setUTCMonth(date.getUTCMonth() + amount)
    case 'w':
      return instant + amount * 7 * 86_400_000
    case 'd':
      // Public queries use parts of days: `@Today - 0.5`. (ostreifel/wiql-editor#24)
      return instant + amount * 86_400_000
    case 'h':
      return instant + amount * 3_600_000
    case 'm':
      return instant + amount * 60_000
  }
}
