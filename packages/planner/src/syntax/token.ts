/**
 * One piece of SQL text. For a `word` (bare, perhaps a keyword) `upper` is its upper case; for the others it is empty,
 * so that a keyword is found by comparing `upper` alone. `text` is the value: without quotes, escapes resolved.
 */
export interface Token {
  readonly type: 'word' | 'name' | 'string' | 'number' | 'parameter' | 'symbol' | 'end'
  readonly text: string
  readonly upper: string
  readonly start: number
  readonly end: number
}
