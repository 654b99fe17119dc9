import { isWordPart } from './characters.ts'
import { isReserved } from './keywords.ts'
import type { Token } from './token.ts'

const bound = String.raw`(?:-\s*)?[0-9]+`
const inside = new RegExp(
  String.raw`\[\s*(${bound}|(?:${bound})?\s*:\s*(?:${bound})?|(?:${bound})?\s*:\s*(?:${bound}|-)\s*:\s*${bound}|'(?:[^']|'')*')\s*\]`,
  'y',
)

/** `[1]`, `['key']`, `[2:3]` or `[1:9:2]` with no blank before it; undefined for a name in brackets, which can be all else. */
export function lexSubscript(
  sql: string,
  start: number,
  before: readonly Token[],
): Token | undefined {
  if (!followsValue(sql, start, before.at(-1))) return undefined
  inside.lastIndex = start
  const found = inside.exec(sql)
  if (found === null) return undefined
  const written = found[1] ?? ''
  const text = written.startsWith("'") ? written : written.replaceAll(/\s/g, '')
  return { type: 'subscript', text, upper: '', start, end: start + found[0].length }
}

/** Whether a place of the text is right behind a value, without a blank. */
export function followsValue(sql: string, start: number, last: Token | undefined): boolean {
  if (last === undefined || last.end !== start) return false
  if (last.type === 'word' && isReserved(last.upper)) return false
  return isWordPart(sql, start - 1) || ')]\'"`}'.includes(sql.charAt(start - 1))
}
