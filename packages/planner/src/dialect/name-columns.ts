import type { Expression, Node, SelectItem } from '../syntax/ast.ts'
import { formatSql } from '../syntax/format-sql.ts'
import { mapNode, walk } from '../syntax/walk.ts'
import { castTypes } from './cast-types.ts'
import { findPeriod } from './date-periods.ts'
import type { DialectContext } from './dialect-function.ts'
import { findFunctions } from './function-table.ts'

/** Gives result columns without alias the text that they were written with, where a translation would show in their name. */
export function nameColumns(node: Node, context: DialectContext): Node {
  return mapNode(node, (child) => {
    if (child.kind !== 'select-item' || child.alias !== undefined) return child
    return isTranslated(child.expression) ? named(child, context) : child
  })
}

function isTranslated(expression: Expression): boolean {
  let found = false
  walk(expression, (node) => {
    if (node.kind === 'query') return false
    if (node.kind === 'function')
      found ||= findFunctions(node.name.toLowerCase()).length > 0 || findPeriod(node) !== undefined
    if (node.kind === 'cast') found ||= Object.hasOwn(castTypes, node.type.name)
    return !found
  })
  return found
}

function named(item: SelectItem, { sql }: DialectContext): SelectItem {
  const { expression } = item
  const { span } = expression
  const name =
    sql === undefined || span === undefined
      ? formatSql(expression)
      : sql.slice(span.start, span.end).replaceAll(/\s+/g, ' ')
  return { ...item, alias: { kind: 'identifier', name } }
}
