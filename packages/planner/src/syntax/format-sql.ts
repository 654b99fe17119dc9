import type { Node } from './ast.ts'
import { formatExpression, formatType } from './format-expression.ts'
import { type Format, formatList, formatName, formatPath, words } from './format-name.ts'
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
  formatSample,
  formatTableFunction,
} from './format-table.ts'

/**
 * A tree as plain DuckDB SQL. Needs no catalog and no positions, adds no collation and keeps every function, also those of
 * other dialects. NULLS and ESCAPE are always said.
 */
export function formatSql(node: Node): string {
  return formatNode(node, formatSql)
}

/** One node, with `format` for the nodes below it. */
export function formatNode(node: Node, format: Format): string {
  switch (node.kind) {
    case 'query':
      return formatQuery(node, format)
    case 'select':
      return formatSelect(node, format)
    case 'set-operation':
      return formatSetOperation(node, format)
    case 'values':
      return `VALUES ${formatList(node.rows, format)}`
    case 'values-row':
      return `(${formatList(node.items, format)})`
    case 'with':
      return formatList(node.tables, format)
    case 'common-table':
      return formatCommonTable(node, format)
    case 'distinct':
      return formatList(node.on, format)
    case 'select-item':
      return node.alias
        ? `${format(node.expression)} AS ${formatName(node.alias)}`
        : format(node.expression)
    case 'group-by':
      return formatGroupBy(node, format)
    case 'grouping-sets':
      return formatGroupingSets(node, format)
    case 'grouping-set':
      return `(${formatList(node.items, format)})`
    case 'order-item':
      return `${format(node.expression)} ${node.direction.toUpperCase()} NULLS ${node.nulls.toUpperCase()}`
    case 'order-all':
      return `ALL ${node.direction.toUpperCase()} NULLS ${node.nulls.toUpperCase()}`
    case 'table':
      return formatReference(node, format)
    case 'derived-table':
      return formatDerived(node, format)
    case 'table-function':
      return formatTableFunction(node, format)
    case 'join':
      return formatJoin(node, format)
    case 'table-alias':
      return formatAlias(node)
    case 'sample':
      return formatSample(node)
    case 'identifier':
      return formatName(node)
    case 'named-window':
      return `${formatName(node.name)} AS (${format(node.window)})`
    case 'window':
      return formatWindow(node, format)
    case 'window-reference':
      return formatName(node.name)
    case 'frame':
      return formatFrame(node, format)
    case 'frame-bound':
      return formatFrameBound(node, format)
    case 'case-branch':
      return `WHEN ${format(node.condition)} THEN ${format(node.result)}`
    case 'type-name':
      return formatType(node)
    case 'explain':
      return `EXPLAIN ${node.analyze ? 'ANALYZE ' : ''}${format(node.query)}`
    case 'set':
      return `SET ${node.name} = ${format(node.value)}`
    case 'show':
      return `SHOW ${node.name}`
    case 'reset':
      return `RESET ${node.name}`
    case 'reset-schema-cache':
      return 'RESET SCHEMA CACHE'
    case 'create-view':
      return `${createVerb[node.mode]} LOCAL VIEW ${formatPath(node.path)} AS ${format(node.query)}`
    case 'drop-view':
      return `DROP LOCAL VIEW ${node.ifExists ? 'IF EXISTS ' : ''}${formatPath(node.path)}`
    case 'exec':
      return words(`EXEC ${formatPath(node.path)}`, formatList(node.arguments, format))
    case 'exec-argument':
      return `${formatName(node.name)} = ${format(node.value)}`
    default:
      return formatExpression(node, format)
  }
}

const createVerb = { create: 'CREATE', replace: 'CREATE OR REPLACE', alter: 'ALTER' } as const
