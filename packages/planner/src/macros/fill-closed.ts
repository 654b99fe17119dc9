import { fillTree } from '../dialect/sql-template.ts'
import type { DerivedTable, Expression, Node, Query, SelectItem } from '../syntax/ast.ts'
import { identifier, queryOf } from '../syntax/build.ts'
import { mapChildren, mapExpressions, walk } from '../syntax/walk.ts'

type Values = Readonly<Record<string, Expression>>

/**
 * A template with its holes filled. A column without the name of its table would belong to a table of the template there, so
 * the template's own queries get such values from a table of one row, in which nothing else can be meant.
 */
export function fillClosed(tree: Expression, values: Values): Expression {
  const isOpen = Object.values(values).some(hasBareColumn)
  if (!isOpen) return fillTree(tree, values)
  const item: SelectItem = { kind: 'select-item', expression: tree }
  const closed = mapChildren(item, (node) => closeQueries(node, values))
  return fillTree(closed.expression, values)
}

function hasBareColumn(value: Expression): boolean {
  let found = false
  walk(value, (node) => {
    found ||= node.kind === 'column' && node.path.length === 1
    return !found
  })
  return found
}

function closeQueries<N extends Node>(node: N, values: Values): N {
  if (node.kind === 'query') return closeQuery(node, values) as N
  return mapChildren(node, (child) => closeQueries(child, values))
}

const given = '#given'

function closeQuery(query: Query, values: Values): Query {
  const filled = mapExpressions(query, (expression) =>
    expression.kind === 'parameter' && expression.name in values
      ? { kind: 'column', path: [identifier(given), identifier(expression.name)] }
      : expression,
  )
  if (filled.body.kind !== 'select') return query
  return { ...filled, body: { ...filled.body, from: [oneRow(values), ...filled.body.from] } }
}

function oneRow(values: Values): DerivedTable {
  const items = Object.entries(values).map(
    ([name, expression]): SelectItem => ({
      kind: 'select-item',
      expression,
      alias: identifier(name),
    }),
  )
  return {
    kind: 'derived-table',
    query: queryOf({ kind: 'select', items, from: [], windows: [] }),
    lateral: false,
    alias: { kind: 'table-alias', name: identifier(given), columns: [] },
  }
}
