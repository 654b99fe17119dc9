import { translateFunctions } from '../dialect/translate-functions.ts'
import type { Node } from './ast.ts'
import { formatExpression, formatType } from './format-expression.ts'
import { formatList, formatName } from './format-name.ts'
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
 * A tree as plain DuckDB SQL. Needs no catalog and no positions, adds no collation, keeps functions that it doesn't know;
 * those of other dialects become DuckDB's. NULLS and ESCAPE are always said.
 */
export function formatSql(node: Node): string {
  return formatNode(translateFunctions(node))
}

function formatNode(node: Node): string {
  switch (node.kind) {
    case 'query':
      return formatQuery(node, formatNode)
    case 'select':
      return formatSelect(node, formatNode)
    case 'set-operation':
      return formatSetOperation(node, formatNode)
    case 'values':
      return `VALUES ${formatList(node.rows, formatNode)}`
    case 'values-row':
      return `(${formatList(node.items, formatNode)})`
    case 'with':
      return formatList(node.tables, formatNode)
    case 'common-table':
      return formatCommonTable(node, formatNode)
    case 'distinct':
      return formatList(node.on, formatNode)
    case 'select-item':
      return node.alias
        ? `${formatNode(node.expression)} AS ${formatName(node.alias)}`
        : formatNode(node.expression)
    case 'group-by':
      return formatGroupBy(node, formatNode)
    case 'grouping-sets':
      return formatGroupingSets(node, formatNode)
    case 'grouping-set':
      return `(${formatList(node.items, formatNode)})`
    case 'order-item':
      return `${formatNode(node.expression)} ${node.direction.toUpperCase()} NULLS ${node.nulls.toUpperCase()}`
    case 'order-all':
      return `ALL ${node.direction.toUpperCase()} NULLS ${node.nulls.toUpperCase()}`
    case 'table':
      return formatReference(node, formatNode)
    case 'derived-table':
      return formatDerived(node, formatNode)
    case 'table-function':
      return formatTableFunction(node, formatNode)
    case 'join':
      return formatJoin(node, formatNode)
    case 'table-alias':
      return formatAlias(node)
    case 'identifier':
      return formatName(node)
    case 'named-window':
      return `${formatName(node.name)} AS (${formatNode(node.window)})`
    case 'window':
      return formatWindow(node, formatNode)
    case 'window-reference':
      return formatName(node.name)
    case 'frame':
      return formatFrame(node, formatNode)
    case 'frame-bound':
      return formatFrameBound(node, formatNode)
    case 'case-branch':
      return `WHEN ${formatNode(node.condition)} THEN ${formatNode(node.result)}`
    case 'type-name':
      return formatType(node)
    case 'explain':
      return `EXPLAIN ${node.analyze ? 'ANALYZE ' : ''}${formatNode(node.query)}`
    case 'set':
      return `SET ${node.name} = ${formatNode(node.value)}`
    case 'show':
      return `SHOW ${node.name}`
    case 'reset':
      return `RESET ${node.name}`
    default:
      return formatExpression(node, formatNode)
  }
}
