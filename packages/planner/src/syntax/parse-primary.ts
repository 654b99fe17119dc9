import type { Case, CaseBranch, Cast, Expression, Identifier } from './ast.ts'
import { call } from './build.ts'
import {
  anyName,
  atSymbol,
  atWord,
  atWords,
  type Cursor,
  expectClose,
  expectSymbol,
  expectWord,
  identifierOf,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { bareFunctions, isReserved } from './keywords.ts'
import {
  atOdbcEscape,
  parseArrayQuery,
  parseList,
  parseMap,
  parseOdbcEscape,
  parseStruct,
} from './parse-collection.ts'
import { parseConvert } from './parse-convert.ts'
import { parseFunction } from './parse-function.ts'
import { atInterval, parseInterval, parseParameter, parseTypedLiteral } from './parse-literal.ts'
import { parseSpecialForm } from './parse-special-form.ts'
import { atTypedLiteral, parseType } from './parse-type.ts'
import { precedence } from './precedence.ts'
import { syntaxError, unsupported } from './syntax-error.ts'
import type { Token } from './token.ts'

/** A literal, a name, a call, or something in parentheses. */
export function parsePrimary(cursor: Cursor): Expression {
  const token = peek(cursor)
  switch (token.type) {
    case 'number':
      next(cursor)
      return { kind: 'number', text: token.text, span: { start: token.start, end: token.end } }
    case 'string':
      return parseString(cursor)
    case 'parameter':
      return parseParameter(cursor)
    case 'name':
      return parseNamed(cursor)
    case 'word':
      return parseWord(cursor, token)
    case 'symbol':
      return parseBracketed(cursor, token)
    case 'subscript':
    case 'end':
      throw unexpected(cursor, 'an expression')
  }
}

function parseBracketed(cursor: Cursor, { text }: Token): Expression {
  if (text === '(') return parseParentheses(cursor)
  if (text === '[' || text === '[]') return parseList(cursor)
  if (text === '{') return atOdbcEscape(cursor) ? parseOdbcEscape(cursor) : parseStruct(cursor)
  throw unexpected(cursor, 'an expression')
}

function parseString(cursor: Cursor): Expression {
  const { text, start, end } = next(cursor)
  if (atWord(cursor, 'UESCAPE')) {
    throw unsupported('UESCAPE is not supported', {
      position: peek(cursor).start,
      hint: 'Write the code points with a backslash.',
    })
  }
  return { kind: 'string', value: text, span: { start, end } }
}

function parseParentheses(cursor: Cursor): Expression {
  const open = next(cursor)
  const content = cursor.rules.parenthesized(cursor, open)
  if (content.kind === 'query')
    return { kind: 'subquery', query: content, span: spanFrom(cursor, open.start) }
  const [only] = content.items
  if (only !== undefined && content.items.length === 1) return only
  return { kind: 'row', items: content.items, span: spanFrom(cursor, open.start) }
}

function parseWord(cursor: Cursor, token: Token): Expression {
  const literal = parseWordLiteral(cursor, token)
  if (literal !== undefined) return literal
  if (token.upper === 'CASE') return parseCase(cursor)
  if (token.upper === 'INTERVAL' && atInterval(cursor)) return parseInterval(cursor)
  if (atTypedLiteral(cursor)) return parseTypedLiteral(cursor)
  if (token.upper === 'ARRAY' && (atSymbol(cursor, '[', 1) || atSymbol(cursor, '[]', 1)))
    return parseList(cursor)
  if (token.upper === 'MAP' && atSymbol(cursor, '{', 1)) return parseMap(cursor)
  const isCall = atSymbol(cursor, '(', 1)
  if (isCall && token.upper === 'CAST') return parseCast(cursor, { try: false })
  if (isCall && token.upper === 'TRY_CAST') return parseCast(cursor, { try: true })
  if (isCall && token.upper === 'EXISTS') return parseExists(cursor)
  if (isCall && token.upper === 'ARRAY') return parseArrayQuery(cursor)
  if (isCall && (token.upper === 'CONVERT' || token.upper === 'TRY_CONVERT'))
    return parseConvert(cursor)
  if (isCall) {
    const special = parseSpecialForm(cursor)
    if (special !== undefined) return special
    if (token.upper === 'LEFT' || token.upper === 'RIGHT') return parseNamed(cursor)
  }
  const isBare =
    bareFunctions.has(token.upper) || (token.upper === 'USER' && cursor.dialect === 'postgresql')
  if (isBare && !isCall && !atSymbol(cursor, '.', 1)) {
    next(cursor)
    return { ...call(token.text.toLowerCase(), []), span: spanFrom(cursor, token.start) }
  }
  if (token.upper === 'EXISTS' && !atSymbol(cursor, '.', 1)) {
    throw syntaxError('EXISTS takes a query in parentheses', {
      position: token.start,
      hint: 'Write EXISTS (SELECT 1 FROM … WHERE …).',
    })
  }
  if (isReserved(token.upper) && !isClauseWordAsName(cursor)) {
    throw unexpected(cursor, 'an expression')
  }
  return parseNamed(cursor)
}

/** ORDER and GROUP begin a clause only together with BY. */
function isClauseWordAsName(cursor: Cursor): boolean {
  if (atWord(cursor, 'ORDER')) return !atWords(cursor, 'ORDER', 'BY')
  return atWord(cursor, 'GROUP') && !atWords(cursor, 'GROUP', 'BY')
}

function parseWordLiteral(cursor: Cursor, token: Token): Expression | undefined {
  const span = { start: token.start, end: token.end }
  switch (token.upper) {
    case 'NULL':
      next(cursor)
      return { kind: 'null', span }
    case 'TRUE':
    case 'FALSE':
      next(cursor)
      return { kind: 'boolean', value: token.upper === 'TRUE', span }
    default:
      return undefined
  }
}

/** A column of one to five parts, `t.*`, or a call. */
function parseNamed(cursor: Cursor): Expression {
  const { start } = peek(cursor)
  const path: Identifier[] = [identifierOf(next(cursor))]
  while (takeSymbol(cursor, '.')) {
    if (atSymbol(cursor, '*')) return cursor.rules.star(cursor, path)
    path.push(anyName(cursor, 'a name after the dot'))
  }
  if (atSymbol(cursor, '(')) return parseFunction(cursor, path)
  return { kind: 'column', path, span: spanFrom(cursor, start) }
}

function parseCase(cursor: Cursor): Case {
  const { start } = next(cursor)
  const operand = atWord(cursor, 'WHEN')
    ? undefined
    : cursor.rules.expression(cursor, precedence.any)
  const branches: CaseBranch[] = []
  do branches.push(parseBranch(cursor))
  while (atWord(cursor, 'WHEN'))
  const otherwise = takeWords(cursor, 'ELSE')
    ? cursor.rules.expression(cursor, precedence.any)
    : undefined
  if (!atWord(cursor, 'END')) throw unexpected(cursor, 'WHEN, ELSE or END of the CASE')
  next(cursor)
  return {
    kind: 'case',
    ...(operand && { operand }),
    branches,
    ...(otherwise && { otherwise }),
    span: spanFrom(cursor, start),
  }
}

function parseBranch(cursor: Cursor): CaseBranch {
  const { start } = expectWord(cursor, 'WHEN')
  const condition = cursor.rules.expression(cursor, precedence.any)
  expectWord(cursor, 'THEN')
  const result = cursor.rules.expression(cursor, precedence.any)
  return { kind: 'case-branch', condition, result, span: spanFrom(cursor, start) }
}

function parseCast(cursor: Cursor, form: { readonly try: boolean }): Cast {
  const { start } = next(cursor)
  const open = expectSymbol(cursor, '(')
  const operand = cursor.rules.expression(cursor, precedence.any)
  expectWord(cursor, 'AS')
  const type = parseType(cursor)
  expectClose(cursor, open)
  return { kind: 'cast', operand, type, try: form.try, span: spanFrom(cursor, start) }
}

function parseExists(cursor: Cursor): Expression {
  const { start } = next(cursor)
  const open = expectSymbol(cursor, '(')
  const content = cursor.rules.parenthesized(cursor, open)
  const span = spanFrom(cursor, start)
  if (content.kind === 'query') return { kind: 'exists', query: content, span }
  const [only] = content.items
  if (only?.kind !== 'subquery' || content.items.length > 1) {
    throw syntaxError('EXISTS takes a query in parentheses', {
      position: open.start,
      hint: 'Write EXISTS (SELECT 1 FROM … WHERE …).',
    })
  }
  return { kind: 'exists', query: only.query, span }
}
