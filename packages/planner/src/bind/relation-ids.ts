import type { TableExpression } from '../syntax/ast.ts'

/** Ids of the relations of a bound FROM element, from left to right. */
export function relationIds(table: TableExpression): readonly string[] {
  switch (table.kind) {
    case 'join':
      return [...relationIds(table.left), ...relationIds(table.right)]
    case 'table':
    case 'derived-table':
    case 'table-function': {
      const id =
        table.alias?.name.name ?? (table.kind === 'table' ? table.path[0]?.name : undefined)
      return id === undefined ? [] : [id]
    }
  }
}
