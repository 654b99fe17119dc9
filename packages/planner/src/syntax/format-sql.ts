import type { Node } from './ast.ts'
import { formatExpression, formatType } from './format-expression.ts'
import { formatList, formatName, formatPath } from './format-name.ts'
import {
  formatCommonTable,
  formatFrame,
  formatFrameBound,
  formatGroupBy,
  formatGroupingSets,
  formatQuery,
  formatSelect,
  formatSetOperation,
  formatWindow,
} from './format-query.ts'
import {
  formatAlias,
  formatDerived,
  formatJoin,
  formatReference,
  formatTableFunction,
} from './format-table.ts'

/**
 * A tree as plain DuckDB SQL. Needs no catalog and no positions, adds no collation and keeps every function, also those of
 * other dialects. NULLS and ESCAPE are always said.
 */
export function formatSql(node: Node): string {
  switch (node.kind) {
    case 'query':
      return formatQuery(node, formatSql)
    case 'select':
      return formatSelect(node, formatSql)
    case 'set-operation':
      return formatSetOperation(node, formatSql)
    case 'values':
      return `VALUES ${formatList(node.rows, formatSql)}`
    case 'values-row':
      return `(${formatList(node.items, formatSql)})`
    case 'with':
      return formatList(node.tables, formatSql)
    case 'common-table':
      return formatCommonTable(node, formatSql)
    case 'distinct':
      return formatList(node.on, formatSql)
    case 'select-item':
      return node.alias
        ? `${formatSql(node.expression)} AS ${formatName(node.alias)}`
        : formatSql(node.expression)
    case 'group-by':
      return formatGroupBy(node, formatSql)
    case 'grouping-sets':
      return formatGroupingSets(node, formatSql)
    case 'grouping-set':
      return `(${formatList(node.items, formatSql)})`
    case 'order-item':
      return `${formatSql(node.expression)} ${node.direction.toUpperCase()} NULLS ${node.nulls.toUpperCase()}`
    case 'order-all':
      return `ALL ${node.direction.toUpperCase()} NULLS ${node.nulls.toUpperCase()}`
    case 'table':
      return formatReference(node, formatSql)
    case 'derived-table':
      return formatDerived(node, formatSql)
    case 'table-function':
      return formatTableFunction(node, formatSql)
    case 'join':
      return formatJoin(node, formatSql)
    case 'table-alias':
      return formatAlias(node)
    case 'identifier':
      return formatName(node)
    case 'named-window':
      return `${formatName(node.name)} AS (${formatSql(node.window)})`
    case 'window':
      return formatWindow(node, formatSql)
    case 'window-reference':
      return formatName(node.name)
    case 'frame':
      return formatFrame(node, formatSql)
    case 'frame-bound':
      return formatFrameBound(node, formatSql)
    case 'case-branch':
      return `WHEN ${formatSql(node.condition)} THEN ${formatSql(node.result)}`
    case 'type-name':
      return formatType(node)
    case 'explain':
      return `EXPLAIN ${node.analyze ? 'ANALYZE ' : ''}${formatSql(node.query)}`
    case 'set':
      return `SET ${node.name} = ${formatSql(node.value)}`
    case 'show':
      return `SHOW ${node.name}`
    case 'reset':
      return `RESET ${node.name}`
    case 'reset-schema-cache':
      return 'RESET SCHEMA CACHE'
    case 'create-view':
      return `${createVerb[node.mode]} LOCAL VIEW ${formatPath(node.path)} AS ${formatSql(node.query)}`
    case 'drop-view':
      return `DROP LOCAL VIEW ${node.ifExists ? 'IF EXISTS ' : ''}${formatPath(node.path)}`
    default:
      return formatExpression(node, formatSql)
  }
}

const createVerb = { create: 'CREATE', replace: 'CREATE OR REPLACE', alter: 'ALTER' } as const
