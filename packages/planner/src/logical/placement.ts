import { type Column, findColumn } from '@devopsql/schema'
import type { BoundQuery } from '../bind/bind-query.ts'
import type { Derived, Source } from '../bind/relation.ts'
import { relationIds } from '../bind/relation-ids.ts'
import type {
  ColumnReference,
  Expression,
  Join,
  Node,
  Query,
  QueryBody,
  Select,
  TableExpression,
} from '../syntax/ast.ts'
import { identifier } from '../syntax/build.ts'
import { mapChildren, mapExpressions } from '../syntax/walk.ts'
import { isAbout, splitAnd } from './conjuncts.ts'
import { fold } from './fold.ts'
import { isTransparent } from './is-transparent.ts'
import { countUses, findEqualities, type JoinEquality } from './join-equalities.ts'
import { isSealed, nullSuppliedIds, onReaches, sealedIds } from './join-reach.ts'
import { conjunctsOf, type Predicate, rejectsNull } from './predicate.ts'
import { type PredicateContext, toPredicate } from './to-predicate.ts'
import { isWithoutColumns, truthOf } from './truth.ts'

/** What every source may be asked to apply, and which columns of sources must be equal. */
export interface Placement {
  readonly predicates: ReadonlyMap<string, readonly Predicate[]>
  readonly equalities: readonly JoinEquality[]
}

export type PlacementContext = Omit<PredicateContext, 'columnOf'>

/**
 * Finds for each source the conditions that may filter it before anything else happens, because filtering first is
 * provably equal: those of WHERE and of the ON of inner joins; of an outer join's ON for its null-supplying side; of
 * WHERE for a null-supplying side only where they reject NULL.
 */
