import { isInStar, type ResolvedTable } from '@devopsql/schema'
import type { Identifier, Node, Query, TableAlias, TableReference } from '../syntax/ast.ts'
import { identifier } from '../syntax/build.ts'
import type { OutputName, Relation, Source } from './relation.ts'
import type { Scope } from './scope.ts'

export interface BindOptions {
  /** What a table name of the text stands for. */
  readonly resolve: (reference: TableReference) => ResolvedTable
}

/** What stands around a node: the names that it can use. */
export interface Around {
  /** Undefined outside of any FROM. */
  readonly scope: Scope | undefined
  /** Common tables by name in lower case. */
  readonly ctes: ReadonlyMap<string, CommonColumns>
}

export interface CommonColumns {
  readonly name: string
  readonly columns: readonly OutputName[] | undefined
  /** The bound query, where conditions may be moved into it. */
  readonly query: Query | undefined
}

/** The binding of one whole query while it is under way. */
export interface Binding {
  readonly options: BindOptions
  readonly sources: Source[]
  readonly relations: Map<string, Relation>
  /** Columns that stars leave out, which are known when all names of the query are. */
  readonly stars: BoundStars[]
  /** A name that no source, common table or derived table of the query has. */
  uniqueId(wanted: string): string
  /** Binds a nested query, and any other node by its children. */
  query(query: Query, around: Around): Query
  node<N extends Node>(node: N, around: Around): N
}

/** What `*` and `t.*` of the text stand for. */
interface BoundStars {
  readonly relations: readonly Relation[]
  /** The list in the syntax tree, which `hideColumns` fills. */
  readonly hidden: Identifier[][]
}

/** A list of the columns that a star of these relations leaves out, to be filled; undefined if they have none such. */
export function hiddenOf(
  relations: readonly Relation[],
  { stars }: Pick<Binding, 'stars'>,
): readonly (readonly Identifier[])[] | undefined {
  const mayHide = relations.some(
    (relation) =>
      relation.kind === 'source' &&
      relation.resolved.table.columns.some(({ isHidden }) => isHidden),
  )
  if (!mayHide) return undefined
  const hidden: Identifier[][] = []
  stars.push({ relations: [...relations], hidden })
  return hidden
}

/** The columns that are loaded because they are named elsewhere are none that a star stands for. */
export function hideColumns({ stars }: Pick<Binding, 'stars'>): void {
  for (const { relations, hidden } of stars) {
    for (const relation of relations) {
      if (relation.kind !== 'source') continue
      const named = relation.resolved.table.columns.filter(
        ({ name, isHidden }) => isHidden && relation.used.has(name),
      )
      hidden.push(...named.map(({ name }) => [identifier(relation.id), identifier(name)]))
    }
  }
}

/** Makes a relation known to the query and visible in a scope. */
export function addRelation<R extends Relation>(binding: Binding, relation: R, scope: Scope): R {
  if (relation.kind === 'source') binding.sources.push(relation)
  binding.relations.set(relation.id, relation)
  scope.relations.push(relation)
  return relation
}

export function aliasOf(name: string): TableAlias {
  return { kind: 'table-alias', name: identifier(name), columns: [] }
}

/** Columns that `*` stands for. */
export function starColumns(resolved: ResolvedTable): readonly string[] {
  return resolved.table.columns.filter(isInStar).map((column) => column.name)
}

/** Notes that all columns of these relations are needed. */
export function useAll(relations: readonly Relation[]): void {
  for (const relation of relations) {
    if (relation.kind !== 'source') continue
    for (const name of starColumns(relation.resolved)) relation.used.add(name)
  }
}
