import { type Column, findColumn } from '@devopsql/schema'
import type { BoundQuery } from '../bind/bind-query.ts'
import type { Derived, Relation, Source } from '../bind/relation.ts'
import { relationIds } from '../bind/relation-ids.ts'
import { columnNames } from '../bind/scope.ts'
import type { Expression, Join, Query, Select, TableExpression } from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'
import { splitAnd } from './conjuncts.ts'
import { isTransparent } from './is-transparent.ts'
import { onReaches, openIds } from './join-reach.ts'
import { textOf } from './to-predicate.ts'

export interface JoinSide {
  readonly source: Source
  readonly column: Column
  /** Rows of this side without a partner on the other can be left out. */
  readonly isReducible: boolean
}

export interface JoinEquality {
  readonly left: JoinSide
  readonly right: JoinSide
  readonly text: string
}

/** Whether rows of a relation without a partner may be left out. */
type IsReducible = (id: string) => boolean

/** Finds the columns of sources that must be equal for a row of either to matter. */
export function findEqualities(bound: BoundQuery, sql: string | undefined): JoinEquality[] {
  const { relations } = bound
  const uses = countUses(bound)
  const found: JoinEquality[] = []

  /** The column of a source that an expression shows unchanged, through derived tables and common ones. */
  const sideOf = (expression: Expression, isReducible: IsReducible): JoinSide | undefined => {
    if (expression.kind !== 'column' || expression.path.length !== 2) return undefined
    const [relation, column] = expression.path
    return relation && column && sideAt(relation.name, column.name, isReducible)
  }
  const sideAt = (id: string, name: string, isReducible: IsReducible): JoinSide | undefined => {
    const relation = relations.get(id)
    if (relation?.kind === 'source') {
      const column = findColumn(relation.resolved.table, name)
      return column && { source: relation, column, isReducible: isReducible(id) }
    }
    const shown = relation?.columns?.find((each) => isSameName(each.name, name))
    if (relation === undefined || shown?.origin === undefined) return undefined
    const inner = isReducible(id) ? openInside(relation) : new Set<string>()
    return sideAt(shown.origin.relation, shown.origin.column, (each) => inner.has(each))
  }
  /** Relations in a derived table that what is asked of its rows may reduce. */
  const openInside = ({ query }: Derived): ReadonlySet<string> =>
    query !== undefined && uses.get(query) === 1 && isTransparent(query)
      ? openOf(query)
      : new Set<string>()

  const add = (left: JoinSide | undefined, right: JoinSide | undefined, text: string): void => {
    if (left && right && left.source.id !== right.source.id) found.push({ left, right, text })
  }
  const addComparison = (conjunct: Expression, isReducible: IsReducible): void => {
    if (conjunct.kind !== 'binary' || conjunct.operator !== '=') return
    const left = sideOf(conjunct.left, isReducible)
    const right = sideOf(conjunct.right, isReducible)
    add(left, right, textOf(conjunct, sql))
  }
  /** What a query in a condition that must be TRUE asks of the rows around it, and they of its rows. */
  const addQuery = (conjunct: Expression, isReducible: IsReducible): void => {
    const text = textOf(conjunct, sql)
    switch (conjunct.kind) {
      case 'in-query': {
        if (conjunct.negated) return
        const open = isTransparent(conjunct.query) ? openOf(conjunct.query) : new Set<string>()
        const inner = firstColumn(conjunct.query, (id) => open.has(id))
        add(sideOf(conjunct.operand, isReducible), inner, text)
        return
      }
      case 'binary': {
        if (conjunct.operator !== '=') return
        // That the query gives one row only is not to be hidden by leaving rows out.
        const sides = [conjunct.left, conjunct.right].map((side) =>
          side.kind === 'subquery'
            ? firstColumn(side.query, () => false)
            : sideOf(side, isReducible),
        )
        const isAsked = conjunct.left.kind === 'subquery' || conjunct.right.kind === 'subquery'
        if (isAsked) add(sides[0], sides[1], text)
        return
      }
      case 'exists': {
        const { body } = conjunct.query
        if (body.kind !== 'select' || !isTransparent(conjunct.query)) return
        for (const inner of splitAnd(body.where)) addComparison(inner, isReducible)
        return
      }
      default:
    }
  }
  const firstColumn = (query: Query, isReducible: IsReducible): JoinSide | undefined => {
    const [item] = query.body.kind === 'select' ? query.body.items : []
    return item && sideOf(item.expression, isReducible)
  }
  /** USING and NATURAL name a column of both sides. */
  const addMerged = (join: Join, isReducible: IsReducible): void => {
    for (const name of mergedNames(join, relations)) {
      const [left, right] = [join.left, join.right].map((side) => onlySide(side, name, isReducible))
      add(left, right, `${name} of both sides`)
    }
  }
  const onlySide = (
    table: TableExpression,
    name: string,
    isReducible: IsReducible,
  ): JoinSide | undefined => {
    const owners = relationIds(table).filter((id) => hasColumn(relations.get(id), name))
    const [owner] = owners
    return owners.length === 1 && owner !== undefined ? sideAt(owner, name, isReducible) : undefined
  }

  walk(bound.query, (node) => {
    if (node.kind === 'select') {
      const open = node.sample === undefined ? openIds(node.from) : new Set<string>()
      // An equality rejects NULL on both sides, so WHERE may reduce null-supplying sides too.
      const isOpen: IsReducible = (id) => open.has(id)
      for (const conjunct of splitAnd(node.where)) {
        addComparison(conjunct, isOpen)
        addQuery(conjunct, isOpen)
      }
    }
    if (node.kind === 'join') {
      const open = openOnSides(node)
      const isOpen: IsReducible = (id) => open.has(id)
      for (const conjunct of splitAnd(node.on)) addComparison(conjunct, isOpen)
      if (!node.asof) addMerged(node, isOpen)
    }
    return true
  })
  return found
}

function openOf({ body }: Query): ReadonlySet<string> {
  return body.kind === 'select' ? openIds((body as Select).from) : new Set<string>()
}

function openOnSides(join: Join): ReadonlySet<string> {
  const reaches = onReaches(join)
  return openIds([...(reaches.left ? [join.left] : []), ...(reaches.right ? [join.right] : [])])
}

function mergedNames(join: Join, relations: ReadonlyMap<string, Relation>): readonly string[] {
  if (!join.natural) return join.using.map((column) => column.name)
  const [left = [], right = []] = [join.left, join.right].map((side) => [
    ...new Set(
      relationIds(side).flatMap((id) =>
        namesOf(relations.get(id)).map((name) => name.toLowerCase()),
      ),
    ),
  ])
  const rightNames = new Set(right)
  return left.filter((name) => rightNames.has(name))
}

function namesOf(relation: Relation | undefined): readonly string[] {
  return relation === undefined ? [] : columnNames(relation)
}

function hasColumn(relation: Relation | undefined, name: string): boolean {
  return namesOf(relation).some((each) => isSameName(each, name))
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

/** How often each derived or common table's query is read. */
export function countUses({ relations }: BoundQuery): ReadonlyMap<Query, number> {
  const uses = new Map<Query, number>()
  for (const relation of relations.values()) {
    if (relation.kind === 'derived' && relation.query !== undefined)
      uses.set(relation.query, (uses.get(relation.query) ?? 0) + 1)
  }
  return uses
}
