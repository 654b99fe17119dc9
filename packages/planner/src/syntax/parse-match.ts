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
  readonly match:
    | Like['operator']
    | 'regular expression'
    | 'prefix'
    | 'overlap'
    | 'superset'
    | 'subset'
}

/** Operators of PostgreSQL and DuckDB that compare a text with a pattern, or two lists; each has a form in words. */
export const matchOperators: ReadonlyMap<string, Match> = new Map<string, Match>([
  ['~', { match: 'regular expression', negated: false }],
  ['!~', { match: 'regular expression', negated: true }],
  ['~~', { match: 'like', negated: false }],
  ['!~~', { match: 'like', negated: true }],
  ['~~*', { match: 'ilike', negated: false }],
  ['!~~*', { match: 'ilike', negated: true }],
  ['~~~', { match: 'glob', negated: false }],
  ['^@', { match: 'prefix', negated: false }],
  ['&&', { match: 'overlap', negated: false }],
  ['@>', { match: 'superset', negated: false }],
  ['<@', { match: 'subset', negated: false }],
])

/** `a ~ 'pattern'` and its kind; undefined when another operator follows or binds too loosely. */
export function parseMatch(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.other) return undefined
  const found = matchOperators.get(next(cursor).text)
  if (found === undefined) return undefined
  const right = cursor.rules.expression(cursor, precedence.other + 1)
  const span = spanFrom(cursor, place.start)
  const { match, negated } = found
  switch (match) {
    case 'prefix':
      return { ...call('starts_with', [left, right]), span }
    case 'overlap':
      return { ...call('list_has_any', [left, right]), span }
    case 'superset':
      return { ...call('list_has_all', [left, right]), span }
    case 'subset':
      return { ...call('list_has_all', [right, left]), span }
    case 'regular expression': {
      const matches: Expression = { ...call('regexp_full_match', [left, right]), span }
      return negated ? { kind: 'unary', operator: 'not', operand: matches, span } : matches
    }
    case 'like':
    case 'ilike':
    case 'glob':
    case 'similar to':
    case 'contains':
      return { kind: 'like', operator: match, operand: left, pattern: right, negated, span }
  }
}
