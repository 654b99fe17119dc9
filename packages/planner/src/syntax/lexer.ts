import { isWordPart, isWordStart } from './characters.ts'
import type { Dialect } from './dialect.ts'
import { beginsList, isColon, noteBracket, type Opened } from './lex-brackets.ts'
import { lexNumber } from './lex-number.ts'
import {
  lexDollarString,
  lexEscapedString,
  lexName,
  lexString,
  lexUnicodeString,
} from './lex-quoted.ts'
import { followsValue, lexSubscript } from './lex-subscript.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

/** Longer symbols first, so that `->>` isn't read as `->` and `>`. */
const symbols = [
  ['!~~*'],
  ['->>', '#>>', '~~*', '~~~', '!~~', '!~*'],
  [
    '~~',
    '!~',
    '~*',
    '^@',
    '&&',
    '@>',
    '<@',
    '::',
    ':=',
    '||',
    '<=',
    '>=',
    '<>',
    '!=',
    '==',
    '->',
    '=>',
    '<<',
    '>>',
    '**',
    '//',
    '[]',
    '#>',
  ],
  ['(', ')', ',', '.', ';', '+', '-', '*', '/', '%', '^', '=', '<', '>', '~', '&', '|', '!', '@'],
  ['{', '}', ':'],
] as const

const symbolsByFirst: ReadonlyMap<string, readonly string[]> = groupByFirst(symbols.flat())

/** Splits SQL text into tokens, the last of type `end`. Comments and white space are left out. */
export function lex(sql: string, dialect: Dialect = 'devopsql'): readonly Token[] {
  const tokens = lexUntil(sql, 0, { dialect, isLast: () => false })
  tokens.push({ type: 'end', text: '', upper: '', start: sql.length, end: sql.length })
  return tokens
}

export interface LexOptions {
  readonly dialect: Dialect
  readonly isLast: (token: Token) => boolean
}

/** The tokens from an offset on, up to and with the first that is the last of them. */
export function lexUntil(sql: string, start: number, { dialect, isLast }: LexOptions): Token[] {
  const tokens: Token[] = []
  const opened: Opened[] = []
  let position = skipBlanks(sql, start)
  while (position < sql.length) {
    const token = lexToken(sql, position, { tokens, opened, dialect })
    noteBracket(token, opened)
    tokens.push(token)
    if (isLast(token)) break
    position = skipBlanks(sql, token.end)
  }
  return tokens
}

/** What has been read before a token. */
interface Before {
  readonly tokens: readonly Token[]
  readonly opened: readonly Opened[]
  readonly dialect: Dialect
}

