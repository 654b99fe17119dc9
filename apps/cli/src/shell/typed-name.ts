/** A name as SQL writes it: plain, in brackets, in double quotes or in backticks. */
export const oneName: string = String.raw`[A-Za-z_]\w*|\[[^\]\n]*\]|"[^"\n]*"|\`[^\`\n]*\``
export const qualifiedName: string = String.raw`(?:${oneName})(?:\.(?:${oneName}))*`

const unfinished = String.raw`(?:\[[^\]\n]*|"[^"\n]*|\`[^\`\n]*)$`
const text = "'[^']*(?:'|$)"
const token = new RegExp(
  String.raw`${text}|(?:(?:${oneName})\.)+(?:${oneName}|${unfinished})?|${oneName}|${unfinished}|[^]`,
  'g',
)
const dots = new RegExp(String.raw`^((?:(?:${oneName})\.)*)([^]*)$`)
const plainName = /^[A-Za-z_]\w*$/
const closers: Readonly<Record<string, string>> = { '[': ']', '"': '"', '`': '`' }

/** The name that stands before the cursor, as far as it was typed. */
export interface TypedName {
  readonly before: string
  /** `head` and what follows it. */
  readonly word: string
  /** The finished parts with their dots. */
  readonly head: string
  readonly owner: readonly string[]
  /** The last part without its quote. */
  readonly begun: string
  /** What opens the last part; empty where it is plain. */
  readonly quote: string
}

/** Undefined in the middle of a text. */
export function typedName(statement: string): TypedName | undefined {
  const last = statement.match(token)?.at(-1) ?? ''
  if (last.startsWith("'") && (last.length === 1 || !last.endsWith("'"))) return undefined
  const word = /^[\w["`]/.test(last) ? last : ''
  const [, head = '', part = ''] = dots.exec(word) ?? []
  const quote = closers[part.charAt(0)] === undefined ? '' : part.charAt(0)
  return {
    before: statement.slice(0, statement.length - word.length),
    word,
    head,
    owner: namesIn(head),
    begun: part.slice(quote.length),
    quote,
  }
}

/** The parts of a qualified name without their quotes. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(oneName, 'g'))].map(([part]) =>
    closers[part.charAt(0)] === undefined ? part : part.slice(1, -1),
  )
}

/** A name written as it was begun; in brackets where it needs quotes and has none. */
export function writtenName(name: string, { quote }: Pick<TypedName, 'quote'>): string {
  if (quote !== '') return quote + name + (closers[quote] ?? '')
  return plainName.test(name) ? name : `[${name}]`
}
