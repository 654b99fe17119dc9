import { type Column, findColumn, type ParentLink, type Table } from '@devopsql/schema'
import type { Predicate } from '../logical/predicate.ts'

export interface ParentTable {
  readonly link: ParentLink
  readonly table: Table
}

/** The name of the parent's column that a column equals, unless it is NULL; undefined when there is none. */
export function nameInParent({ name, source }: Column, link: ParentLink): string | undefined {
  return source.kind === 'parent'
    ? source.column
    : (link.equals?.[name] ?? link.equalsUnlessNull?.[name])
}

/** Whether a column may be NULL where that of the parent is not. */
export function isLoose({ name }: Column, link: ParentLink): boolean {
  return link.equalsUnlessNull?.[name] !== undefined
}

/** The column of the parent table that a column equals, unless it is NULL; undefined when there is none. */
export function parentColumn(column: Column, { link, table }: ParentTable): Column | undefined {
  const name = nameInParent(column, link)
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
    case 'is-null':
      return isLoose(predicate.column, parent.link)
        ? undefined
        : withParentColumn(predicate, parent)
    case 'compare':
    case 'in':
    case 'contains':
      return withParentColumn(predicate, parent)
    case 'opaque':
      return undefined
    case 'never':
      return predicate
  }
}

function withParentColumn(
  predicate: Extract<Predicate, { readonly column: Column }>,
  parent: ParentTable,
): Predicate | undefined {
  const column = parentColumn(predicate.column, parent)
  return column ? { ...predicate, column } : undefined
}
