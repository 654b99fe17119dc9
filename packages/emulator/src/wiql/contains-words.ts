import type { TextComparison } from './compare-text.ts'
import type { FieldValue } from './contract.ts'

/**
 * Whether every word of a phrase stands in a text, as a whole word, in any order; `work*` is the start of a word.
 * (wiql-syntax.md names whole words and the star; the order is assumed)
 */
export function containsWords(
  phrase: string,
  texts: TextComparison,
): (value: NonNullable<FieldValue>) => boolean {
  const wanted = [...phrase.matchAll(/[\p{L}\p{N}_]+\*?/gu)].map(([word]) => word)
  if (wanted.length === 0) return () => false
  return (value) => {
    const words = [...plain(texts.partKey(String(value))).matchAll(/[\p{L}\p{N}_]+/gu)].map(
      ([word]) => word,
    )
    const known = new Set(words)
    return wanted.every((word) => {
      if (!word.endsWith('*')) return known.has(word)
      const start = word.slice(0, -1)
      return words.some((one) => one.startsWith(start))
    })
  }
}

function plain(html: string): string {
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&\w+;/g, ' ')
}
