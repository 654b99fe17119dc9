import { isWordPart } from './characters.ts'
import type { Token } from './token.ts'

const inside = /\[\s*(-?[0-9]+|-?[0-9]*\s*:\s*-?[0-9]*)\s*\]/y

/** `[1]`, `[-1]` or `[2:3]` with no blank before it; undefined for a name in brackets, which can be all else. */
export function lexSubscript(sql: string, start: number): Token | undefined {
  const before = sql.charAt(start - 1)
  const follows = start > 0 && (isWordPart(sql, start - 1) || ')]\'"`'.includes(before))
  inside.lastIndex = start
  const found = follows ? inside.exec(sql) : null
  if (found === null) return undefined
  const text = (found[1] ?? '').replaceAll(/\s/g, '')
  return { type: 'subscript', text, upper: '', start, end: start + found[0].length }
}
