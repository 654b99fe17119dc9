import { DevopsqlError } from '@devopsql/errors'
import { tableReferences } from '../bind/table-names.ts'
import type {
  DerivedTable,
  Node,
  Query,
  RelationName,
  TableExpression,
  TableReference,
} from '../syntax/ast.ts'
import { replaceNodes, withoutSpans } from '../syntax/walk.ts'

/** A named query. */
export interface View {
  readonly name: string
  readonly query: Query
  /** Where a list of tables shows it; absent for one that no list shows. */
  readonly place?: Omit<RelationName, 'name'>
}

/**
 * The query with its references to views replaced by what the views say, to any depth. Common tables of its own go first.
 * What comes from a view has no position: the text is another. Throws `DEVOPSQL_INVALID_SQL` for a view that reads itself.
 */
export function expandViews(
  query: Query,
  find: (reference: TableReference) => View | undefined,
): Query {
  return expand(query, { find, around: [] })
}

interface Expansion {
  readonly find: (reference: TableReference) => View | undefined
  /** Names of the views that the query is part of, the innermost last. */
  readonly around: readonly string[]
}

function expand(query: Query, { find, around }: Expansion): Query {
  const replacements = new Map<Node, TableExpression>()
  for (const reference of tableReferences(query)) {
    const view = find(reference)
    if (view === undefined) {
      if (around.length > 0) replacements.set(reference, { ...reference, inView: true })
      continue
    }
    if (around.includes(view.name)) throw readsItself([...around, view.name])
    const inner = expand(view.query, { find, around: [...around, view.name] })
    replacements.set(reference, derivedTable(reference, { ...view, query: withoutSpans(inner) }))
  }
  return replacements.size === 0 ? query : replaceNodes(query, replacements)
}

function derivedTable(reference: TableReference, { name: of, query, place }: View): DerivedTable {
  const name = reference.path.at(-1)
  const { span, alias = name && { kind: 'table-alias', name, columns: [] } } = reference
  const view = place && { ...place, name: of }
  return { kind: 'derived-table', lateral: false, query, alias, span, ...(view && { view }) }
}

function readsItself(path: readonly string[]): DevopsqlError {
  return new DevopsqlError(`view ${String(path[0])} reads itself: ${path.join(' > ')}`, {
    code: 'DEVOPSQL_INVALID_SQL',
    hint: 'Let one of these views read tables only.',
  })
}
