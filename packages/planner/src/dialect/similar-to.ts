import type { Expression, Like } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'
import { fillTemplate } from './sql-template.ts'

/** SIMILAR TO as a regular expression: DuckDB's own takes the pattern for one, so that `%` and `_` would be themselves. */
export function similarTo({ operand, pattern, negated, span }: Like): Expression {
  const expression =
    pattern.kind === 'string'
      ? stringLiteral(regularExpression(pattern.value))
      : fillTemplate(computed, { pattern })
  const matches: Expression = { ...call('regexp_full_match', [operand, expression]), span }
  return negated ? { kind: 'unary', operator: 'not', operand: matches, span } : matches
}

const computed =
  "replace(replace(regexp_replace(:pattern, '([.^$])', '\\\\\\1', 'g'), '%', '(.|\n)*'), '_', '(.|\n)')"

/** SQL:2016, 8.6: all that a pattern has in common with a regular expression stays, but for the point and the ends of lines. */
function regularExpression(pattern: string): string {
  let isSet = false
  const pieces = pattern.match(/\\[\s\S]|[\s\S]/g) ?? []
  return pieces
    .map((piece) => {
      if (piece === '[') isSet = true
      if (piece === ']') isSet = false
      if (isSet) return piece
      return special[piece] ?? escapedPercent[piece] ?? piece
    })
    .join('')
}

const special: Readonly<Record<string, string>> = {
  '%': '(.|\n)*',
  _: '(.|\n)',
  '.': '\\.',
  '^': '\\^',
  $: '\\$',
}

const escapedPercent: Readonly<Record<string, string>> = { '\\%': '%', '\\_': '_' }
