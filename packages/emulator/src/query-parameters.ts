import { badArgument } from './answers/failures.ts'
import { parseInstant, type Ticks } from './data/instants.ts'

/** The query of a request. Names match whatever their letter case. */
export interface QueryParameters {
  text(name: string): string | undefined
  /** Comma-separated values. */
  list(name: string): readonly string[] | undefined
  integer(name: string): number | undefined
  boolean(name: string): boolean
  date(name: string): Ticks | undefined
}

export function parseQuery(search: string): QueryParameters {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(search)) values.set(name.toLowerCase(), value)
  const text = (name: string): string | undefined => {
    const value = values.get(name.toLowerCase())
    return value === '' ? undefined : value
  }
  return {
    text,
    list: (name) =>
      text(name)
        ?.split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    integer(name) {
      const value = text(name)
      if (value === undefined) return undefined
      const number = Number(value)
      // A value that isn't a number is refused, not ignored. (assumed)
      if (!Number.isInteger(number) || number < 0) {
        return badArgument(`The value '${value}' is not valid for ${name}.`)
      }
      return number
    },
    boolean: (name) => text(name)?.toLowerCase() === 'true',
    date(name) {
      const value = text(name)
      if (value === undefined) return undefined
      return parseInstant(value) ?? badArgument(`The value '${value}' is not valid for ${name}.`)
    },
  }
}
