import { SessionError } from '../session-error.ts'

/** A piece of a session command. */
interface CommandToken {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol' | 'end'
  /** A quoted name or text without its quotes; all else as it was written. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Reads a command piece by piece, without looking further than it is asked to. */
export interface CommandReader {
  readonly sql: string
  readonly peek: CommandToken
  next(): CommandToken
  /** Whether these words come next, letter case ignored; they are passed then. */
  take(...words: readonly string[]): boolean
  takeSymbol(symbol: string): boolean
  expect(...words: readonly string[]): void
  /** An identifier: in lower letters unless it was quoted. */
  name(): string
  /** What has not been read, as it was written. */
  rest(): string
  end(): void
  unexpected(): Error
}

const patterns: readonly (readonly [CommandToken['kind'], RegExp])[] = [
  ['text', /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y],
  ['text', /'(?:[^']|'')*'/y],
  ['text', /\$(?:[\p{L}_][\p{L}\d_]*)?\$/uy],
  ['name', /"(?:[^"]|"")+"/y],
  ['word', /[\p{L}_][\p{L}\d_$]*/uy],
  ['number', /\d+(?:\.\d+)?/y],
  ['symbol', /=>|:=|::|[\s\S]/y],
]
const blank = /(?:\s|--[^\n]*(?:\n|$))+/y

/** A reader at the beginning of a command. */
export function createCommandReader(sql: string): CommandReader {
  let token = readToken(sql, 0)
  const next = (): CommandToken => {
    const passed = token
    token = readToken(sql, passed.end)
    return passed
  }
  const unexpected = (): SessionError => {
    const near =
      token.kind === 'end' ? 'end of input' : `or near "${sql.slice(token.start, token.end)}"`
    return new SessionError({
      sqlstate: '42601',
      message: `syntax error at ${near}`,
      position: token.start,
    })
  }
  const take = (...words: readonly string[]): boolean => {
    const before = token
    for (const word of words) {
      if (token.kind !== 'word' || token.text.toUpperCase() !== word) {
        token = before
        return false
      }
      next()
    }
    return true
  }
  return {
    sql,
    get peek() {
      return token
    },
    next,
    take,
    takeSymbol: (symbol) => {
      if (token.kind !== 'symbol' || token.text !== symbol) return false
      next()
      return true
    },
    expect: (...words) => {
      for (const word of words) if (!take(word)) throw unexpected()
    },
    name: () => {
      if (token.kind === 'word') return next().text.toLowerCase()
      if (token.kind === 'name') return next().text
      throw unexpected()
    },
    rest: () => sql.slice(token.start),
    end: () => {
      if (token.kind !== 'end') throw unexpected()
    },
    unexpected,
  }
}

function readToken(sql: string, from: number): CommandToken {
  const start = skipBlanks(sql, from)
  if (start >= sql.length) return { kind: 'end', text: '', start, end: start }
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start
    const found = pattern.exec(sql)?.[0]
    if (found === undefined) continue
    if (found.startsWith('$') && found.length > 1) return dollarText(sql, start, found)
    return { kind, text: unquoted(kind, found), start, end: start + found.length }
  }
  return { kind: 'end', text: '', start, end: start }
}

function dollarText(sql: string, start: number, mark: string): CommandToken {
  const begin = start + mark.length
  const close = sql.indexOf(mark, begin)
  const stop = close === -1 ? sql.length : close
  const end = close === -1 ? sql.length : close + mark.length
  return { kind: 'text', text: sql.slice(begin, stop), start, end }
}

function unquoted(kind: CommandToken['kind'], found: string): string {
  if (kind === 'name') return found.slice(1, -1).replaceAll('""', '"')
  if (kind !== 'text') return found
  const isEscaped = !found.startsWith("'")
  const inner = found.slice(isEscaped ? 2 : 1, -1).replaceAll("''", "'")
  return isEscaped
    ? inner.replace(/\\([\s\S])/g, (_, letter: string) => escapes[letter] ?? letter)
    : inner
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The place behind white space and comments, which may stand in each other. */
function skipBlanks(sql: string, from: number): number {
  let at = from
  for (;;) {
    blank.lastIndex = at
    at += blank.exec(sql)?.[0].length ?? 0
    if (!sql.startsWith('/*', at)) return at
    at = commentEnd(sql, at)
  }
}

function commentEnd(sql: string, start: number): number {
  let depth = 0
  for (let at = start; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) {
      depth++
      at++
    } else if (sql.startsWith('*/', at)) {
      depth--
      at++
      if (depth === 0) return at + 1
    }
  }
  return sql.length
}
