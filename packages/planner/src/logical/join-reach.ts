import { relationIds } from '../bind/relation-ids.ts'
import type { Join, TableExpression } from '../syntax/ast.ts'

/** To which sides of a join its ON may be applied before it. */
export function onReaches(join: Join): { readonly left: boolean; readonly right: boolean } {
  if (join.asof) return { left: false, right: false }
  switch (join.type) {
    case 'inner':
    case 'semi':
      return { left: true, right: true }
    case 'left':
    case 'anti':
      return { left: false, right: true }
    case 'right':
      return { left: true, right: false }
    case 'full':
    case 'cross':
    case 'positional':
      return { left: false, right: false }
  }
}

/** Relations of a FROM element whose rows a join in it may replace by NULL, or whose rows WHERE doesn't see. */
export function nullSuppliedIds(table: TableExpression): readonly string[] {
  if (table.kind !== 'join') return []
  const below = [...nullSuppliedIds(table.left), ...nullSuppliedIds(table.right)]
  switch (table.type) {
    case 'left':
    case 'anti':
      return [...below, ...relationIds(table.right)]
    case 'right':
      return [...below, ...relationIds(table.left)]
    case 'full':
    case 'positional':
      return [...below, ...relationIds(table.left), ...relationIds(table.right)]
    case 'inner':
    case 'cross':
    case 'semi':
      return below
  }
}

/** Whether a join chooses what it pairs among all rows of that side, so that nothing above it may take some away. */
export function isSealed(join: Join, side: 'left' | 'right'): boolean {
  return join.type === 'positional' || (join.asof && side === 'right')
}

/** Relations of a FROM element that no condition above it may filter, because a join or a sample chooses among all their rows. */
export function sealedIds(table: TableExpression): readonly string[] {
  if (table.kind !== 'join') return table.sample === undefined ? [] : relationIds(table)
  const of = (side: 'left' | 'right'): readonly string[] =>
    isSealed(table, side) ? relationIds(table[side]) : sealedIds(table[side])
  return [...of('left'), ...of('right')]
}

/** Relations whose rows a condition above these FROM elements may filter. */
export function openIds(tables: readonly TableExpression[]): ReadonlySet<string> {
  const sealed = new Set(tables.flatMap(sealedIds))
  return new Set(tables.flatMap(relationIds).filter((id) => !sealed.has(id)))
}
