import type { Expression, Like } from './ast.ts'
import { call, stringLiteral } from './build.ts'
import { type Cursor, next, peek, spanFrom } from './cursor.ts'
import type { Dialect } from './dialect.ts'
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
    | 'regular expression of any case'
    | 'prefix'
    | 'overlap'
    | 'superset'
    | 'subset'
    | 'path'
    | 'path as text'
}

/** Operators of PostgreSQL and DuckDB that compare a text with a pattern or two lists, or follow a path; each has a form in words. */
export const matchOperators: ReadonlyMap<string, Match> = new Map<string, Match>([
  ['~', { match: 'regular expression', negated: false }],
  ['!~', { match: 'regular expression', negated: true }],
  ['~*', { match: 'regular expression of any case', negated: false }],
  ['!~*', { match: 'regular expression of any case', negated: true }],
  ['~~', { match: 'like', negated: false }],
  ['!~~', { match: 'like', negated: true }],
  ['~~*', { match: 'ilike', negated: false }],
  ['!~~*', { match: 'ilike', negated: true }],
  ['~~~', { match: 'glob', negated: false }],
  ['^@', { match: 'prefix', negated: false }],
  ['&&', { match: 'overlap', negated: false }],
  ['@>', { match: 'superset', negated: false }],
  ['<@', { match: 'subset', negated: false }],
  ['#>', { match: 'path', negated: false }],
  ['#>>', { match: 'path as text', negated: false }],
])

/** `a ~ 'pattern'` and its kind; undefined when another operator follows or binds too loosely. */
export function parseMatch(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.other) return undefined
  if (peek(cursor).text.startsWith('#') && cursor.dialect !== 'postgresql') return undefined
  return applyMatch(cursor, left, {
    start: place.start,
    symbol: next(cursor).text,
    dialect: cursor.dialect,
  })
}

interface Begun {
  readonly start: number
  readonly symbol: string
  readonly dialect: Dialect
}

/** A match whose operator has been read. */
export function applyMatch(cursor: Cursor, left: Expression, place: Begun): Expression | undefined {
  const found = matchOperators.get(place.symbol)
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
    case 'path':
      return { ...call('json_extract_path', [left, right]), span }
    case 'path as text':
      return { ...call('json_extract_path_text', [left, right]), span }
    case 'regular expression': {
      const name = place.dialect === 'postgresql' ? 'regexp_matches' : 'regexp_full_match'
      return negatedIf(negated, { ...call(name, [left, right]), span })
    }
    case 'regular expression of any case': {
      const options = stringLiteral('i')
      return negatedIf(negated, { ...call('regexp_matches', [left, right, options]), span })
    }
    case 'like':
    case 'ilike':
    case 'glob':
    case 'similar to':
    case 'contains':
      return { kind: 'like', operator: match, operand: left, pattern: right, negated, span }
  }
}

function negatedIf(negated: boolean, matches: Expression): Expression {
  return negated
    ? { kind: 'unary', operator: 'not', operand: matches, span: matches.span }
    : matches
}
