import { isDevopsqlError } from '@devopsql/errors'
import type { ExecArgument, ExecStatement, Expression, Identifier } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWord,
  type Cursor,
  expectSymbol,
  next,
  peek,
  spanFrom,
  takeSymbol,
} from './cursor.ts'
import { skipBlanks } from './lexer.ts'
import { parseParameter } from './parse-literal.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

export function atExec(cursor: Cursor): boolean {
  return atWord(cursor, 'EXEC') || atWord(cursor, 'EXECUTE')
}

const execVerb = /EXEC(?:UTE)?\b/iy

/** Whether the statement that begins at an offset is EXEC, as far as its first word says. */
function atExecText(sql: string, start: number): boolean {
  let position = skipBlanks(sql, start)
  while (sql.charAt(position) === ';') position = skipBlanks(sql, position + 1)
  execVerb.lastIndex = position
  return execVerb.test(sql)
}

/** What `read` makes of a statement's text. Of EXEC, what is no SQL may be a piece of a secret, so that errors only say where it is. */
export function lexSecretly<T>(sql: string, start: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!isDevopsqlError(error) || error.position === undefined || !atExecText(sql, start))
      throw error
    throw syntaxError('the text can not be read from here on', {
      position: error.position,
      hint: "Write texts in single quotes, with '' for a quote inside: 'it''s'.",
    })
  }
}

/**
 * `EXEC procedure [@]name = value, ...`. A value can be a secret, and a mistake can put it in any place: no message
 * repeats what stands among the arguments, but for the name of one that has a value.
 */
export function parseExec(cursor: Cursor): ExecStatement {
  const { start } = next(cursor)
  const path = [anyName(cursor, procedureName)]
  while (takeSymbol(cursor, '.')) path.push(anyName(cursor, procedureName))
  const found: ExecArgument[] = []
  if (!atEnd(cursor)) {
    do found.push(parseArgument(cursor, found))
    while (takeSymbol(cursor, ','))
  }
  if (!atEnd(cursor)) throw unexpectedAfterValue(peek(cursor))
  return { kind: 'exec', path, arguments: found, span: spanFrom(cursor, start) }
}

const procedureName = 'the name of a procedure'
const form = 'Write EXEC procedure name = value, name = value.'

function atEnd(cursor: Cursor): boolean {
  return peek(cursor).type === 'end' || atSymbol(cursor, ';')
}

function parseArgument(cursor: Cursor, before: readonly ExecArgument[]): ExecArgument {
  const first = peek(cursor)
  const name = parseName(cursor)
  if (atEnd(cursor) || atSymbol(cursor, ',')) throw unnamed(first)
  if (!atSymbol(cursor, '=')) {
    throw syntaxError('= is missing between the name of an argument and its value', {
      position: peek(cursor).start,
      hint: form,
    })
  }
  expectSymbol(cursor, '=')
  const value = parseValue(cursor)
  if (before.some((other) => other.name.name.toLowerCase() === name.name.toLowerCase())) {
    throw syntaxError(`argument ${name.name} is given twice`, {
      position: first.start,
      hint: 'Leave one of them out.',
    })
  }
  return { kind: 'exec-argument', name, value, span: spanFrom(cursor, first.start) }
}

/** `name` or `@name`, either in quotes too. */
function parseName(cursor: Cursor): Identifier {
  const token = peek(cursor)
  if (token.type === 'parameter' && token.text.startsWith('@')) {
    const { text, start, end } = next(cursor)
    return { kind: 'identifier', name: text.slice(1), span: { start, end } }
  }
  const hasSign = takeSymbol(cursor, '@')
  const { type } = peek(cursor)
  if (type === 'word' || type === 'name') {
    const name = anyName(cursor, 'the name of an argument')
    return hasSign ? { ...name, span: spanFrom(cursor, token.start) } : name
  }
  if (atEnd(cursor)) {
    throw syntaxError('an argument is missing after the comma', {
      position: peek(cursor).start,
      hint: 'Remove the comma at the end.',
    })
  }
  throw token.text === '(' ? inParentheses(token) : unnamed(token)
}

function unnamed({ start }: Token): Error {
  return syntaxError('arguments go by name, and this one has no name or no value', {
    position: start,
    hint: form,
  })
}

function inParentheses({ start }: Token): Error {
  return syntaxError('arguments of EXEC stand in no parentheses', { position: start, hint: form })
}

function parseValue(cursor: Cursor): Expression {
  const { type, text, upper, start, end } = peek(cursor)
  const span = { start, end }
  if (type === 'parameter') return parseParameter(cursor)
  if (type === 'symbol' && (text === '-' || text === '+')) return parseSigned(cursor)
  if (type === 'string') {
    next(cursor)
    return { kind: 'string', value: text, span }
  }
  if (type === 'number') {
    next(cursor)
    return { kind: 'number', text, span }
  }
  if (upper === 'NULL') {
    next(cursor)
    return { kind: 'null', span }
  }
  if (upper === 'TRUE' || upper === 'FALSE') {
    next(cursor)
    return { kind: 'boolean', value: upper === 'TRUE', span }
  }
  throw noValue(peek(cursor))
}

function parseSigned(cursor: Cursor): Expression {
  const sign = next(cursor)
  const { type, text, start, end } = peek(cursor)
  if (type !== 'number') throw noValue(peek(cursor))
  next(cursor)
  const digits: Expression = { kind: 'number', text, span: { start, end } }
  const span = spanFrom(cursor, sign.start)
  return sign.text === '-'
    ? { kind: 'unary', operator: '-', operand: digits, span }
    : { ...digits, span }
}

function noValue({ type, text, start }: Token): Error {
  if (type === 'end' || text === ',' || text === ';') {
    return syntaxError('the value of an argument is missing', { position: start, hint: form })
  }
  return syntaxError('the value of an argument is neither a literal nor a parameter', {
    position: start,
    hint:
      type === 'word' || type === 'name'
        ? "Write a text in single quotes: 'text'."
        : 'Write a text, a number, TRUE, FALSE, NULL or a parameter such as ? or :name.',
  })
}

function unexpectedAfterValue({ type, text, start }: Token): Error {
  if (text === '(') return inParentheses({ type, text, start, upper: '', end: start })
  return syntaxError('the value of an argument is followed by neither a comma nor the end', {
    position: start,
    hint:
      type === 'symbol'
        ? 'A value is one literal or one parameter: no operators or functions.'
        : 'Write a comma between arguments.',
  })
}
