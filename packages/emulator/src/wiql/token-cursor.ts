import { refusal } from './wiql-error.ts'
import { type Token, wiqlTokens } from './wiql-tokens.ts'

const end: Token = { kind: 'end', value: '', start: 0, end: 0 }

/** Where the parser stands in a query. */
export class TokenCursor {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #index = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = wiqlTokens(text)
  }

  get token(): Token {
    return this.peek(0)
  }

  peek(ahead: number): Token {
    return this.#tokens[this.#index + ahead] ?? this.#tokens.at(-1) ?? end
  }

  next(): Token {
    const token = this.token
    this.#index++
    return token
  }

  /** Whether the next tokens are these keywords, in any letter case. */
  at(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead)
      return token.kind === 'word' && token.value.toLowerCase() === word
    })
  }

  /** Steps over these keywords if they are next. */
  take(...words: readonly string[]): boolean {
    if (!this.at(...words)) return false
    this.#index += words.length
    return true
  }

  atSymbol(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.value === symbol
  }

  takeSymbol(symbol: string): boolean {
    if (!this.atSymbol(symbol)) return false
    this.#index++
    return true
  }

  expectSymbol(symbol: string, message: string): void {
    if (!this.takeSymbol(symbol)) throw this.refused(message)
  }

  /** What was written from an offset up to the last token that was taken. */
  since(start: number): string {
    return this.#text.slice(start, this.peek(-1).end)
  }

  /** A refusal that quotes the token that is next. */
  refused(message: string): Error {
    const { start, end: stop } = this.token
    return refusal(message, this.#text.slice(start, stop))
  }
}
