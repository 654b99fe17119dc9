import type { TokenCursor } from './token-cursor.ts'
import type { FieldName, Operand } from './wiql-syntax.ts'

/** `[System.Id]`, `Id`, `[Source].[System.Id]`. Names without spaces need no brackets. (wiql-syntax.md) */
export function parseFieldName(cursor: TokenCursor): FieldName {
  const token = cursor.token
  if (token.kind !== 'bracket' && token.kind !== 'word')
    throw cursor.refused('Expecting field name.')
  cursor.next()
  const end = token.value.toLowerCase()
  if ((end === 'source' || end === 'target') && cursor.takeSymbol('.')) {
    const { name } = parseFieldName(cursor)
    return { end, name, text: cursor.since(token.start) }
  }
  return { name: token.value, text: cursor.since(token.start) }
}

/** What stands to the right of an operator: a constant, a macro or another field. */
export function parseOperand(cursor: TokenCursor): Operand {
  const { token } = cursor
  switch (token.kind) {
    case 'string':
      cursor.next()
      return { kind: 'string', value: token.value, text: cursor.since(token.start) }
    case 'number':
      cursor.next()
      return { kind: 'number', value: Number(token.value), text: token.value }
    case 'macro':
      return parseMacro(cursor)
    case 'bracket':
      return fieldOperand(cursor)
    case 'word':
      return parseWord(cursor)
    case 'symbol':
      return parseNegative(cursor)
    case 'end':
      throw cursor.refused('Expecting constant value.')
  }
}

function fieldOperand(cursor: TokenCursor): Operand {
  const field = parseFieldName(cursor)
  return { kind: 'field', field, text: field.text }
}

function parseWord(cursor: TokenCursor): Operand {
  const { token } = cursor
  const word = token.value.toLowerCase()
  if (word !== 'true' && word !== 'false') return fieldOperand(cursor)
  cursor.next()
  return { kind: 'boolean', value: word === 'true', text: token.value }
}

function parseNegative(cursor: TokenCursor): Operand {
  const { start } = cursor.token
  const number = cursor.peek(1)
  if (!cursor.atSymbol('-') || number.kind !== 'number')
    throw cursor.refused('Expecting constant value.')
  cursor.next()
  cursor.next()
  return { kind: 'number', value: -Number(number.value), text: cursor.since(start) }
}

/** `@Today - 7`, `@StartOfYear('+3M') - 1`. (wiql-syntax.md, "Macros or variables") */
function parseMacro(cursor: TokenCursor): Operand {
  const { value, start } = cursor.next()
  const argument = parseArgument(cursor)
  const offset = parseOffset(cursor)
  return { kind: 'macro', name: value.toLowerCase(), argument, offset, text: cursor.since(start) }
}

function parseArgument(cursor: TokenCursor): string | undefined {
  if (!cursor.takeSymbol('(')) return undefined
  const argument = cursor.token
  if (argument.kind !== 'string') throw cursor.refused('Expecting constant value.')
  cursor.next()
  cursor.expectSymbol(')', 'Expecting closing parenthesis.')
  return argument.value
}

function parseOffset(cursor: TokenCursor): number {
  const sign = cursor.atSymbol('-') ? -1 : cursor.atSymbol('+') ? 1 : 0
  if (sign === 0) return 0
  cursor.next()
  const amount = cursor.token
  if (amount.kind !== 'number') throw cursor.refused('Expecting constant value.')
  cursor.next()
  return sign * Number(amount.value)
}
