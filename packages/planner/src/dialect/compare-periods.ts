import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { boundLiteral, findPeriod, periodOf } from './date-periods.ts'
import type { DialectContext } from './dialect-function.ts'

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

const flipped: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/**
 * A comparison with a date literal as one with its bounds: `=` is within, `<` before its first moment, `>` after its last,
 * `<=` and `>=` with the period itself. Any other expression stays.
 */
export function comparePeriods(expression: Expression, context: DialectContext): Expression {
  switch (expression.kind) {
    case 'binary': {
      const { operator, left, right } = expression
      if (!isComparison(operator)) return expression
      const compared =
        compare({ value: left, operator, other: right }, context) ??
        compare({ value: right, operator: flipped[operator], other: left }, context)
      return compared === undefined ? expression : { ...compared, span: expression.span }
    }
    case 'in-list': {
      const { operand, items, negated, span } = expression
      const within = items.map((other) =>
        compare({ value: operand, operator: '=', other }, context),
      )
      const ranges = within.filter((range) => range !== undefined)
      if (ranges.length === 0) return expression
      const rest = items.filter((_, index) => within[index] === undefined)
      const list: readonly Expression[] =
        rest.length === 0 ? [] : [{ kind: 'in-list', operand, items: rest, negated: false }]
      return negate(any([...list, ...ranges]), negated, span)
    }
    case 'between': {
      const { operand, low, high, negated, symmetric, span } = expression
      if (symmetric) return expression
      const from = compare({ value: operand, operator: '>=', other: low }, context)
      const to = compare({ value: operand, operator: '<=', other: high }, context)
      if (from === undefined && to === undefined) return expression
      const operands = [from ?? binary(operand, '>=', low), to ?? binary(operand, '<=', high)]
      return negate({ kind: 'logical', operator: 'and', operands }, negated, span)
    }
    default:
      return expression
  }
}

const comparisons: ReadonlySet<string> = new Set(Object.keys(flipped))
const isComparison = (operator: string): operator is Comparison => comparisons.has(operator)

interface Compared {
  readonly value: Expression
  readonly operator: Comparison
  readonly other: Expression
}

/** Undefined where the other side is no date literal. */
function compare(
  { value, operator, other }: Compared,
  context: DialectContext,
): Expression | undefined {
  const period = other.kind === 'function' ? findPeriod(other) : undefined
  if (other.kind !== 'function' || period === undefined || isMoment(other, operator))
    return undefined
  const { start, end } = periodOf(period, other, context)
  const first = boundLiteral(start, context)
  const after = boundLiteral(end, context)
  switch (operator) {
    case '=':
      return {
        kind: 'logical',
        operator: 'and',
        operands: [binary(value, '>=', first), binary(value, '<', after)],
      }
    case '<>':
      return any([binary(value, '<', first), binary(value, '>=', after)])
    case '<':
      return binary(value, '<', first)
    case '<=':
      return binary(value, '<', after)
    case '>':
      return binary(value, '>=', after)
    case '>=':
      return binary(value, '>=', first)
  }
}

// LAST_WEEK() and its like are date functions too: this moment a week ago. Equal to a moment is nothing, so that means the week.
const moments: ReadonlySet<string> = new Set(['last_week', 'last_month', 'last_year'])

function isMoment(call: FunctionCall, operator: Comparison): boolean {
  return moments.has(call.name.toLowerCase()) && operator !== '=' && operator !== '<>'
}

function binary(left: Expression, operator: Comparison, right: Expression): Expression {
  return { kind: 'binary', operator, left, right }
}

function any(operands: readonly Expression[]): Expression {
  const [only] = operands
  return only !== undefined && operands.length === 1
    ? only
    : { kind: 'logical', operator: 'or', operands }
}

function negate(operand: Expression, isNegated: boolean, span: Expression['span']): Expression {
  return isNegated ? { kind: 'unary', operator: 'not', operand, span } : { ...operand, span }
}
