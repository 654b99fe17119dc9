import type { Expression } from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'
import type { Constant } from './constant.ts'
import { type FoldContext, fold } from './fold.ts'

/** What a condition is for every row: NULL counts as `unknown`. */
export type Truth = 'true' | 'false' | 'unknown'

/** The truth of a condition that is the same for every row; undefined where rows decide, or only the engine knows. */
export function truthOf(expression: Expression, context: FoldContext): Truth | undefined {
  switch (expression.kind) {
    case 'boolean':
      return expression.value ? 'true' : 'false'
    case 'null':
      return 'unknown'
    case 'unary':
      return expression.operator === 'not'
        ? negate(truthOf(expression.operand, context))
        : undefined
    case 'logical': {
      const parts = expression.operands.map((operand) => truthOf(operand, context))
      const [decides, otherwise] =
        expression.operator === 'and' ? (['false', 'true'] as const) : (['true', 'false'] as const)
      if (parts.includes(decides)) return decides
      if (parts.includes(undefined)) return undefined
      return parts.includes('unknown') ? 'unknown' : otherwise
    }
    case 'binary': {
      const left = fold(expression.left, context)
      const right = fold(expression.right, context)
      return left && right && compare(left, expression.operator, right)
    }
    default:
      return undefined
  }
}

/** Whether a condition reads no column and no other query. */
export function isWithoutColumns(expression: Expression): boolean {
  let reads = false
  walk(expression, (node) => {
    if (node.kind === 'column' || node.kind === 'query') reads = true
    return !reads
  })
  return !reads
}

function negate(truth: Truth | undefined): Truth | undefined {
  if (truth === 'true') return 'false'
  return truth === 'false' ? 'true' : truth
}

/** Numbers and times only: how texts compare is the engine's to say. */
function compare(left: Constant, operator: string, right: Constant): Truth | undefined {
  if (left.kind === 'number' && right.kind === 'number') {
    // Digits can say more than a JavaScript number holds.
    if (left.value === right.value && left.text !== right.text) return undefined
    return ordered(left.value, operator, right.value)
  }
  if (left.kind === 'timestamp' && right.kind === 'timestamp')
    return ordered(left.microseconds, operator, right.microseconds)
  return undefined
}

function ordered<T extends number | bigint>(
  left: T,
  operator: string,
  right: T,
): Truth | undefined {
  const told = (holds: boolean): Truth => (holds ? 'true' : 'false')
  switch (operator) {
    case '=':
      return told(left === right)
    case '<>':
      return told(left !== right)
    case '<':
      return told(left < right)
    case '<=':
      return told(left <= right)
    case '>':
      return told(left > right)
    case '>=':
      return told(left >= right)
    default:
      return undefined
  }
}