export function placePredicates(bound: BoundQuery, context: PlacementContext): Placement {
  const predicates = new Map<string, Predicate[]>(bound.sources.map((source) => [source.id, []]))
  const uses = countUses(bound)

  const visitQuery = (query: Query, pushed: readonly Expression[]): void => {
    for (const table of query.with?.tables ?? []) {
      if ((uses.get(table.query) ?? 0) !== 1) visitQuery(table.query, [])
    }
    // Whatever the query is made of, nobody sees it.
    visitBody(query.body, isLimitedToNothing(query, context) ? [nothing] : pushed)
    for (const element of query.orderBy) visitNested(element)
  }

  const visitBody = (body: QueryBody, pushed: readonly Expression[]): void => {
    switch (body.kind) {
      case 'select':
        visitSelect(body, pushed)
        return
      case 'query':
        visitQuery(body, pushed.filter(isFalse))
        return
      case 'set-operation':
        visitBody(body.left, pushed.filter(isFalse))
        visitBody(body.right, pushed.filter(isFalse))
        return
      case 'values':
        visitNested(body)
    }
  }

  const visitSelect = (select: Select, pushed: readonly Expression[]): void => {
    // A sample is taken of all that FROM gives, before WHERE.
    const conjuncts = select.sample === undefined ? [...splitAnd(select.where), ...pushed] : []
    for (const table of select.from)
      visitTable(table, { conjuncts, nullSupplied: new Set(nullSuppliedIds(table)) })
    const rest: readonly (Node | undefined)[] = [
      ...select.items,
      select.where,
      select.groupBy,
      select.having,
      select.qualify,
      select.distinct,
      ...select.windows,
    ]
    for (const node of rest) if (node !== undefined) visitNested(node)
  }

  /** Queries inside expressions stand for themselves. */
  const visitNested = <N extends Node>(node: N): N => {
    if (node.kind === 'query') {
      visitQuery(node, [])
      return node
    }
    return mapChildren(node, visitNested)
  }

  const isFalse = (conjunct: Expression): boolean => {
    const truth = truthOf(conjunct, context)
    return truth === 'false' || truth === 'unknown'
  }

  interface Above {
    readonly conjuncts: readonly Expression[]
    /** Relations that a join below the conjuncts may fill with NULL. */
    readonly nullSupplied: ReadonlySet<string>
  }

  const visitTable = (table: TableExpression, above: Above): void => {
    switch (table.kind) {
      case 'join':
        visitJoin(table, above)
        return
      case 'table-function':
        visitNested(table)
        return
      case 'table':
      case 'derived-table': {
        const [id] = relationIds(table)
        const relation = id === undefined ? undefined : bound.relations.get(id)
        const reaching = table.sample === undefined ? above : { ...above, conjuncts: [] }
        if (relation?.kind === 'source') placeAtSource(relation, reaching)
        if (relation?.kind === 'derived') placeAtDerived(relation, table, reaching)
      }
    }
  }

  const visitJoin = (join: Join, above: Above): void => {
    const on = splitAnd(join.on)
    const reaches = onReaches(join)
    for (const side of ['left', 'right'] as const) {
      // A condition of this ON meets only the joins below it; the ones above meet those above it too.
      if (reaches[side]) visitOn(join[side], on, new Set(nullSuppliedIds(join[side])))
      visitTable(join[side], isSealed(join, side) ? { ...above, conjuncts: [] } : above)
    }
    for (const conjunct of on) visitNested(conjunct)
  }

  /** Offers the conditions of an ON to the sources below one side, without walking into derived tables twice. */
  const visitOn = (
    side: TableExpression,
    conjuncts: readonly Expression[],
    nullSupplied: ReadonlySet<string>,
  ): void => {
    const sealed = new Set(sealedIds(side))
    for (const id of relationIds(side).filter((each) => !sealed.has(each))) {
      const relation = bound.relations.get(id)
      if (relation?.kind === 'source') placeAtSource(relation, { conjuncts, nullSupplied })
    }
  }

  const placeAtSource = (source: Source, { conjuncts, nullSupplied }: Above): void => {
    const columnOf = (expression: Expression): Column | undefined =>
      columnOfSource(expression, source)
    const known = predicates.get(source.id) ?? []
    for (const conjunct of conjuncts) {
      if (!isAbout(conjunct, source.id) && !isWithoutColumns(conjunct)) continue
      if (truthOf(conjunct, context) === 'true') continue
      const predicate = toPredicate(conjunct, { ...context, columnOf })
      if (nullSupplied.has(source.id) && !rejectsNull(predicate)) continue
      known.push(...conjunctsOf(predicate))
    }
    predicates.set(source.id, known)
  }

  const placeAtDerived = (
    relation: Derived,
    table: TableExpression,
    { conjuncts, nullSupplied }: Above,
  ): void => {
    const { query } = relation
    if (query === undefined) {
      if (table.kind === 'derived-table') visitQuery(table.query, [])
      return
    }
    const isCommon = table.kind === 'table'
    if (isCommon && uses.get(query) !== 1) return
    const moved =
      isTransparent(query) && !nullSupplied.has(relation.id)
        ? conjuncts.flatMap((conjunct) => moveInto(relation, conjunct))
        : conjuncts.filter(isFalse)
    visitQuery(query, moved)
  }

  /** The condition in the words of the derived query's own sources; none where a column of it is computed. */
  const moveInto = (relation: Derived, conjunct: Expression): readonly Expression[] => {
    if (isFalse(conjunct)) return [conjunct]
    if (!isAbout(conjunct, relation.id)) return []
    const origins = new Map(relation.columns?.map((column) => [column.name, column.origin]))
    const missing: ColumnReference[] = []
    const rewritten = mapExpressions(conjunct, (expression) => {
      if (expression.kind !== 'column') return expression
      const origin = origins.get(expression.path[1]?.name ?? '')
      if (origin === undefined) {
        missing.push(expression)
        return expression
      }
      return { ...expression, path: [identifier(origin.relation), identifier(origin.column)] }
    })
    return missing.length === 0 ? [rewritten] : []
  }

  visitQuery(bound.query, [])
  return { predicates, equalities: findEqualities(bound, context.sql) }
}

const nothing: Expression = { kind: 'boolean', value: false }

function isLimitedToNothing({ limit }: Query, context: PlacementContext): boolean {
  const rows = limit && fold(limit, context)
  return rows?.kind === 'number' && rows.value === 0
}

function columnOfSource(expression: Expression, source: Source): Column | undefined {
  if (
    expression.kind !== 'column' ||
    expression.path.length !== 2 ||
    expression.path[0]?.name !== source.id
  )
    return undefined
  return findColumn(source.resolved.table, expression.path[1]?.name ?? '')
}
