import type { Relation } from '../bind/relation.ts'
import { readableMoment } from '../dialect/literal-cast.ts'
import { expressionType } from '../logical/infer-parameters.ts'
import type { Expression, Query, TypeName } from '../syntax/ast.ts'
import { mapNode } from '../syntax/walk.ts'

type Relations = ReadonlyMap<string, Relation>

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

/** A bound query whose texts that are compared with points in time have a form that DuckDB reads. */
export function readableMoments(query: Query, relations: Relations): Query {
  const beside = (expression: Expression, other: Expression): Expression =>
    expression.kind === 'string'
      ? readable(expression, expressionType(other, relations))
      : expression
  const rewritten = mapNode(query, (node) => {
    switch (node.kind) {
      case 'binary': {
        const { left, right } = node
        if (!comparisons.has(node.operator)) return node
        return { ...node, left: beside(left, right), right: beside(right, left) }
      }
      case 'between':
        return {
          ...node,
          low: beside(node.low, node.operand),
          high: beside(node.high, node.operand),
        }
      case 'in-list':
        return { ...node, items: node.items.map((item) => beside(item, node.operand)) }
      default:
        return node
    }
  })
  return rewritten.kind === 'query' ? rewritten : query
}

function readable(
  literal: Extract<Expression, { kind: 'string' }>,
  type: TypeName | undefined,
): Expression {
  const value = type === undefined ? literal.value : readableMoment(literal.value, type)
  return value === literal.value ? literal : { ...literal, value }
}
