import { DevopsqlError, nearestName } from '@devopsql/errors'
import { findColumn } from '@devopsql/schema'
import type { ColumnReference, Expression, Identifier } from '../syntax/ast.ts'
import { formatWord } from '../syntax/format-name.ts'
import type { Relation } from './relation.ts'

/** The names that an expression can use: relations of its FROM, then those of the queries around it. */
export interface Scope {
  readonly relations: Relation[]
  /** Columns that USING or NATURAL has merged, in lower case: they belong to no single relation. */
  readonly merged: Set<string>
  /** Aliases of the select list and lambda parameters, in lower case. */
  readonly aliases: Set<string>
  /** Columns that the select list shows unchanged, by name in lower case: what ORDER BY means before all others. */
  readonly outputs: Map<string, Expression>
  readonly outer: Scope | undefined
}

export function newScope(outer: Scope | undefined): Scope {
  return { relations: [], merged: new Set(), aliases: new Set(), outputs: new Map(), outer }
}

/** Where a column reference leads: a column of a relation, or a name that only DuckDB can resolve. */
export type Found =
  | { readonly kind: 'column'; readonly relation: Relation; readonly column: string }
  | { readonly kind: 'open' }

/** Resolves a column reference and notes that its source's column is needed. */
export function resolveColumn(reference: ColumnReference, scope: Scope): Found {
  const name = reference.path.at(-1)
  const qualifier = reference.path.slice(0, -1)
  if (name === undefined) return { kind: 'open' }
  return qualifier.length === 0 ? unqualified(name, scope) : qualified(qualifier, name, scope)
}

function unqualified(name: Identifier, scope: Scope): Found {
  const wanted = name.name.toLowerCase()
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const matches = at.relations.flatMap((relation) => {
      const column = columnOf(relation, name.name)
      return column === undefined ? [] : [{ relation, column }]
    })
    for (const { relation, column } of matches) use(relation, column)
    if (at.merged.has(wanted)) return { kind: 'open' }
    const [first, second] = matches
    if (first !== undefined && second !== undefined)
      throw ambiguous(
        name,
        matches.map((match) => match.relation),
      )
    if (first !== undefined) return { kind: 'column', ...first }
    if (at.aliases.has(wanted)) return { kind: 'open' }
    if (
      at.relations.some((relation) => relation.kind === 'derived' && relation.columns === undefined)
    )
      return { kind: 'open' }
  }
  throw undefinedColumn(name, scope)
}

function qualified(qualifier: readonly Identifier[], name: Identifier, scope: Scope): Found {
  const relation = findRelation(qualifier, scope)
  if (relation === undefined) return structField(qualifier, name, scope)
  const column = columnOf(relation, name.name)
  if (column === undefined) {
    if (relation.kind === 'derived' && relation.columns === undefined)
      return { kind: 'column', relation, column: name.name }
    throw noSuchColumn(name, relation)
  }
  use(relation, column)
  return { kind: 'column', relation, column }
}

/** `a.b` where `a` is a column: a field of a struct, which DuckDB resolves. */
function structField(qualifier: readonly Identifier[], name: Identifier, scope: Scope): Found {
  const [first] = qualifier
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const isOpen = at.relations.some(
      (relation) =>
        relation.kind === 'derived' &&
        (relation.columns === undefined || columnOf(relation, first?.name ?? '') !== undefined),
    )
    if (isOpen || at.aliases.has(first?.name.toLowerCase() ?? '')) return { kind: 'open' }
  }
  throw undefinedRelation(qualifier, name, scope)
}

/** The relation that a qualifier names: by alias, or by the table's own one to three names. */
export function findRelation(qualifier: readonly Identifier[], scope: Scope): Relation | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const matches = at.relations.filter((relation) => isNamed(relation, qualifier))
    const [first, second] = matches
    if (first !== undefined && second !== undefined) throw sameAlias(qualifier.at(-1))
    if (first !== undefined) return first
  }
  return undefined
}

function isNamed(relation: Relation, qualifier: readonly Identifier[]): boolean {
  const parts = qualifier.map((part) => part.name.toLowerCase())
  if (parts.length === 1) return relation.alias.toLowerCase() === parts[0]
  if (relation.kind !== 'source') return false
  const { catalog, schema, table } = relation.resolved
  const path = [catalog, schema, table.name].map((part) => part.toLowerCase())
  const hasOwnName = relation.alias.toLowerCase() === table.name.toLowerCase()
  return hasOwnName && path.slice(-parts.length).join('\0') === parts.join('\0')
}

