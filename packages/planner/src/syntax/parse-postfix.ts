import type { Expression } from './ast.ts'
import { call, stringLiteral } from './build.ts'
import { anyName, atSymbol, type Cursor, expectSymbol, next, peek, spanFrom } from './cursor.ts'
import { parseFunction } from './parse-function.ts'
import { precedence } from './precedence.ts'

interface Place {
  readonly minimum: number
  readonly start: number
}

/** Whether `[` begins a subscript here: everywhere behind a value, where it can't begin a name. */
export function atSubscript(cursor: Cursor): boolean {
  return cursor.dialect === 'postgresql' && atSymbol(cursor, '[')
}

/** `value[1]`, and `value[2:3]`, `value.field` and `value.method()` as the functions that they are in DuckDB. */
export function parsePostfix(
  cursor: Cursor,
  left: Expression,
  place: Place,
): Expression | undefined {
  if (place.minimum > precedence.primary) return undefined
  if (peek(cursor).type === 'subscript') return parseSubscript(cursor, left, place)
  if (atSubscript(cursor)) {
    next(cursor)
    const index = cursor.rules.expression(cursor, precedence.any)
    expectSymbol(cursor, ']')
    return { kind: 'subscript', operand: left, index, span: spanFrom(cursor, place.start) }
  }
  if (!atSymbol(cursor, '.') || !isMember(cursor)) return undefined
  next(cursor)
  const name = anyName(cursor, 'a field')
  if (!atSymbol(cursor, '(')) {
    const field = { ...stringLiteral(name.name), ...(name.span && { span: name.span }) }
    return { ...call('struct_extract', [left, field]), span: spanFrom(cursor, place.start) }
  }
  const method = parseFunction(cursor, [name])
  return {
    ...method,
    arguments: [left, ...method.arguments],
    span: spanFrom(cursor, place.start),
  }
}

function isMember(cursor: Cursor): boolean {
  const { type } = peek(cursor, 1)
  return type === 'word' || type === 'name'
}

function parseSubscript(cursor: Cursor, left: Expression, place: Place): Expression {
  const { text } = next(cursor)
  const span = spanFrom(cursor, place.start)
  if (text.startsWith("'")) {
    const key = stringLiteral(text.slice(1, -1).replaceAll("''", "'"))
    return { kind: 'subscript', operand: left, index: key, span }
  }
  const [first = '', last, step] = text.split(':')
  if (last === undefined) return { kind: 'subscript', operand: left, index: numberOf(first), span }
  // A slice without a bound goes to that end.
  const end = last === '' || last === '-' ? '-1' : last
  const bounds = [numberOf(first || '1'), numberOf(end)]
  const steps = step === undefined ? [] : [numberOf(step)]
  return { ...call('array_slice', [left, ...bounds, ...steps]), span }
}

function numberOf(text: string): Expression {
  const number: Expression = { kind: 'number', text: text.replace('-', '') }
  return text.startsWith('-') ? { kind: 'unary', operator: '-', operand: number } : number
}
