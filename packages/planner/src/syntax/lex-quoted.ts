import { escapedText, unicodeText } from './escaped-text.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

const closing: Readonly<Record<string, string>> = { '"': '"', '`': '`', '[': ']' }

/** `'text'`. */
export function lexString(sql: string, start: number): Token {
  const { text, end } = lexQuoted(sql, { start, close: "'", what: 'string' })
  return { type: 'string', text, upper: '', start, end }
}

/** A name in double quotes, backticks or brackets. */
export function lexName(sql: string, start: number): Token {
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

/** `E'text'`, with backslash escapes. */
export function lexEscapedString(sql: string, start: number): Token {
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

/** `U&'text'`, with code points in hexadecimal. */
export function lexUnicodeString(sql: string, start: number): Token {
  const { text, end } = lexQuoted(sql, { start: start + 2, close: "'", what: 'string' })
  return { type: 'string', text: unicodeText(text), upper: '', start, end }
}

/** `$$text$$` or `$tag$text$tag$`, whose text begins at an offset. */
export function lexDollarString(sql: string, start: number, textStart: number): Token {
  const tag = sql.slice(start, textStart)
  const close = sql.indexOf(tag, textStart)
  if (close < 0) {
    throw syntaxError(`a string that begins with ${tag} has no end`, {
      position: start,
      hint: `Close it with ${tag}.`,
    })
  }
  const text = sql.slice(textStart, close)
  return { type: 'string', text, upper: '', start, end: close + tag.length }
}
