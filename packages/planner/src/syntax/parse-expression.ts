import type { Expression, Unary } from './ast.ts'
import {
  arithmeticOf,
  binaryPrecedence,
  comparisonOf,
  rightPrecedence,
} from './binary-operators.ts'
import { call } from './build.ts'
import {
  atSymbol,
  atWords,
  type Cursor,
  enter,
  expectSymbol,
  leave,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { parseCollation } from './parse-collation.ts'
import { matchOperators, parseMatch } from './parse-match.ts'
import { atNamedOperator, parseNamedOperator } from './parse-named-operator.ts'
import { atSubscript, parsePostfix } from './parse-postfix.ts'
import { parsePredicate } from './parse-predicate.ts'
import { parsePrimary } from './parse-primary.ts'
import { parseType } from './parse-type.ts'
import { precedence } from './precedence.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

/** An expression whose operators bind at least as tightly as `minimum`. Chains of binary operators cost no depth. */
export function parseExpression(cursor: Cursor, minimum: number): Expression {
  enter(cursor)
  const { start } = peek(cursor)
  let expression = parsePrefix(cursor)
  let levels = 1
  for (;;) {
    const extended = parseInfix(cursor, expression, { minimum, start })
    if (extended === undefined) break
    expression = extended
    if (isChain(extended)) continue
    enter(cursor)
    levels++
  }
  leave(cursor, levels)
  return expression
}

/** Whether all that reads trees walks along this node instead of descending; `a IS NULL IS NULL ...` is not of the kind. */
function isChain({ kind }: Expression): boolean {
  return kind === 'binary' || kind === 'logical'
}

const prefixSymbols: ReadonlyMap<string, { operator: Unary['operator']; binds: number }> = new Map([
  ['-', { operator: '-', binds: precedence.sign }],
  ['+', { operator: '+', binds: precedence.sign }],
  ['~', { operator: '~', binds: precedence.other + 1 }],
])

function parsePrefix(cursor: Cursor): Expression {
  const token = peek(cursor)
  if (takeSymbol(cursor, '@')) {
    const size = cursor.rules.expression(cursor, precedence.other + 1)
    return { ...call('abs', [size]), span: spanFrom(cursor, token.start) }
  }
  const prefix =
    token.upper === 'NOT'
      ? ({ operator: 'not', binds: precedence.not } as const)
      : token.type === 'symbol'
        ? prefixSymbols.get(token.text)
        : undefined
  if (prefix === undefined) return parsePrimary(cursor)
  next(cursor)
  const operand = cursor.rules.expression(cursor, prefix.binds)
  const span = spanFrom(cursor, token.start)
  return { kind: 'unary', operator: prefix.operator, operand, span }
}

interface Place {
  readonly minimum: number
  /** Where the left operand begins. */
  readonly start: number
}

/** The left operand with one more operator applied; undefined when none follows that binds tightly enough. */
function parseInfix(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  const token = peek(cursor)
  if (token.type === 'subscript' || atSymbol(cursor, '.') || atSubscript(cursor))
    return parsePostfix(cursor, left, place)
  if (token.type === 'symbol') return parseSymbol(cursor, left, place)
  if (token.type !== 'word') return undefined
  if (token.upper === 'AND' || token.upper === 'OR') return parseLogical(cursor, left, place)
  if (atWords(cursor, 'AT', 'TIME', 'ZONE')) return parseTimeZone(cursor, left, place)
  if (token.upper === 'COLLATE') return parseCollate(cursor, left, place)
  if (atNamedOperator(cursor)) return parseNamedOperator(cursor, left, place)
  return parsePredicate(cursor, left, place)
}

function parseCollate(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.collate) return undefined
  next(cursor)
  const collation = parseCollation(cursor)
  if (collation === undefined) return left
  return { kind: 'collate', operand: left, collation, span: spanFrom(cursor, place.start) }
}

