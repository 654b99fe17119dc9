import type { Expression } from '../syntax/ast.ts'
import { stringLiteral } from '../syntax/build.ts'
import { callError } from './dialect-error.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { fillTemplate } from './sql-template.ts'

/** PATINDEX: where the text that a LIKE pattern describes begins, 0 where it is not there. */
export function patternIndex(named: NamedCall): Expression {
  const pattern = argumentOf(named, 'pattern')
  if (pattern.kind !== 'string') {
    throw callError('PATINDEX needs its pattern as a literal', {
      call: named.call,
      argument: pattern,
      hint: 'Use regexp_extract or regexp_matches for a pattern that is computed.',
    })
  }
  // What stands before the first match is as short as it can be, so its length tells the place.
  const [, left = '', inner = '', right = ''] = /^(%*)([\s\S]*?)(%*)$/.exec(pattern.value) ?? []
  const expression = `(?s)^(${left === '' ? '' : '.*?'})${toRegularExpression(inner)}${right === '' ? '$' : ''}`
  return fillTemplate(
    `CASE regexp_matches(:text, :expression)
      WHEN TRUE THEN length(regexp_extract(:text, :expression, 1)) + 1 WHEN FALSE THEN 0 END`,
    { text: argumentOf(named, 'text'), expression: stringLiteral(expression) },
  )
}

const pieces = /\[\^?[^\]]+\]|[\s\S]/gu

function toRegularExpression(pattern: string): string {
  return pattern.replace(pieces, (piece) => {
    if (piece === '%') return '.*?'
    if (piece === '_') return '.'
    if (piece.length > 2 && piece.startsWith('[')) return piece.replaceAll('\\', '\\\\')
    return piece.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
  })
}
