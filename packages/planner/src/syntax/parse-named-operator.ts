import type { Expression } from './ast.ts'
import { arithmeticOf, comparisonOf } from './binary-operators.ts'
import {
  anyName,
  atSymbol,
  atWord,
  type Cursor,
  expectClose,
  next,
  peek,
  spanFrom,
  takeSymbol,
  unexpected,
} from './cursor.ts'
import { applyMatch, matchOperators } from './parse-match.ts'
import { precedence } from './precedence.ts'

interface Place {
  readonly minimum: number
  readonly start: number
}

/** Whether PostgreSQL's `OPERATOR(schema.symbol)` is next. */
export function atNamedOperator(cursor: Cursor): boolean {
  return atWord(cursor, 'OPERATOR') && atSymbol(cursor, '(', 1)
}

/** `a OPERATOR(pg_catalog.~) b`: as PostgreSQL reads the operator, and binding as loosely as all that has no name. */
export function parseNamedOperator(
  cursor: Cursor,
  left: Expression,
  place: Place,
): Expression | undefined {
  if (place.minimum > precedence.other) return undefined
  next(cursor)
  const open = next(cursor)
  while (peek(cursor).type !== 'symbol') {
    anyName(cursor, 'an operator')
    if (!takeSymbol(cursor, '.')) throw unexpected(cursor, 'a dot after the name of the schema')
  }
  const symbol = next(cursor).text
  const operator = comparisonOf(symbol) ?? arithmeticOf(symbol)
  if (operator === undefined && !matchOperators.has(symbol)) {
    cursor.index--
    throw unexpected(cursor, 'an operator')
  }
  expectClose(cursor, open)
  const { start } = place
  if (operator === undefined)
    return applyMatch(cursor, left, { start, symbol, dialect: 'postgresql' })
  const right = cursor.rules.expression(cursor, precedence.other + 1)
  return { kind: 'binary', operator, left, right, span: spanFrom(cursor, start) }
}
