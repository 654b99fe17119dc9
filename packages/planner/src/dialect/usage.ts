import type { DialectFunction } from './dialect-function.ts'

/** A usage taken apart. */
export interface Usage {
  /** In lower case. */
  readonly name: string
  readonly arguments: readonly string[]
}

/** Reads `NAME(argument, argument)`. */
export function readUsage({ usage }: DialectFunction): Usage {
  const [name = '', list = ''] = usage.slice(0, -1).split('(')
  return { name: name.toLowerCase(), arguments: list === '' ? [] : list.split(', ') }
}

/** Arguments that are points in time: a text in their place is read as a timestamp. */
export const momentArguments: ReadonlySet<string> = new Set(['date', 'startDate', 'endDate'])
