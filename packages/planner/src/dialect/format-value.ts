import type { Expression } from '../syntax/ast.ts'
import { stringLiteral } from '../syntax/build.ts'
import { datePattern } from './date-pattern.ts'
import { callError } from './dialect-error.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { asMoment } from './moment.ts'
import { numberTemplate } from './number-pattern.ts'
import { fillTemplate } from './sql-template.ts'

/** FORMAT of a date or a number, which the pattern tells apart; undefined for DuckDB's own `format('{}', x)`. */
export function formatValue(named: NamedCall): Expression | undefined {
  return hasBraces(argumentOf(named, 'value')) ? undefined : format(named)
}

function format(named: NamedCall): Expression {
  const value = argumentOf(named, 'value')
  const pattern = literalPattern(named, 'pattern')
  const number = numberTemplate(pattern)
  if (number !== undefined) return fillTemplate(number, { value })
  return fillTemplate('strftime(:value, :pattern)', {
    value: asMoment(value),
    pattern: datePatternOf(named, 'pattern'),
  })
}

/** FORMAT with a culture, or with a pattern to read the text and one to write it. */
export function parseThenFormat(named: NamedCall): Expression | undefined {
  const value = argumentOf(named, 'value')
  if (hasBraces(value)) return undefined
  const more = literalPattern(named, 'more')
  if (/^(en(-[a-z]+)?|)$/i.test(more)) return format(named)
  if (/^[a-z]{2}-[a-z]+$/i.test(more)) {
    throw callError(`FORMAT does not know the culture ${more}`, {
      call: named.call,
      argument: argumentOf(named, 'more'),
      hint: 'Only en-US is known; write a pattern of your own, such as dd.MM.yyyy.',
    })
  }
  return fillTemplate('strftime(strptime(:value, :pattern), :more)', {
    value,
    pattern: datePatternOf(named, 'pattern'),
    more: datePatternOf(named, 'more'),
  })
}

/** STRTODATE: a text read by a pattern. */
export function parseDate(named: NamedCall): Expression {
  return fillTemplate('CAST(strptime(:text, :pattern) AS DATE)', {
    text: argumentOf(named, 'text'),
    pattern: datePatternOf(named, 'pattern'),
  })
}

function hasBraces(value: Expression): boolean {
  return value.kind === 'string' && value.value.includes('{')
}

function literalPattern(named: NamedCall, name: string): string {
  const argument = argumentOf(named, name)
  if (argument.kind === 'string') return argument.value
  throw callError(`${named.call.name} needs its pattern as a literal`, {
    call: named.call,
    argument,
    hint: 'Use strftime or strptime for a pattern that is computed.',
  })
}

function datePatternOf(named: NamedCall, name: string): Expression {
  const written = literalPattern(named, name)
  const pattern = datePattern(written)
  if (pattern !== undefined) return stringLiteral(pattern)
  throw callError(`${named.call.name} does not know the pattern ${written}`, {
    call: named.call,
    argument: argumentOf(named, name),
    hint: 'Dates: yyyy MM dd HH mm ss fff tt MMM ddd; numbers: N2, F2, P1, C, D5, X, #,##0.00.',
  })
}
