import { isWordPart } from './characters.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

const decimal =
  /(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+)?/y
const hexadecimal = /0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*/y

/** A number: `1`, `1.5`, `.5`, `1e3`, `1_000`, and `0x1F`, whose text is decimal. */
export function lexNumber(sql: string, start: number): Token {
  const hex = matchAt(hexadecimal, sql, start)
  const written = hex ?? matchAt(decimal, sql, start) ?? sql.charAt(start)
  const end = start + written.length
  if (isWordPart(sql, end)) {
    throw syntaxError(`a number runs into a name at ${sql.slice(start, end + 1)}`, {
      position: start,
      hint: 'Quote a name that begins with a digit: [1st].',
    })
  }
  const digits = written.replaceAll('_', '')
  const text = hex === undefined ? digits : BigInt(digits).toString()
  return { type: 'number', text, upper: '', start, end }
}

function matchAt(pattern: RegExp, sql: string, start: number): string | undefined {
  pattern.lastIndex = start
  return pattern.exec(sql)?.[0]
}
