/**
 * One piece of SQL text. For a `word` (bare, perhaps a keyword) `upper` is its upper case; for the others it is empty,
 * so that a keyword is found by comparing `upper` alone. `text` is the value: without quotes, escapes resolved. A `subscript`
 * is `[1]` or `[2:3]` right behind a value, its `text` what is inside.
 */
export interface Token {
  readonly type:
    | 'word'
    | 'name'
    | 'string'
    | 'number'
    | 'parameter'
    | 'symbol'
    | 'subscript'
    | 'end'
  readonly text: string
  readonly upper: string
  readonly start: number
  readonly end: number
}
