import { type Access, type Column, requiredColumns, type Table } from '@devopsql/schema'
import type { Source } from '../bind/relation.ts'
import { nameInParent, parentColumn } from '../requests/rename-to-parent.ts'
import type { ScanKey } from '../requests/scan-plan.ts'
import type { JoinEquality, JoinSide } from './join-equalities.ts'
import type { Placement } from './placement.ts'

export interface KeyOptions {
  readonly findTable: FindTable
  /** False: only sources wait that can't be read otherwise. */
  readonly pushdown: boolean
}

/**
 * Decides which sources wait for the values of a join column: those that can be asked for by these values, when the
 * other side is filtered, or when they would have to be asked for one parent at a time anyway.
 */
export function chooseKeys(
  sources: readonly Source[],
  placement: Placement,
  { findTable, pushdown }: KeyOptions,
): ReadonlyMap<string, readonly ScanKey[]> {
  const chosen = new Map<string, ScanKey[]>()
  const isFiltered = (source: Source): boolean =>
    (placement.predicates.get(source.id) ?? []).some((predicate) => predicate.kind !== 'opaque') ||
    chosen.has(source.id)
  const chosenFor = (all: readonly Source[]): ReadonlyMap<string, readonly ScanKey[]> =>
    new Map(all.map((source) => [source.id, chosen.get(source.id) ?? []]))
  const waitsFor = (source: string, other: string): boolean =>
    (chosen.get(source) ?? []).some((key) => key.from === other || waitsFor(key.from, other))

  const consider = (equality: JoinEquality, target: JoinSide, from: JoinSide): boolean => {
    if (
      !target.isReducible ||
      // No row has the value of a request parameter, so none would join.
      target.column.source.kind === 'parameter' ||
      from.column.source.kind === 'parameter' ||
      !comparesAlike(target.column, from.column) ||
      chosen.has(target.source.id) ||
      waitsFor(from.source.id, target.source.id)
    )
      return false
    chosen.set(target.source.id, [keyOf(equality, target, from)])
    return true
  }
  const pairs = placement.equalities.flatMap((equality) => [
    { equality, target: equality.left, from: equality.right },
    { equality, target: equality.right, from: equality.left },
  ])
  for (const { equality, target, from } of pairs) {
    if (isFoundBy(target)) consider(equality, target, from)
  }
  if (!pushdown) return chosenFor(sources)
  // A child that is read parent by parent takes the parents that the query reads anyway.
  for (const { equality, target, from } of pairs) {
    if (isChildOf(target, from)) consider(equality, target, from)
  }
  let isChanging = true
  while (isChanging) {
    isChanging = pairs.some(
      ({ equality, target, from }) =>
        isKeyed(target, findTable) &&
        isFiltered(from.source) &&
        !isBetterFiltered(target, placement) &&
        consider(equality, target, from),
    )
  }
  for (const { equality, target, from } of pairs) {
    if (isOfProject(target, from)) consider(equality, target, from)
  }
  return chosenFor(sources)
}

type FindTable = (name: string) => Table | undefined

/** Whether a value of one column, as a constant, finds the rows of the other that equal it. */
function comparesAlike(left: Column, right: Column): boolean {
  const isWhole = ({ type }: Column): boolean => type === 'integer' || type === 'bigint'
  if (isWhole(left) && isWhole(right)) return true
  return left.type === right.type && left.collation === right.collation
}

function keyOf(equality: JoinEquality, target: JoinSide, from: JoinSide): ScanKey {
  const { table } = from.source.resolved
  return {
    column: target.column,
    from: from.source.id,
    fromTable: table.name,
    fromColumn: from.column,
    isWholeKey: isParentColumn(target) && table.key.at(-1) === from.column.name,
    text: equality.text,
  }
}

/** The column has the value of a path parameter that comes from the parent row. */
function isParentColumn({ source, column }: JoinSide): boolean {
  return source.resolved.table.access.some(({ parent }) => {
    const name = parent && nameInParent(column, parent)
    if (parent === undefined) return false
    return name !== undefined && Object.values(parent.parameters).includes(name)
  })
}

/** The table can't be listed, only asked for values, of which the column is one. */
function isFoundBy({ source, column }: JoinSide): boolean {
  const required = source.resolved.table.access.map(requiredColumns)
  return (
    required.every((alternatives) => alternatives.length > 0) &&
    required.some((alternatives) => alternatives.flat().includes(column.name))
  )
}

/** All its rows come from the projects that the query reads anyway. */
function isOfProject(target: JoinSide, from: JoinSide): boolean {
  const { access } = target.source.resolved.table
  return (
    from.source.resolved.table.name === 'Projects' &&
    access.every(({ parent }) => parent?.table === 'Projects') &&
    isParentColumn(target)
  )
}

function isChildOf(target: JoinSide, from: JoinSide): boolean {
  const { access } = target.source.resolved.table
  const onlyByParent = access.every(
    (each) => each.parent !== undefined && each.parent.table !== 'Projects',
  )
  return (
    onlyByParent &&
    isParentColumn(target) &&
    access.some((each) => each.parent?.table === from.source.resolved.table.name)
  )
}

/** The source can be asked for single values of the column. */
function isKeyed({ source, column }: JoinSide, findTable: FindTable): boolean {
  return isKeyedIn(source.resolved.table, column, findTable)
}

function isKeyedIn(table: Table, column: Column, findTable: FindTable): boolean {
  return table.access.some(
    (access) =>
      isKeyedInParent(access, column, findTable) ||
      (access.language === 'wiql' && column.field?.referenceName === 'System.Id') ||
      Object.values(access.requires ?? {}).includes(column.name) ||
      access.pushdown.some(
        (pushdown) => pushdown.column === column.name && pushdown.operators.includes('in'),
      ),
  )
}

/** The rows that give the requests can be asked for by the column. */
function isKeyedInParent({ parent }: Access, column: Column, findTable: FindTable): boolean {
  const table = parent && findTable(parent.table)
  const there = parent && table && parentColumn(column, { link: parent, table })
  return table !== undefined && there !== undefined && isKeyedIn(table, there, findTable)
}

/** The source has constants of its own for the column, so that keys would add nothing. */
function isBetterFiltered({ source, column }: JoinSide, placement: Placement): boolean {
  return (placement.predicates.get(source.id) ?? []).some(
    (predicate) =>
      (predicate.kind === 'in' || (predicate.kind === 'compare' && predicate.operator === '=')) &&
      predicate.column.name === column.name,
  )
}
