import type { Token } from './token.ts'

/** A bracket that is open at a place of the text. */
export interface Opened {
  readonly symbol: string
  /** The next colon in these braces stands between a key and its value. */
  awaitsColon: boolean
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Keeps account of the brackets that are open after a token. */
export function noteBracket({ type, text }: Token, opened: Opened[]): void {
  if (type !== 'symbol') return
  if (text === '(' || text === '[' || text === '{') {
    opened.push({ symbol: text, awaitsColon: text === '{' })
    return
  }
  const top = opened.at(-1)
  if (top === undefined) return
  if (closers[text] === top.symbol) opened.pop()
  else if (text === ':' || text === ',') top.awaitsColon = text === ',' && top.symbol === '{'
}

/** Whether a colon here stands alone: after a key in braces, or after the parameters of LAMBDA. */
export function isColon(tokens: readonly Token[], opened: readonly Opened[]): boolean {
  const last = tokens.at(-1)
  if (opened.at(-1)?.awaitsColon === true) return last?.text !== '{' && last?.text !== ','
  let index = tokens.length - 1
  while (tokens[index - 1]?.text === ',' && isName(tokens[index])) index -= 2
  return isName(tokens[index]) && tokens[index - 1]?.upper === 'LAMBDA'
}

function isName(token: Token | undefined): boolean {
  return token?.type === 'word' || token?.type === 'name'
}

const item = /\[\s*(?:['{]|(?:-?[0-9.]+(?:[eE][+-]?[0-9]+)?|NULL|TRUE|FALSE)\s*,)/iy
const number = /\[\s*-?[0-9.]+\s*\]/y
const nested = /\[\s*(?=\[)/y

/** Whether a `[` begins a list: literals stand in it, which make no name. `[1]` is a list in a list only. */
export function beginsList(
  sql: string,
  start: number,
  { tokens, opened }: { readonly tokens: readonly Token[]; readonly opened: readonly Opened[] },
): boolean {
  if (matches(item, sql, start)) return true
  // Of `[[[` the second was seen to begin a list by what is in the innermost, which this one shares.
  if (isOpening(tokens.at(-1)) && isOpening(tokens.at(-2))) return true
  const last = tokens.at(-1)?.text
  const isItem = opened.at(-1)?.symbol === '[' && (last === '[' || last === ',')
  if (isItem && matches(number, sql, start)) return true
  let inner = start
  while (matches(nested, sql, inner)) inner = nested.lastIndex
  return inner > start && (matches(item, sql, inner) || matches(number, sql, inner))
}

function isOpening(token: Token | undefined): boolean {
  return token?.type === 'symbol' && token.text === '['
}

function matches(pattern: RegExp, sql: string, start: number): boolean {
  pattern.lastIndex = start
  return pattern.test(sql)
}
