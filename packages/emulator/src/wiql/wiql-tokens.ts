import { refusal } from './wiql-error.ts'

type TokenKind = 'word' | 'bracket' | 'string' | 'number' | 'macro' | 'symbol' | 'end'

export interface Token {
  readonly kind: TokenKind
  /** What it means: a string without its quotes, a name without its brackets. */
  readonly value: string
  readonly start: number
  readonly end: number
}

// Order matters: the longer symbols first. Strings take single or double quotes, doubled inside.
const pattern =
  /\s*(?:(?<string>'(?:[^']|'')*'|"(?:[^"]|"")*")|(?<bracket>\[[^\]]*\])|(?<macro>@\w+)|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<word>[\p{L}_](?:[\p{L}\p{N}_]|\.(?=[\p{L}\p{N}_]))*)|(?<symbol><>|<=|>=|!=|[=<>(),.+*-]))/uy

/** The words of a query; the last token is `end`. */
export function wiqlTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  let position = 0
  const end = text.trimEnd().length
  while (position < end) {
    pattern.lastIndex = position
    const match = pattern.exec(text)
    if (match === null) throw unreadable(text.slice(position).trim())
    position = pattern.lastIndex
    tokens.push(token(match.groups ?? {}, position))
  }
  tokens.push({ kind: 'end', value: '', start: text.length, end: text.length })
  return tokens
}

function token(groups: Readonly<Record<string, string | undefined>>, end: number): Token {
  for (const kind of ['string', 'bracket', 'macro', 'number', 'word', 'symbol'] as const) {
    const written = groups[kind]
    if (written !== undefined)
      return { kind, value: meaning(kind, written), start: end - written.length, end }
  }
  return { kind: 'end', value: '', start: end, end }
}

function meaning(kind: TokenKind, written: string): string {
  if (kind === 'bracket') return written.slice(1, -1).trim()
  if (kind === 'macro') return written.slice(1)
  if (kind !== 'string') return written
  const quote = written.charAt(0)
  return written.slice(1, -1).replaceAll(quote + quote, quote)
}

// Words assumed.
function unreadable(rest: string): Error {
  const first = rest.charAt(0)
  if (first === "'" || first === '"') return refusal('The string has no closing quote.', rest)
  return refusal('The query has a character that is not understood.', first)
}
