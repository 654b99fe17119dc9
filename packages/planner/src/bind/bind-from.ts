import { DevopsqlError } from '@devopsql/errors'
import type { ResolvedTable } from '@devopsql/schema'
import type {
  DerivedTable,
  Join,
  TableAlias,
  TableExpression,
  TableFunction,
  TableReference,
} from '../syntax/ast.ts'
import { identifier } from '../syntax/build.ts'
import { type Around, addRelation, aliasOf, type Binding, starColumns } from './binding.ts'
import { checkTableFunction } from './check-function.ts'
import { outputOf } from './output-names.ts'
import type { Derived, OutputName, Relation, Source } from './relation.ts'
import { columnNames, type Scope } from './scope.ts'
import { commonName } from './table-names.ts'

/** A FROM element, and the scope that its relations become visible in. */
export interface FromAround extends Around {
  readonly scope: Scope
}

/** Binds one element of FROM: its relations become visible in the scope, from left to right. */
export function bindTable(
  table: TableExpression,
  around: FromAround,
  binding: Binding,
): TableExpression {
  switch (table.kind) {
    case 'table':
      return bindReference(table, around, binding)
    case 'derived-table':
      return bindDerived(table, around, binding)
    case 'table-function':
      return bindFunction(table, around, binding)
    case 'join':
      return bindJoin(table, around, binding)
  }
}

function bindReference(
  table: TableReference,
  around: FromAround,
  binding: Binding,
): TableReference {
  const { scope, ctes } = around
  const common = ctes.get(commonName(table) ?? '')
  if (common !== undefined) {
    const alias = table.alias ?? aliasOf(common.name)
    return { ...table, alias: addDerived(alias, common, { binding, scope }) }
  }
  const resolved = binding.options.resolve(table)
  const alias = table.alias?.name.name ?? resolved.table.name
  if (table.alias !== undefined) checkIsFree(table.alias, scope)
  const id = binding.uniqueId(alias)
  const path = [identifier(id)]
  if (table.alias !== undefined && hasColumns(table.alias)) {
    addSource(binding, { id, resolved })
    const columns = starColumns(resolved).map(computed)
    return {
      ...table,
      path,
      alias: addDerived(table.alias, { columns, query: undefined }, { binding, scope }),
    }
  }
  addRelation<Source>(binding, { kind: 'source', id, alias, resolved, used: new Set() }, scope)
  return { ...table, path, alias: undefined }
}

function checkIsFree({ name }: TableAlias, scope: Scope): void {
  const wanted = name.name.toLowerCase()
  if (!scope.relations.some((relation) => relation.alias.toLowerCase() === wanted)) return
  throw new DevopsqlError(`two tables of the query are called ${name.name}`, {
    code: 'DEVOPSQL_AMBIGUOUS_NAME',
    hint: 'Give one of them another alias.',
    position: name.span?.start,
  })
}

/** `Table AS t(a, b)`: the columns have other names outside, so the source itself is visible to nobody. */
function addSource(
  binding: Binding,
  { id, resolved }: { readonly id: string; readonly resolved: ResolvedTable },
): void {
  const source: Source = {
    kind: 'source',
    id,
    alias: id,
    resolved,
    used: new Set(starColumns(resolved)),
  }
  binding.sources.push(source)
  binding.relations.set(id, source)
}

function bindDerived(table: DerivedTable, around: FromAround, binding: Binding): DerivedTable {
  const query = binding.query(table.query, around)
  const content = { columns: outputOf(query, binding.relations), query, view: table.view }
  const alias = table.alias ?? aliasOf('subquery')
  return { ...table, query, alias: addDerived(alias, content, { binding, scope: around.scope }) }
}

function bindFunction(table: TableFunction, around: FromAround, binding: Binding): TableFunction {
  checkTableFunction(table)
  const argumentsBound = table.arguments.map((argument) => binding.node(argument, around))
  const alias = table.alias ?? aliasOf(table.name)
  const columns = hasColumns(alias) ? [] : undefined
  const place = { binding, scope: around.scope }
  return {
    ...table,
    arguments: argumentsBound,
    alias: addDerived(alias, { columns, query: undefined }, place),
  }
}

type Content = Pick<Derived, 'columns' | 'query'> & Partial<Pick<Derived, 'view'>>

/** Makes a derived relation visible under its alias; gives the alias with the relation's unique id. */
function addDerived(
  alias: TableAlias,
  { columns, query, view }: Content,
  place: { readonly binding: Binding; readonly scope: Scope },
): TableAlias {
  const { binding, scope } = place
  const named = alias.columns.map((column) => computed(column.name))
  const relation: Derived = {
    kind: 'derived',
    id: binding.uniqueId(alias.name.name),
    alias: alias.name.name,
    columns: columns && [...named, ...columns.slice(named.length)],
    query: hasColumns(alias) ? undefined : query,
    view: hasColumns(alias) ? undefined : view,
  }
  addRelation(binding, relation, scope)
  return { ...alias, name: identifier(relation.id) }
}

function computed(name: string): OutputName {
  return { name, origin: undefined }
}

function hasColumns(alias: TableAlias): boolean {
  return alias.columns.length > 0
}

function bindJoin(join: Join, around: FromAround, binding: Binding): Join {
  const { scope } = around
  const start = scope.relations.length
  const left = bindTable(join.left, around, binding)
  const middle = scope.relations.length
  const right = bindTable(join.right, around, binding)
  const sides: Sides = {
    left: scope.relations.slice(start, middle),
    right: scope.relations.slice(middle),
  }
  const merged = join.natural ? commonNames(sides) : join.using.map((column) => column.name)
  for (const name of merged) merge(name, sides, scope)
  const on = join.on && binding.node(join.on, around)
  // Only the condition of a semi or anti join sees its right side.
  if (join.type === 'semi' || join.type === 'anti') scope.relations.length = middle
  return { ...join, left, right, on }
}

interface Sides {
  readonly left: readonly Relation[]
  readonly right: readonly Relation[]
}

/** A column that USING or NATURAL merges is needed on both sides and belongs to neither. */
function merge(name: string, { left, right }: Sides, scope: Scope): void {
  const wanted = name.toLowerCase()
  scope.merged.add(wanted)
  for (const relation of [...left, ...right]) {
    const column = columnNames(relation).find((candidate) => candidate.toLowerCase() === wanted)
    if (relation.kind === 'source' && column !== undefined) relation.used.add(column)
  }
}

function commonNames({ left, right }: Sides): readonly string[] {
  const names = new Set(left.flatMap(columnNames).map((name) => name.toLowerCase()))
  return right.flatMap(columnNames).filter((name) => names.has(name.toLowerCase()))
}
