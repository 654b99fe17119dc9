import type { Expression, Identifier, OrderElement, Query, Span, Star } from './ast.ts'
import type { Dialect } from './dialect.ts'
import { refusedClause } from './refused-clause.ts'
import { describeToken, syntaxError, unsupported } from './syntax-error.ts'
import { hintFor, misspeltBefore } from './syntax-hint.ts'
import type { Token } from './token.ts'
import { tooDeep } from './within-stack.ts'

/**
 * The rules that refer to each other across files. They travel with the cursor, so that the files need not import each
 * other in a circle.
 */
export interface Rules {
  /** An expression whose operators bind at least as tightly as `minimum`. */
  readonly expression: (cursor: Cursor, minimum: number) => Expression
  readonly query: (cursor: Cursor) => Query
  /** Whether a query begins here. */
  readonly atQuery: (cursor: Cursor) => boolean
  /** The rest of a query whose first operand, in parentheses, has been read. */
  readonly queryAfter: (cursor: Cursor, operand: Query) => Query
  /** What stands in parentheses after the `(`, with the `)`: one query, or expressions. */
  readonly parenthesized: (cursor: Cursor, open: Token) => Query | ExpressionList
  /** `ORDER BY ...` if it is next. */
  readonly orderBy: (cursor: Cursor) => readonly OrderElement[]
  /** `*` with what may follow it; its qualifier has been read. */
  readonly star: (cursor: Cursor, qualifier: readonly Identifier[]) => Star
}

export interface ExpressionList {
  readonly kind: 'expressions'
  readonly items: readonly Expression[]
}

/** The place in the text up to which a statement has been read. */
export interface Cursor {
  readonly tokens: readonly Token[]
  readonly rules: Rules
  readonly dialect: Dialect
  index: number
  depth: number
  /** How many `?` there were. */
  questionMarks: number
  /** The first parameter that was written with a number. */
  numbered: Token | undefined
}

/** Nested parentheses, queries, cases and calls; deeper text would use up the stack. */
const maximumDepth = 1100

const end: Token = { type: 'end', text: '', upper: '', start: 0, end: 0 }

/** The token at the cursor, or one further on. */
export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.index + ahead] ?? cursor.tokens.at(-1) ?? end
}

/** Takes the token at the cursor. */
export function next(cursor: Cursor): Token {
  const token = peek(cursor)
  if (token.type !== 'end') cursor.index++
  return token
}

export function atWord(cursor: Cursor, word: string): boolean {
  return peek(cursor).upper === word
}

/** Whether the next tokens are these words. */
export function atWords(cursor: Cursor, ...words: readonly string[]): boolean {
  return words.every((word, index) => peek(cursor, index).upper === word)
}

export function atSymbol(cursor: Cursor, text: string, ahead = 0): boolean {
  const token = peek(cursor, ahead)
  return token.type === 'symbol' && token.text === text
}

/** Takes the words if they are next, all or none. */
export function takeWords(cursor: Cursor, ...words: readonly string[]): boolean {
  if (!atWords(cursor, ...words)) return false
  cursor.index += words.length
  return true
}

export function takeSymbol(cursor: Cursor, text: string): boolean {
  if (!atSymbol(cursor, text)) return false
  cursor.index++
  return true
}

export function expectWord(cursor: Cursor, word: string): Token {
  if (!atWord(cursor, word)) throw unexpected(cursor, word)
  return next(cursor)
}

export function expectSymbol(cursor: Cursor, text: string): Token {
  if (!atSymbol(cursor, text)) throw unexpected(cursor, text)
  return next(cursor)
}

/** The `)` of an opened parenthesis. */
export function expectClose(cursor: Cursor, open: Token): void {
  if (takeSymbol(cursor, ')')) return
  throw unexpected(cursor, `) for the ( at offset ${open.start}`)
}

/** The error for the token at the cursor, where something else was expected. */
export function unexpected(cursor: Cursor, expected: string): Error {
  const found = peek(cursor)
  const refused = refusedClause(cursor.tokens, cursor.index)
  if (refused !== undefined)
    return unsupported(refused.message, { position: refused.at, hint: refused.hint })
  const misspelt = misspeltBefore(cursor.tokens, cursor.index)
  if (misspelt !== undefined) {
    const { token, keyword } = misspelt
    return syntaxError(`found ${describeToken(token)}, expected ${keyword}`, {
      position: token.start,
      hint: `Did you mean ${keyword} instead of ${token.text}?`,
    })
  }
  const hint = hintFor({ tokens: cursor.tokens, index: cursor.index, expected })
  return syntaxError(
    `found ${describeToken(found)}, expected ${expected}`,
    hint === undefined ? { position: found.start } : { position: found.start, hint },
  )
}

/** From an offset to the end of the last token taken. */
export function spanFrom(cursor: Cursor, start: number): Span {
  return { start, end: cursor.tokens[cursor.index - 1]?.end ?? start }
}

/** One item or more with commas between them. */
export function commaList<T>(cursor: Cursor, item: (cursor: Cursor) => T): readonly T[] {
  const items = [item(cursor)]
  while (takeSymbol(cursor, ',')) items.push(item(cursor))
  return items
}

/** `( item, ... )`. */
export function parenthesizedList<T>(cursor: Cursor, item: (cursor: Cursor) => T): readonly T[] {
  const open = expectSymbol(cursor, '(')
  const items = commaList(cursor, item)
  expectClose(cursor, open)
  return items
}

/** Counts a level of nesting; each level entered has to be left. */
export function enter(cursor: Cursor): void {
  cursor.depth++
  if (cursor.depth > maximumDepth) throw tooDeep(peek(cursor).start)
}

export function leave(cursor: Cursor, levels = 1): void {
  cursor.depth -= levels
}

export function identifierOf(token: Token): Identifier {
  return { kind: 'identifier', name: token.text, span: { start: token.start, end: token.end } }
}

/** Any name, also a keyword: for places where nothing but a name can stand. */
export function anyName(cursor: Cursor, what: string): Identifier {
  const token = peek(cursor)
  if (token.type !== 'word' && token.type !== 'name') throw unexpected(cursor, what)
  return identifierOf(next(cursor))
}
