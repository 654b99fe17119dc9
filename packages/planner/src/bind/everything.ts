import type { Column } from '@devopsql/schema'
import type { Expression } from '../syntax/ast.ts'
import type { Binding } from './binding.ts'
import { type Relation, sourceColumn } from './relation.ts'
import { resolveColumn, type Scope } from './scope.ts'

type Comparison = Extract<Expression, { readonly kind: 'binary' | 'in-list' }>

/** Whether a column is compared with the constant that stands for each of its values. */
export function asksForEverything(
  comparison: Comparison,
  scope: Scope | undefined,
  binding: Binding,
): boolean {
  const sides =
    comparison.kind === 'in-list'
      ? comparison.items.map((item) => [comparison.operand, item] as const)
      : comparison.operator === '='
        ? [
            [comparison.left, comparison.right] as const,
            [comparison.right, comparison.left] as const,
          ]
        : []
  return sides.some(([one, other]) => {
    if (other.kind !== 'string' || scope === undefined) return false
    const everything = columnOf(one, scope, binding)?.everything
    return everything?.toLowerCase() === other.value.toLowerCase()
  })
}

function columnOf(expression: Expression, scope: Scope, binding: Binding): Column | undefined {
  if (expression.kind !== 'column') return undefined
  const found = resolveColumn(expression, scope)
  return found.kind === 'column' ? shownColumn(found.relation, found.column, binding) : undefined
}

/** The column of a source that a relation shows under this name. */
function shownColumn(relation: Relation, name: string, binding: Binding): Column | undefined {
  if (relation.kind === 'source') return sourceColumn(relation, name)
  const origin = relation.columns?.find((column) => column.name === name)?.origin
  const from = origin && binding.relations.get(origin.relation)
  return from && shownColumn(from, origin.column, binding)
}
