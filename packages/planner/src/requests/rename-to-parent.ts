import { type Column, findColumn, type ParentLink, type Table } from '@devopsql/schema'
import type { Predicate } from '../logical/predicate.ts'

export interface ParentTable {
  readonly link: ParentLink
  readonly table: Table
}

/** The column of the parent table that a column equals in every row; undefined when there is none. */
export function parentColumn(column: Column, { link, table }: ParentTable): Column | undefined {
  const name = column.source.kind === 'parent' ? column.source.column : link.equals?.[column.name]
  return name === undefined ? undefined : findColumn(table, name)
}

/** The predicate in the words of the parent table, or undefined when one of its columns isn't the parent's. */
export function renameToParent(predicate: Predicate, parent: ParentTable): Predicate | undefined {
  switch (predicate.kind) {
    case 'and':
    case 'or': {
      const parts = predicate.parts.map((part) => renameToParent(part, parent))
      const known = parts.filter((part): part is Predicate => part !== undefined)
      return known.length === parts.length ? { ...predicate, parts: known } : undefined
    }
    case 'compare':
    case 'in':
    case 'is-null':
    case 'contains': {
      const column = parentColumn(predicate.column, parent)
      return column ? { ...predicate, column } : undefined
    }
    case 'opaque':
      return undefined
    case 'never':
      return predicate
  }
}
