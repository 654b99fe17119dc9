import { isInStar, type Table } from '@devopsql/schema'
import type { BoundQuery } from './bind/bind-query.ts'
import { outputPositions } from './bind/output-names.ts'
import { type OutputName, type Relation, type Source, sourceColumn } from './bind/relation.ts'
import { nullSuppliedIds } from './logical/join-reach.ts'
import type { OutputColumn, OutputSource } from './query-plan.ts'
import type { QueryBody } from './syntax/ast.ts'

/** The columns of a result with the columns that they show unchanged; undefined where only the engine knows them. */
export function outputColumns(bound: BoundQuery): readonly OutputColumn[] | undefined {
  const { query, relations } = bound
  const context: SourceContext = { relations, positions: new Map() }
  const mayBeNull = suppliesNull(query.body)
  return outputPositions(query, relations)?.map(({ name, origin }) => {
    const source = origin && sourceOf(origin, context)
    const isSupplied = origin !== undefined && mayBeNull(origin.relation)
    return { name, source: source && isSupplied ? { ...source, nullable: undefined } : source }
  })
}

/** Whether a query may put NULL in the place of what a relation has: outer joins do, and groups by part of their columns. */
function suppliesNull(body: QueryBody): (relation: string) => boolean {
  switch (body.kind) {
    case 'query':
      return suppliesNull(body.body)
    case 'select': {
      const elements = body.groupBy?.elements ?? []
      if (elements.some(({ kind }) => kind === 'grouping-sets')) return () => true
      const supplied = new Set(body.from.flatMap(nullSuppliedIds))
      return (relation) => supplied.has(relation)
    }
    case 'set-operation':
    case 'values':
      return () => true
  }
}

interface SourceContext {
  readonly relations: ReadonlyMap<string, Relation>
  /** The positions of the columns of tables, as far as they have been asked for. */
  readonly positions: Map<Table, ReadonlyMap<string, number>>
}

/** A view is where its columns come from; any other query in FROM passes on what its own tables show. */
function sourceOf(
  origin: NonNullable<OutputName['origin']>,
  context: SourceContext,
): OutputSource | undefined {
  const relation = context.relations.get(origin.relation)
  if (relation === undefined) return undefined
  if (relation.kind === 'source') return tableSource(relation, origin.column, context)
  const index = relation.columns?.findIndex(({ name }) => name === origin.column) ?? -1
  const shown = relation.columns?.[index]
  if (shown === undefined) return undefined
  if (relation.view !== undefined) {
    return {
      relation: relation.view,
      column: shown.name,
      position: index + 1,
      nullable: undefined,
    }
  }
  const source = shown.origin && sourceOf(shown.origin, context)
  return source && { ...source, nullable: undefined }
}

function tableSource(
  source: Source,
  name: string,
  { positions }: SourceContext,
): OutputSource | undefined {
  const { table, catalog, schema } = source.resolved
  const column = sourceColumn(source, name)
  if (column === undefined) return undefined
  const known = positions.get(table) ?? starPositions(table)
  positions.set(table, known)
  return {
    relation: { catalog, schema, name: table.name },
    column: column.name,
    position: known.get(column.name),
    nullable: column.nullable,
  }
}

function starPositions({ columns }: Table): ReadonlyMap<string, number> {
  return new Map(columns.filter(isInStar).map(({ name }, index) => [name, index + 1]))
}
