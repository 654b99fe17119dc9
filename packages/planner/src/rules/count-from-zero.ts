import { type Relation, sourceColumn } from '../bind/relation.ts'
import type { Expression, Query } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'
import { mapNode } from '../syntax/walk.ts'

/**
 * Lists whose first element is number 0, as PostgreSQL's `int2vector`: subscripts and `generate_subscripts` count as the
 * query means them, and as text they are numbers with blanks between.
 */
export function countFromZero(query: Query, relations: ReadonlyMap<string, Relation>): Query {
  const isOfThem = (expression: Expression | undefined): boolean => {
    if (expression?.kind !== 'column' || expression.path.length !== 2) return false
    const [relation, column] = expression.path.map((part) => part.name)
    return countsFromZero({ relation: relation ?? '', column: column ?? '' }, relations)
  }
  const rewritten = mapNode(query, (node) => {
    switch (node.kind) {
      case 'subscript':
        return isOfThem(node.operand) ? { ...node, index: shifted(node.index, '+') } : node
      case 'function': {
        const isSubscripts = node.name.toLowerCase() === 'generate_subscripts'
        return isSubscripts && isOfThem(node.arguments[0]) ? shifted(node, '-') : node
      }
      case 'cast': {
        const isText = node.type.name === 'VARCHAR' && node.type.listDepth === 0
        return isText && isOfThem(node.operand) ? joined(node.operand) : node
      }
      default:
        return node
    }
  })
  return rewritten.kind === 'query' ? rewritten : query
}

function countsFromZero(
  at: { readonly relation: string; readonly column: string },
  relations: ReadonlyMap<string, Relation>,
): boolean {
  const relation = relations.get(at.relation)
  if (relation === undefined) return false
  if (relation.kind === 'source') return sourceColumn(relation, at.column)?.countsFromZero === true
  const origin = relation.columns?.find((column) => column.name === at.column)?.origin
  return origin !== undefined && countsFromZero(origin, relations)
}

function shifted(value: Expression, operator: '+' | '-'): Expression {
  return { kind: 'binary', operator, left: value, right: { kind: 'number', text: '1' } }
}

function joined(list: Expression): Expression {
  const texts: Expression = {
    kind: 'cast',
    operand: list,
    type: { kind: 'type-name', name: 'VARCHAR', parameters: [], listDepth: 1 },
    try: false,
  }
  return call('array_to_string', [texts, stringLiteral(' ')])
}
