import type { Expression, Like } from './ast.ts'
import { call } from './build.ts'
import { type Cursor, next, spanFrom } from './cursor.ts'
import { precedence } from './precedence.ts'

interface Place {
  readonly minimum: number
  readonly start: number
}

interface Match {
  readonly negated: boolean
  readonly match: Like['operator'] | 'regular expression' | 'prefix'
}

/** Operators of PostgreSQL and DuckDB that compare a text with a pattern; each has a form in words. */
export const matchOperators: ReadonlyMap<string, Match> = new Map<string, Match>([
  ['~', { match: 'regular expression', negated: false }],
  ['!~', { match: 'regular expression', negated: true }],
  ['~~', { match: 'like', negated: false }],
  ['!~~', { match: 'like', negated: true }],
  ['~~*', { match: 'ilike', negated: false }],
  ['!~~*', { match: 'ilike', negated: true }],
  ['~~~', { match: 'glob', negated: false }],
  ['^@', { match: 'prefix', negated: false }],
])

/** `a ~ 'pattern'` and its kind; undefined when another operator follows or binds too loosely. */
export function parseMatch(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.other) return undefined
  const found = matchOperators.get(next(cursor).text)
  if (found === undefined) return undefined
  const right = cursor.rules.expression(cursor, precedence.other + 1)
  const span = spanFrom(cursor, place.start)
  const { match, negated } = found
  if (match === 'prefix') return { ...call('starts_with', [left, right]), span }
  if (match !== 'regular expression')
    return { kind: 'like', operator: match, operand: left, pattern: right, negated, span }
  const matches: Expression = { ...call('regexp_full_match', [left, right]), span }
  return negated ? { kind: 'unary', operator: 'not', operand: matches, span } : matches
}
