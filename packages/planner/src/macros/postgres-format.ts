import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'

/** The value of a function of one argument. */
export type Quote = (name: string, value: Expression) => Expression | undefined

/**
 * PostgreSQL's `format('%s.%I', a, b)` as texts that are joined, where the pattern is a literal; undefined for another call.
 * `quote` gives the value of a function of one argument that quotes.
 */
export function formatted(
  { arguments: [pattern, ...values] }: FunctionCall,
  quote: Quote,
): Expression | undefined {
  if (pattern?.kind !== 'string') return undefined
  const parts = pattern.value.split(/(%[sIL%])/)
  const holes = parts.filter((part) => /^%[sIL]$/.test(part))
  if (holes.length !== values.length) return undefined
  const rest = [...values]
  const texts = parts.map((part) => {
    const value = /^%[sIL]$/.test(part) ? rest.shift() : undefined
    return value === undefined
      ? stringLiteral(part === '%%' ? '%' : part)
      : shown(part, value, quote)
  })
  if (texts.some((text) => text === undefined)) return undefined
  return call('concat', texts as readonly Expression[])
}

function shown(hole: string, value: Expression, quote: Quote): Expression | undefined {
  switch (hole) {
    case '%I':
      return quote('quote_ident', value)
    case '%L':
      return quote('quote_nullable', value)
    default:
      return value
  }
}
