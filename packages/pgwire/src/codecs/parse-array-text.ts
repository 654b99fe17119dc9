import type { WireValue } from './codec.ts'

export const mostDimensions = 6

type Elements = (WireValue | null)[]

const bounds = /^\s*(?:\[[+-]?\d{1,10}(?::[+-]?\d{1,10})?\]){1,6}\s*=\s*/
const unquotedEnd = /[{}",\\]/

/**
 * The elements of `{1,NULL,"a b"}`, nested as it is; bounds before it (`[0:1]={...}`) are passed over. Undefined for
 * what is no array. The lengths of the inner arrays aren't compared here.
 */
export function parseArrayText(
  text: string,
  parseElement: (text: string) => WireValue,
): Elements | undefined {
  const parser = new ArrayTextParser(text, parseElement)
  return parser.parse()
}

class ArrayTextParser {
  readonly #text: string
  readonly #parseElement: (text: string) => WireValue
  #at: number

  constructor(text: string, parseElement: (text: string) => WireValue) {
    this.#text = text
    this.#parseElement = parseElement
    this.#at = bounds.exec(text)?.[0].length ?? 0
  }

  parse(): Elements | undefined {
    this.#skipSpaces()
    const elements = this.#array(1)
    this.#skipSpaces()
    return this.#at === this.#text.length ? elements : undefined
  }

  #array(depth: number): Elements | undefined {
    if (depth > mostDimensions || !this.#accept('{')) return undefined
    const elements: Elements = []
    this.#skipSpaces()
    if (this.#accept('}')) return elements
    do {
      this.#skipSpaces()
      const element = this.#text[this.#at] === '{' ? this.#array(depth + 1) : this.#element()
      if (element === undefined) return undefined
      elements.push(element)
      this.#skipSpaces()
    } while (this.#accept(','))
    return this.#accept('}') ? elements : undefined
  }

  #element(): WireValue | null | undefined {
    if (this.#accept('"')) {
      const text = this.#quoted()
      return text === undefined ? undefined : this.#parseElement(text)
    }
    const start = this.#at
    const text = this.#unquoted()
    if (text === undefined || text === '') return undefined
    const isNull = this.#text.slice(start, this.#at).trim().toLowerCase() === 'null'
    return isNull ? null : this.#parseElement(text)
  }

  #quoted(): string | undefined {
    const parts: string[] = []
    let start = this.#at
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]
      if (character === '"') {
        parts.push(this.#text.slice(start, this.#at++))
        return parts.join('')
      }
      if (character === '\\') {
        parts.push(this.#text.slice(start, this.#at++))
        start = this.#at
      }
    }
    return undefined
  }

  /** Up to a comma or brace, without the spaces around it; a backslash keeps what follows, spaces too. */
  #unquoted(): string | undefined {
    let text = ''
    let kept = 0
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text.charAt(this.#at)
      if (character === '\\') {
        text += this.#text.charAt(++this.#at)
        kept = text.length
      } else if (unquotedEnd.test(character)) {
        break
      } else {
        text += character
        if (character.trim() !== '') kept = text.length
      }
    }
    const end = this.#text[this.#at]
    return end === ',' || end === '}' ? text.slice(0, kept) : undefined
  }

  #accept(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #skipSpaces(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++
  }
}
