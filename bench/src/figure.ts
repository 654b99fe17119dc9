/** One measured figure, and the bar that it is held to. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The most that it may be; undefined: shown for comparison only. */
  readonly bar: number | undefined
  readonly details: Readonly<Record<string, number | string>>
}

/** False only for a figure above its bar. */
export function isWithinBar({ value, bar }: Figure): boolean {
  return bar === undefined || value <= bar
}

/** One line for people. */
export function lineOf(figure: Figure): string {
  const { name, value, unit, bar, details } = figure
  const verdict = bar === undefined ? '' : `  bar ${bar} ${isWithinBar(figure) ? 'met' : 'MISSED'}`
  const facts = Object.entries(details).map(([key, fact]) => `${key}=${shown(fact)}`)
  return `${name}: ${shown(value)} ${unit}${verdict}  (${facts.join(', ')})`
}

function shown(fact: number | string): string {
  return typeof fact === 'string' ? fact : String(Math.round(fact * 100) / 100)
}

/** The middle one; of an even number, the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
