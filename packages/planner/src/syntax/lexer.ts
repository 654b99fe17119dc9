import { isWordPart, isWordStart } from './characters.ts'
import { escapedText } from './escaped-text.ts'
import { lexNumber } from './lex-number.ts'
import { lexSubscript } from './lex-subscript.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

/** Longer symbols first, so that `->>` isn't read as `->` and `>`. */
const symbols = [
  ['!~~*'],
  ['->>', '~~*', '~~~', '!~~'],
  [
    '~~',
    '!~',
    '^@',
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
  ],
  ['(', ')', ',', '.', ';', '+', '-', '*', '/', '%', '^', '=', '<', '>', '~', '&', '|', '!', '@'],
] as const

const symbolsByFirst: ReadonlyMap<string, readonly string[]> = groupByFirst(symbols.flat())

const closing: Readonly<Record<string, string>> = { '"': '"', '`': '`', '[': ']' }

/** Splits SQL text into tokens, the last of type `end`. Comments and white space are left out. */
export function lex(sql: string): readonly Token[] {
  const tokens: Token[] = []
  let position = skipBlanks(sql, 0)
  while (position < sql.length) {
    const token = lexToken(sql, position, tokens)
    tokens.push(token)
    position = skipBlanks(sql, token.end)
  }
  tokens.push({ type: 'end', text: '', upper: '', start: sql.length, end: sql.length })
  return tokens
}

function lexToken(sql: string, start: number, before: readonly Token[]): Token {
  const first = sql.charAt(start)
  const second = sql.charAt(start + 1)
  if (first === "'") return lexString(sql, start)
  // N marks a text as Unicode, which all are.
  if ((first === 'N' || first === 'n') && second === "'")
    return { ...lexString(sql, start + 1), start }
  if ((first === 'E' || first === 'e') && second === "'") return lexEscapedString(sql, start)
  if (isWordStart(sql, start)) return lexWord(sql, start)
  if (/[0-9]/.test(first) || (first === '.' && /[0-9]/.test(second) && !followsName(before, start)))
    return lexNumber(sql, start)
  if (first === '[' && second === ']') return symbol('[]', start)
  const subscript = first === '[' ? lexSubscript(sql, start) : undefined
  if (subscript !== undefined) return subscript
  if (first === '"' || first === '`' || first === '[') return lexName(sql, start)
  if (first === '$') return lexDollar(sql, start)
  if (first === '?') return { type: 'parameter', text: '?', upper: '', start, end: start + 1 }
  if ((first === '@' || first === ':') && isParameterStart(sql, start + 1))
    return lexParameter(sql, start)
  const found = symbolsByFirst.get(first)?.find((text) => isSymbolAt(text, sql, start))
  if (found === undefined) throw unexpectedCharacter(sql, start)
  return symbol(found, start)
}

/** In `2^@exponent` the `@` belongs to the parameter. */
function isSymbolAt(text: string, sql: string, start: number): boolean {
  if (!sql.startsWith(text, start)) return false
  return text !== '^@' || !isParameterStart(sql, start + 2)
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

function isParameterStart(sql: string, position: number): boolean {
  return isWordPart(sql, position)
}

function lexParameter(sql: string, start: number): Token {
  let end = start + 1
  while (isWordPart(sql, end)) end++
  return { type: 'parameter', text: sql.slice(start, end), upper: '', start, end }
}

function lexString(sql: string, start: number): Token {
  const { text, end } = lexQuoted(sql, { start, close: "'", what: 'string' })
  return { type: 'string', text, upper: '', start, end }
}

function lexName(sql: string, start: number): Token {
  const close = closing[sql.charAt(start)] ?? ''
  const { text, end } = lexQuoted(sql, { start, close, what: 'name' })
  if (text === '') {
    throw syntaxError('a quoted name is empty', {
      position: start,
      hint: "Write a name between the quotes; an empty text is ''.",
    })
  }
  if (text.includes('\0')) {
    throw syntaxError('a quoted name has a NUL character', {
      position: start,
      hint: 'Take it out: no name has one.',
    })
  }
  return { type: 'name', text, upper: '', start, end }
}

/** Text up to the closing quote; a doubled closing quote stands for itself. */
function lexQuoted(
  sql: string,
  quoted: { readonly start: number; readonly close: string; readonly what: string },
): { readonly text: string; readonly end: number } {
  const { start, close } = quoted
  const parts: string[] = []
  let from = start + 1
  for (;;) {
    const at = sql.indexOf(close, from)
    if (at < 0) {
      throw syntaxError(`a ${quoted.what} that begins with ${sql.charAt(start)} has no end`, {
        position: start,
        hint: `Close it with ${close}; write ${close}${close} for a ${close} inside.`,
      })
    }
    parts.push(sql.slice(from, at))
    if (sql.charAt(at + 1) !== close) return { text: parts.join(close), end: at + 1 }
    from = at + 2
  }
}

function lexEscapedString(sql: string, start: number): Token {
  for (let end = start + 2; end < sql.length; end++) {
    const character = sql.charAt(end)
    if (character === '\\') end++
    else if (character === "'" && sql.charAt(end + 1) === "'") end++
    else if (character === "'") {
      const text = escapedText(sql.slice(start + 2, end))
      return { type: 'string', text, upper: '', start, end: end + 1 }
    }
  }
  throw syntaxError("a string that begins with E' has no end", {
    position: start,
    hint: "Close it with '; write \\' for a ' inside.",
  })
}

/** `$1` and `$name` are parameters; `$$text$$` and `$tag$text$tag$` are strings. */
function lexDollar(sql: string, start: number): Token {
  let tagEnd = start + 1
  while (isWordPart(sql, tagEnd)) tagEnd++
  const isString = sql.charAt(tagEnd) === '$' && !/^[0-9]/.test(sql.charAt(start + 1))
  if (!isString) {
    if (tagEnd === start + 1) throw unexpectedCharacter(sql, start)
    return lexParameter(sql, start)
  }
  const tag = sql.slice(start, tagEnd + 1)
  const close = sql.indexOf(tag, tagEnd + 1)
  if (close < 0) {
    throw syntaxError(`a string that begins with ${tag} has no end`, {
      position: start,
      hint: `Close it with ${tag}.`,
    })
  }
  const text = sql.slice(tagEnd + 1, close)
  return { type: 'string', text, upper: '', start, end: close + tag.length }
}

function skipBlanks(sql: string, start: number): number {
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
  ']': 'A name in brackets begins with [.',
  ':': 'A parameter is : with its name, a cast is two colons.',
  '{': 'Braces are no SQL; build a struct with struct_pack(name := value).',
  '}': 'Braces are no SQL; build a struct with struct_pack(name := value).',
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
