import type { Expression } from '../syntax/ast.ts'
import { stringLiteral } from '../syntax/build.ts'
import { datePartOf, findDatePart, unfitPart } from './date-parts.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { asMoment } from './moment.ts'
import { fillTemplate } from './sql-template.ts'
import { weekdayNumber } from './weekday.ts'

/** DATETRUNC and DATE_TRUNC2: weeks begin on Sunday. */
export function truncateToPart(named: NamedCall): Expression {
  const argument = argumentOf(named, 'part')
  const part = datePartOf(argument, named.call)
  if (part.start === undefined) throw unfitPart(part, { call: named.call, argument })
  return fillTemplate(part.start, named.values)
}

/** DATE_TRUNC2 with the day that weeks begin on. */
export function truncateFrom(named: NamedCall): Expression {
  const part = datePartOf(argumentOf(named, 'part'), named.call)
  const first = weekdayNumber(argumentOf(named, 'weekday'), named.call)
  if (part.name !== 'week') return truncateToPart(named)
  // Moved so far that the wanted day falls on Monday, where DuckDB's weeks begin.
  const days = (8 - first) % 7
  return fillTemplate(
    `date_trunc('week', :date + INTERVAL ${days} DAY) - INTERVAL ${days} DAY`,
    named.values,
  )
}

/**
 * DATE_TRUNC in both orders of its arguments: the part is the one that is quoted, else the one whose word is a part, the
 * first one if both are. Undefined where neither is: then it is DuckDB's own.
 */
export function dateTruncate(named: NamedCall): Expression | undefined {
  const [first, second] = named.call.arguments
  if (first === undefined || second === undefined) return undefined
  const isFirst = isPartFirst(first, second)
  const argument = isFirst ? first : second
  const unit = findDatePart(argument)?.unit
  if (unit === undefined) return undefined
  const date = asMoment(isFirst ? second : first)
  return fillTemplate('date_trunc(:unit, :date)', { unit: stringLiteral(unit), date })
}

function isPartFirst(first: Expression, second: Expression): boolean {
  const isFirst = findDatePart(first) !== undefined
  const isSecond = findDatePart(second) !== undefined
  if (isFirst && isSecond) return first.kind === 'string' || second.kind !== 'string'
  return isFirst
}
