import type { Relation } from '../bind/relation.ts'
import { sourceColumn } from '../bind/relation.ts'
import type { Expression, Node, Query } from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'

/**
 * Rewrites what DuckDB compares letter by letter although its column ignores letter case: row comparisons, and
 * counting DISTINCT values.
 */
export function followCollations(query: Query, relations: ReadonlyMap<string, Relation>): Query {
  const ignoresCase = (expression: Expression): boolean => {
    if (expression.kind !== 'column' || expression.path.length !== 2) return false
    const relation = relations.get(expression.path[0]?.name ?? '')
    return (
      relation?.kind === 'source' &&
      sourceColumn(relation, expression.path[1]?.name ?? '')?.collation === 'ignore-case'
    )
  }
  const visit = <N extends Node>(node: N): N => {
    const inner = mapChildren(node, visit)
    if (inner.kind === 'function' && inner.distinct && inner.name.toLowerCase() === 'count') {
      return {
        ...inner,
        arguments: inner.arguments.map((argument) =>
          ignoresCase(argument) ? lower(argument) : argument,
        ),
      }
    }
    if (inner.kind === 'in-list' && inner.operand.kind === 'row') {
      const folded = inner.operand.items.map(ignoresCase)
      return {
        ...inner,
        operand: lowerItems(inner.operand, folded),
        items: inner.items.map((item) => lowerItems(item, folded)),
      }
    }
    if (inner.kind === 'binary' && inner.left.kind === 'row' && inner.right.kind === 'row') {
      const folded = inner.left.items.map(
        (item, index) =>
          ignoresCase(item) ||
          (inner.right.kind === 'row' && ignoresCase(inner.right.items[index] ?? item)),
      )
      return {
        ...inner,
        left: lowerItems(inner.left, folded),
        right: lowerItems(inner.right, folded),
      }
    }
    return inner
  }
  return visit(query)
}

function lowerItems(expression: Expression, folded: readonly boolean[]): Expression {
  if (expression.kind !== 'row') return expression
  return {
    ...expression,
    items: expression.items.map((item, index) => (folded[index] === true ? lower(item) : item)),
  }
}

function lower(expression: Expression): Expression {
  return {
    kind: 'function',
    qualifier: [],
    name: 'lower',
    arguments: [expression],
    distinct: false,
    orderBy: [],
    withinGroup: [],
  }
}