/** The column as the relation spells it; undefined when it has none of that name. */
function columnOf(relation: Relation, name: string): string | undefined {
  if (relation.kind === 'source') return findColumn(relation.resolved.table, name)?.name
  const wanted = name.toLowerCase()
  return relation.columns?.find((column) => column.name.toLowerCase() === wanted)?.name
}

/** A column that EXCLUDE or REPLACE takes from the columns of `*`, under the name that it has there. */
export function starColumn(name: Identifier, relations: readonly Relation[]): Identifier {
  for (const relation of relations) {
    const column = columnOf(relation, name.name)
    if (column !== undefined) return { ...name, name: column }
  }
  if (relations.some((relation) => relation.kind === 'derived' && relation.columns === undefined))
    return name
  throw undefinedColumn(name, { ...newScope(undefined), relations: [...relations] })
}

function use(relation: Relation, column: string): void {
  if (relation.kind === 'source') relation.used.add(column)
}

export function columnNames(relation: Relation): readonly string[] {
  if (relation.kind === 'source')
    return relation.resolved.table.columns.map((column) => column.name)
  return (relation.columns ?? []).map((column) => column.name)
}

function ambiguous(name: Identifier | undefined, relations: readonly Relation[]): DevopsqlError {
  const aliases = new Set(relations.map(({ alias }) => alias.toLowerCase()))
  const isTold = aliases.size === relations.length
  const choices = relations.map((relation) => {
    const path = isTold ? [relation.alias] : wholeName(relation)
    return [...path, name?.name ?? ''].map(formatWord).join('.')
  })
  return new DevopsqlError(`${name?.name} is ambiguous`, {
    code: 'DEVOPSQL_AMBIGUOUS_NAME',
    hint: `Say which one: ${choices.join(' or ')}.`,
    position: name?.span?.start,
  })
}

function wholeName(relation: Relation): readonly string[] {
  if (relation.kind !== 'source') return [relation.alias]
  const { catalog, schema, table } = relation.resolved
  return [catalog, schema, table.name]
}

function sameAlias(name: Identifier | undefined): DevopsqlError {
  return new DevopsqlError(`${name?.name} is the name of two tables of this query`, {
    code: 'DEVOPSQL_AMBIGUOUS_NAME',
    hint: 'Give each of them an alias of its own.',
    position: name?.span?.start,
  })
}

function undefinedColumn(name: Identifier, scope: Scope): DevopsqlError {
  const names: string[] = []
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
    names.push(...at.relations.flatMap(columnNames))
  const [only] = scope.relations
  const where =
    scope.relations.length === 1 && only?.kind === 'source' ? ` in ${only.resolved.table.name}` : ''
  return new DevopsqlError(`column ${name.name} does not exist${where}`, {
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    hint: columnHint(name.name, names, only),
    position: name.span?.start,
  })
}

function noSuchColumn(name: Identifier, relation: Relation): DevopsqlError {
  const table = relation.kind === 'source' ? relation.resolved.table.name : relation.alias
  return new DevopsqlError(`column ${name.name} does not exist in ${table}`, {
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    hint: columnHint(name.name, columnNames(relation), relation),
    position: name.span?.start,
  })
}

function columnHint(
  name: string,
  candidates: readonly string[],
  relation: Relation | undefined,
): string {
  if (/[,(]| FOR /.test(name))
    return 'Brackets alone quote a name; a list of expressions is written ARRAY[a, b].'
  const nearest = nearestName(name, candidates)
  if (nearest !== undefined) return `Did you mean ${nearest}?`
  const table = relation?.kind === 'source' ? relation.resolved.table.name : undefined
  if (table === undefined)
    return 'Text goes in single quotes; a name in double quotes or brackets is a column.'
  return `devopsql describe ${table} lists its columns; text goes in single quotes.`
}

function undefinedRelation(
  qualifier: readonly Identifier[],
  name: Identifier,
  scope: Scope,
): DevopsqlError {
  const written = qualifier.map((part) => part.name).join('.')
  const known: string[] = []
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
    known.push(...at.relations.map((relation) => relation.alias))
  const nearest = nearestName(written, known)
  return new DevopsqlError(`${written} in ${written}.${name.name} is no table of this query`, {
    code: 'DEVOPSQL_UNDEFINED_TABLE',
    hint:
      nearest === undefined
        ? `FROM has ${known.join(', ') || 'no table'}.`
        : `Did you mean ${nearest}?`,
    position: qualifier[0]?.span?.start,
  })
}
