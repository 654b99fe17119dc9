import type { WiqlVariants } from './query-scope.ts'

export interface TextComparison {
  /** Texts are the same if their keys are. */
  key(text: string): string
  /** The key of a part of a text: spaces at the end always count there. */
  partKey(text: string): string
  order(a: string, b: string): number
  /** The order of texts whose keys differ: faster, for sorting. */
  collate(a: string, b: string): number
}

const sensitivities = {
  'case-sensitive': 'variant',
  'ignore-case': 'accent',
  'ignore-case-and-accents': 'base',
} as const

/** How texts compare: no page says it, so it varies. Order is that of a language, not of code points. (assumed) */
export function textComparison(variants: WiqlVariants): TextComparison {
  const { textComparison: kind, trailingSpaces } = variants
  const collator = new Intl.Collator('en', { sensitivity: sensitivities[kind] })
  const partKey = (text: string): string => {
    if (kind === 'case-sensitive') return text
    const lower = text.toLowerCase()
    return kind === 'ignore-case' ? lower : withoutAccents(lower)
  }
  const key = (text: string): string =>
    partKey(trailingSpaces === 'ignored' ? text.replace(/ +$/, '') : text)
  const order = (a: string, b: string): number => (key(a) === key(b) ? 0 : collator.compare(a, b))
  return { key, partKey, order, collate: collator.compare }
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '')
}
