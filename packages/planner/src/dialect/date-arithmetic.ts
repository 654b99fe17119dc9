import type { Expression } from '../syntax/ast.ts'
import { datePartOf, unfitPart } from './date-parts.ts'
import { callError } from './dialect-error.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { fillTemplate } from './sql-template.ts'
import { weekdayNumber } from './weekday.ts'

/** DATEADD. */
export function addToDate(named: NamedCall): Expression {
  const argument = argumentOf(named, 'part')
  const part = datePartOf(argument, named.call)
  if (part.add === undefined) throw unfitPart(part, { call: named.call, argument })
  return fillTemplate(part.add, named.values)
}

/** DATEDIFF. */
export function dateDifference(named: NamedCall): Expression {
  const argument = argumentOf(named, 'part')
  const part = datePartOf(argument, named.call)
  if (part.difference === undefined) throw unfitPart(part, { call: named.call, argument })
  return fillTemplate(part.difference, named.values)
}

/** DATEPART. */
export function datePart(named: NamedCall): Expression {
  return fillTemplate(datePartOf(argumentOf(named, 'part'), named.call).value, named.values)
}

/** DATEPART with the first day of the week, which only weekdays depend on. */
export function datePartFrom(named: NamedCall): Expression {
  const part = datePartOf(argumentOf(named, 'part'), named.call)
  const first = weekdayNumber(argumentOf(named, 'first'), named.call)
  if (part.name === 'week') {
    throw callError('DATEPART counts weeks from Sunday only', {
      call: named.call,
      argument: argumentOf(named, 'first'),
      hint: 'Use iso_week for weeks that begin on Monday.',
    })
  }
  const value = part.name === 'weekday' ? `(isodow(:date) + ${7 - first}) % 7 + 1` : part.value
  return fillTemplate(value, named.values)
}

/** DATENAME. */
export function dateName(named: NamedCall): Expression {
  const part = datePartOf(argumentOf(named, 'part'), named.call)
  return fillTemplate(part.label ?? `CAST(${part.value} AS VARCHAR)`, named.values)
}

/** TO_DAYS of a date; undefined for `to_days(3)`, which is an interval of DuckDB. */
export function daysSinceYearZero(named: NamedCall): Expression | undefined {
  const value = argumentOf(named, 'date')
  const isNumber = value.kind === 'number' || (value.kind === 'unary' && value.operator === '-')
  if (isNumber) return undefined
  return fillTemplate(
    "date_diff('day', DATE '1970-01-01', CAST(:date AS DATE)) + 719528",
    named.values,
  )
}