function parseSymbol(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  const { text } = peek(cursor)
  if (text === '::') return parseCast(cursor, left, place)
  if (matchOperators.has(text)) return parseMatch(cursor, left, place)
  if (text === '!') return parseFactorial(cursor, left, place)
  if (text === '==') throw unexpected(cursor, '=')
  if (comparisonOf(text) !== undefined) return parseComparison(cursor, left, place)
  const operator = arithmeticOf(text)
  if (operator === undefined || atPercentSign(cursor)) return undefined
  const binds = binaryPrecedence[operator]
  if (binds < place.minimum) return undefined
  next(cursor)
  const right = cursor.rules.expression(cursor, rightPrecedence(operator))
  return { kind: 'binary', operator, left, right, span: spanFrom(cursor, place.start) }
}

/** In `LIMIT (10)% OFFSET 1` no operand follows the `%`. */
function atPercentSign(cursor: Cursor): boolean {
  if (!atSymbol(cursor, '%')) return false
  const after = peek(cursor, 1)
  if (after.type === 'symbol') return after.text === ')' || after.text === ';'
  const isOffset = after.upper === 'OFFSET' && beginsOffset(peek(cursor, 2))
  return after.type === 'end' || isOffset
}

function beginsOffset(token: Token): boolean {
  const { type, text } = token
  return type === 'number' || type === 'parameter' || (type === 'symbol' && text === '(')
}

function parseCast(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.cast) return undefined
  next(cursor)
  const type = parseType(cursor)
  return { kind: 'cast', operand: left, type, try: false, span: spanFrom(cursor, place.start) }
}

function parseFactorial(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.postfix) return undefined
  next(cursor)
  return { ...call('factorial', [left]), span: spanFrom(cursor, place.start) }
}

function parseComparison(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  if (place.minimum > precedence.comparison) return undefined
  const operator = comparisonOf(next(cursor).text)
  if (operator === undefined) return undefined
  const quantifier = takeQuantifier(cursor)
  if (quantifier !== undefined) {
    const open = expectSymbol(cursor, '(')
    const content = cursor.rules.parenthesized(cursor, open)
    const span = spanFrom(cursor, place.start)
    const base = { kind: 'quantified', operator, quantifier, operand: left, span } as const
    if (content.kind === 'query') return { ...base, query: content }
    const [list] = content.items
    if (list === undefined || content.items.length > 1) {
      throw syntaxError('ANY and ALL take one list or one query', { position: open.start })
    }
    return { ...base, list }
  }
  const right = cursor.rules.expression(cursor, precedence.comparison + 1)
  const chained = peek(cursor)
  if (chained.type === 'symbol' && comparisonOf(chained.text) !== undefined) {
    throw syntaxError('comparisons have no order among themselves', {
      position: chained.start,
      hint: isOverlap(right)
        ? 'Write AND between conditions: && compares lists.'
        : 'Write a < b AND b < c, or put one of the comparisons into parentheses.',
    })
  }
  return { kind: 'binary', operator, left, right, span: spanFrom(cursor, place.start) }
}

function isOverlap(expression: Expression): boolean {
  return expression.kind === 'function' && expression.name === 'list_has_any'
}

function takeQuantifier(cursor: Cursor): 'any' | 'all' | undefined {
  if (!atSymbol(cursor, '(', 1)) return undefined
  if (takeWords(cursor, 'ANY') || takeWords(cursor, 'SOME')) return 'any'
  return takeWords(cursor, 'ALL') ? 'all' : undefined
}

/** A whole chain of AND, or of OR, at once: it becomes one flat node. */
function parseLogical(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  const word = peek(cursor).upper
  const operator = word === 'AND' ? 'and' : 'or'
  const binds = precedence[operator]
  if (binds < place.minimum) return undefined
  const operands = [left]
  while (takeWords(cursor, word)) operands.push(cursor.rules.expression(cursor, binds + 1))
  return { kind: 'logical', operator, operands, span: spanFrom(cursor, place.start) }
}

function parseTimeZone(cursor: Cursor, left: Expression, place: Place): Expression | undefined {
  const binds = precedence.power + 1
  if (place.minimum > binds) return undefined
  takeWords(cursor, 'AT', 'TIME', 'ZONE')
  const zone = cursor.rules.expression(cursor, binds + 1)
  return { ...call('timezone', [zone, left]), span: spanFrom(cursor, place.start) }
}
