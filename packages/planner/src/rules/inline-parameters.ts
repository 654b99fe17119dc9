import type { Column, SqlValue } from '@devopsql/schema'
import { type Relation, sourceColumn } from '../bind/relation.ts'
import { formatTimestamp } from '../logical/constant.ts'
import type { ScanPlan } from '../requests/scan-plan.ts'
import type { Expression, Node, Query } from '../syntax/ast.ts'
import { stringLiteral } from '../syntax/build.ts'
import { mapNode } from '../syntax/walk.ts'

/**
 * Writes the value that is asked for in place of each request parameter: the rows that are loaded don't have it, so
 * that `*` doesn't show it.
 */
export function inlineParameters(
  query: Query,
  relations: ReadonlyMap<string, Relation>,
  scans: readonly ScanPlan[],
): Query {
  const parameterOf = (node: Node): { column: Column; scan: string } | undefined => {
    if (node.kind !== 'column' || node.path.length !== 2) return undefined
    const [relation = '', name = ''] = node.path.map((part) => part.name)
    const found = relations.get(relation)
    const column = found?.kind === 'source' ? sourceColumn(found, name) : undefined
    return column?.source.kind === 'parameter' ? { column, scan: relation } : undefined
  }
  const askedOf = (scan: string, name: string): SqlValue => {
    const columns = scans.find(({ id }) => id === scan)?.columns ?? []
    const source = columns.find((column) => column.name === name)?.source
    return source?.kind === 'parameter' ? (source.asked ?? null) : null
  }
  const named = mapNode(query, (node) => {
    if (node.kind !== 'select-item' || node.alias !== undefined) return node
    const found = parameterOf(node.expression)
    return found ? { ...node, alias: { kind: 'identifier', name: found.column.name } } : node
  })
  const inlined = mapNode(named, (node) => {
    const found = parameterOf(node)
    return found ? constantOf(askedOf(found.scan, found.column.name), found.column) : node
  })
  return inlined.kind === 'query' ? inlined : query
}

function constantOf(value: SqlValue, { type }: Column): Expression {
  const text = typeof value === 'bigint' ? formatTimestamp(value) : String(value)
  const operand: Expression = value === null ? { kind: 'null' } : stringLiteral(text)
  return {
    kind: 'cast',
    operand,
    type: { kind: 'type-name', name: type.toUpperCase(), parameters: [], listDepth: 0 },
    try: false,
  }
}
