import type { Expression, Is, Like } from './ast.ts'
import { call } from './build.ts'
import {
  atSymbol,
  atWord,
  atWords,
  type Cursor,
  expectSymbol,
  expectWord,
  next,
  peek,
  spanFrom,
  takeWords,
  unexpected,
} from './cursor.ts'
import { precedence } from './precedence.ts'

interface Place {
  readonly minimum: number
  readonly start: number
}

/** The left operand with IS, IN, BETWEEN, LIKE or one of their kind; undefined when none of them follows. */
export function parsePredicate(
  cursor: Cursor,
  left: Expression,
  place: Place,
): Expression | undefined {
  const { upper } = peek(cursor)
  const isNotNull = atWords(cursor, 'NOT', 'NULL')
  if (upper === 'IS' || upper === 'ISNULL' || upper === 'NOTNULL' || isNotNull) {
    return place.minimum > precedence.is ? undefined : parseIs(cursor, left, place)
  }
  if (place.minimum > precedence.predicate) return undefined
  const negated = upper === 'NOT' && negatable.has(peek(cursor, 1).upper)
  if (negated) next(cursor)
  else if (!positive.has(upper)) return undefined
  const start = { start: place.start, negated }
  if (takeWords(cursor, 'BETWEEN')) return parseBetween(cursor, left, start)
  if (takeWords(cursor, 'IN')) return parseIn(cursor, left, start)
  return parseLike(cursor, left, start)
}

const negatable: ReadonlySet<string> = new Set([
  'BETWEEN',
  'IN',
  'LIKE',
  'ILIKE',
  'SIMILAR',
  'CONTAINS',
])
const positive: ReadonlySet<string> = new Set([...negatable, 'GLOB'])

interface Begun {
  readonly start: number
  readonly negated: boolean
}

const tests: ReadonlyMap<string, Is['test']> = new Map([
  ['NULL', 'null'],
  ['TRUE', 'true'],
  ['FALSE', 'false'],
  ['UNKNOWN', 'unknown'],
])

function parseIs(cursor: Cursor, left: Expression, place: Place): Expression {
  const word = next(cursor).upper
  if (word !== 'IS') {
    const negated = word === 'NOTNULL' || (word === 'NOT' && takeWords(cursor, 'NULL'))
    return { kind: 'is', operand: left, test: 'null', negated, span: spanFrom(cursor, place.start) }
  }
  const negated = takeWords(cursor, 'NOT')
  if (takeWords(cursor, 'DISTINCT', 'FROM')) {
    const right = cursor.rules.expression(cursor, precedence.is + 1)
    const operator = negated ? 'is not distinct from' : 'is distinct from'
    return { kind: 'binary', operator, left, right, span: spanFrom(cursor, place.start) }
  }
  const test = tests.get(peek(cursor).upper)
  if (test === undefined) {
    throw unexpected(cursor, 'NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS')
  }
  next(cursor)
  return { kind: 'is', operand: left, test, negated, span: spanFrom(cursor, place.start) }
}

function parseBetween(cursor: Cursor, operand: Expression, { start, negated }: Begun): Expression {
  const symmetric = takeWords(cursor, 'SYMMETRIC')
  if (!symmetric) takeWords(cursor, 'ASYMMETRIC')
  const low = cursor.rules.expression(cursor, precedence.comparison)
  expectWord(cursor, 'AND')
  const high = cursor.rules.expression(cursor, precedence.predicate + 1)
  return { kind: 'between', operand, low, high, negated, symmetric, span: spanFrom(cursor, start) }
}

function parseIn(cursor: Cursor, operand: Expression, { start, negated }: Begun): Expression {
  if (!atSymbol(cursor, '(')) return parseInValue(cursor, operand, { start, negated })
  const content = cursor.rules.parenthesized(cursor, expectSymbol(cursor, '('))
  const span = spanFrom(cursor, start)
  if (content.kind === 'query') return { kind: 'in-query', operand, query: content, negated, span }
  const [only] = content.items
  // As in DuckDB, a query in one more pair of parentheses is still the set of its rows.
  if (content.items.length === 1 && only?.kind === 'subquery')
    return { kind: 'in-query', operand, query: only.query, negated, span }
  return { kind: 'in-list', operand, items: content.items, negated, span }
}

/** `a IN list`, where the list is a value: DuckDB's `contains`. */
function parseInValue(cursor: Cursor, operand: Expression, { start, negated }: Begun): Expression {
  const { type, text } = peek(cursor)
  const isList = type === 'symbol' && (text === '[' || text === '[]')
  if (type !== 'word' && type !== 'name' && !isList)
    throw unexpected(cursor, '( with a list or a query after IN')
  const list = cursor.rules.expression(cursor, precedence.primary)
  const span = spanFrom(cursor, start)
  const found: Expression = { ...call('contains', [list, operand]), span }
  return negated ? { kind: 'unary', operator: 'not', operand: found, span } : found
}

const likeOperators: ReadonlyMap<string, Like['operator']> = new Map([
  ['LIKE', 'like'],
  ['ILIKE', 'ilike'],
  ['GLOB', 'glob'],
  ['CONTAINS', 'contains'],
  ['SIMILAR', 'similar to'],
])

function parseLike(cursor: Cursor, operand: Expression, { start, negated }: Begun): Expression {
  const operator = likeOperators.get(next(cursor).upper) ?? 'like'
  if (operator === 'similar to') expectWord(cursor, 'TO')
  const pattern = cursor.rules.expression(cursor, precedence.predicate + 1)
  const canEscape = operator === 'like' || operator === 'ilike'
  if (canEscape && atWord(cursor, 'ESCAPE')) {
    next(cursor)
    const escaping = cursor.rules.expression(cursor, precedence.other)
    return {
      kind: 'like',
      operator,
      operand,
      pattern,
      escape: escaping,
      negated,
      span: spanFrom(cursor, start),
    }
  }
  if (atWord(cursor, 'ESCAPE')) throw unexpected(cursor, 'no ESCAPE: only LIKE and ILIKE have one')
  return { kind: 'like', operator, operand, pattern, negated, span: spanFrom(cursor, start) }
}