function lexToken(sql: string, start: number, before: Before): Token {
  const first = sql.charAt(start)
  const second = sql.charAt(start + 1)
  if (first === "'") return lexString(sql, start)
  // N marks a text as Unicode, which all are.
  if ((first === 'N' || first === 'n') && second === "'")
    return { ...lexString(sql, start + 1), start }
  if ((first === 'E' || first === 'e') && second === "'") return lexEscapedString(sql, start)
  if (/^[uU]&'/.test(sql.slice(start, start + 3))) return lexUnicodeString(sql, start)
  if (isWordStart(sql, start)) return lexWord(sql, start)
  if (
    /[0-9]/.test(first) ||
    (first === '.' && /[0-9]/.test(second) && !followsName(before.tokens, start))
  )
    return lexNumber(sql, start)
  if (first === '[') return lexBracket(sql, start, before)
  if (first === ']' && before.opened.at(-1)?.symbol === '[') return symbol(']', start)
  if (first === '"' || first === '`') return lexName(sql, start)
  if (first === '$') return lexDollar(sql, start)
  if (first === '?') return { type: 'parameter', text: '?', upper: '', start, end: start + 1 }
  const isParameter = first === '@' || (first === ':' && !isColon(before.tokens, before.opened))
  if (isParameter && isWordPart(sql, start + 1)) return lexParameter(sql, start)
  const found = symbolsByFirst.get(first)?.find((text) => isSymbolAt(text, sql, start))
  if (found === undefined) throw unexpectedCharacter(sql, start)
  return symbol(found, start)
}

/** A list, a subscript behind a value, or a name in brackets. */
function lexBracket(sql: string, start: number, { tokens, opened, dialect }: Before): Token {
  if (sql.charAt(start + 1) === ']') return symbol('[]', start)
  const isAfterArray = tokens.at(-1)?.upper === 'ARRAY' && tokens.at(-1)?.end === start
  const subscript = isAfterArray ? undefined : lexSubscript(sql, start, tokens)
  if (subscript !== undefined) return subscript
  if (dialect === 'postgresql' && followsValue(sql, start, tokens.at(-1))) return symbol('[', start)
  return isAfterArray || beginsList(sql, start, { tokens, opened })
    ? symbol('[', start)
    : lexName(sql, start)
}

/** In `2^@exponent` the `@` belongs to the parameter. */
function isSymbolAt(text: string, sql: string, start: number): boolean {
  if (!sql.startsWith(text, start)) return false
  return (text !== '^@' && text !== '<@') || !isWordPart(sql, start + 2)
}

/** In `t.1` the dot belongs to a name, in `.1` to a number. */
function followsName(before: readonly Token[], start: number): boolean {
  const last = before.at(-1)
  return last !== undefined && last.end === start && (last.type === 'word' || last.type === 'name')
}

function symbol(text: string, start: number): Token {
  return { type: 'symbol', text, upper: '', start, end: start + text.length }
}

function lexWord(sql: string, start: number): Token {
  let end = start + 1
  while (isWordPart(sql, end)) end++
  const text = sql.slice(start, end)
  return { type: 'word', text, upper: text.toUpperCase(), start, end }
}

function lexParameter(sql: string, start: number): Token {
  let end = start + 1
  while (isWordPart(sql, end)) end++
  return { type: 'parameter', text: sql.slice(start, end), upper: '', start, end }
}

/** `$1` and `$name` are parameters; `$$text$$` and `$tag$text$tag$` are strings. */
function lexDollar(sql: string, start: number): Token {
  let tagEnd = start + 1
  while (isWordPart(sql, tagEnd)) tagEnd++
  const isString = sql.charAt(tagEnd) === '$' && !/^[0-9]/.test(sql.charAt(start + 1))
  if (isString) return lexDollarString(sql, start, tagEnd + 1)
  if (tagEnd === start + 1) throw unexpectedCharacter(sql, start)
  return lexParameter(sql, start)
}

/** Where the first token from an offset on begins. */
export function skipBlanks(sql: string, start: number): number {
  let position = start
  for (;;) {
    while (/[\s\uFEFF]/.test(sql.charAt(position))) position++
    if (sql.startsWith('--', position)) {
      const end = sql.indexOf('\n', position)
      position = end < 0 ? sql.length : end + 1
    } else if (sql.startsWith('/*', position)) {
      position = skipBlockComment(sql, position)
    } else return position
  }
}

function skipBlockComment(sql: string, start: number): number {
  let depth = 0
  for (let position = start; position < sql.length; position++) {
    if (sql.startsWith('/*', position)) {
      depth++
      position++
    } else if (sql.startsWith('*/', position)) {
      depth--
      position++
      if (depth === 0) return position + 1
    }
  }
  throw syntaxError('a comment that begins with /* has no end', {
    position: start,
    hint: 'Close it with */; comments nest.',
  })
}

function unexpectedCharacter(sql: string, position: number): Error {
  const code = sql.codePointAt(position) ?? 0
  const character = String.fromCodePoint(code)
  const shown = invisible.test(character)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : character
  return syntaxError(`unexpected character ${shown}`, {
    position,
    hint:
      characterHints[character] ??
      'Take it out, or put the name or text that it is part of in quotes.',
  })
}

// Control characters, unpaired surrogates and such: a terminal shows nothing, or obeys them.
const invisible = /[\p{C}\p{Z}]/u

const characterHints: Readonly<Record<string, string>> = {
  '“': 'Use straight quotes: "name" or \'text\'.',
  '”': 'Use straight quotes: "name" or \'text\'.',
  '‘': "Use straight quotes: 'text'.",
  '’': "Use straight quotes: 'text'.",
  '#': 'Temporary tables (name#TEMP) are not supported here; quote a name that has # in it.',
  ']': 'A name in brackets begins with [; a list of expressions is written ARRAY[a, b].',
  '\\': "Write E'…' for a string with backslash escapes.",
}

function groupByFirst(all: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const text of all) {
    const group = groups.get(text.charAt(0))
    if (group === undefined) groups.set(text.charAt(0), [text])
    else group.push(text)
  }
  return groups
}
