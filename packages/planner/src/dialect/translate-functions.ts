import type { Expression, Query } from '../syntax/ast.ts'
import { mapExpressions } from '../syntax/walk.ts'
import { translateCast, translateLiteral } from './cast-types.ts'
import { comparePeriods } from './compare-periods.ts'
import { findPeriod, firstDay, periodOf } from './date-periods.ts'
import type { DialectContext } from './dialect-function.ts'
import { nameColumns } from './name-columns.ts'
import { similarTo } from './similar-to.ts'
import { translateCall } from './translate-call.ts'

/** Turns functions and types of other dialects into DuckDB's own, as far as can be in forms that fold to constants. */
export function translateFunctions(query: Query, context: DialectContext): Query {
  const named = nameColumns(query, context)
  if (named.kind !== 'query') return query
  // A comparison needs the date literal as it was written, so it comes before its operands are translated.
  const compared = mapExpressions(named, (expression) => comparePeriods(expression, context))
  return mapExpressions(compared, (expression) => translate(expression, context))
}

function translate(expression: Expression, context: DialectContext): Expression {
  switch (expression.kind) {
    case 'cast':
      return translateCast(expression)
    case 'typed-literal':
      return translateLiteral(expression)
    case 'like':
      return expression.operator === 'similar to' ? similarTo(expression) : expression
    case 'function': {
      const translated = translateCall(expression, context)
      const period = translated === expression ? findPeriod(expression) : undefined
      if (period === undefined) return translated
      return { ...firstDay(periodOf(period, expression, context)), span: expression.span }
    }
    default:
      return expression
  }
}
