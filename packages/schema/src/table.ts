import { DevopsqlError } from '@devopsql/errors'
import { type Access, type AccessDefinition, defineAccess } from './access.ts'
import type { Column, ColumnDefinitions } from './column.ts'

/**
 * Where a table can be named: below the organization, below one project, below one repository, in the schema
 * `information_schema` of the SQL standard, or among the views of the connection.
 */
export type Level = 'organization' | 'project' | 'repository' | 'information-schema' | 'user-views'

export interface ForeignKey {
  readonly columns: readonly string[]
  readonly table: string
  readonly references: readonly string[]
}

/** `view`: can only be read. `system`: tells of the connection and its tables, needs no request of its own. */
export type TableKind = 'table' | 'view' | 'system'

/** The area of tables that the caller of `connect()` answers. */
export const localArea = 'local'

/** A table of the Azure DevOps data model. */
export interface Table {
  readonly name: string
  /** Other names that it can be read by; lists show `name` only. */
  readonly aliases: readonly string[]
  readonly doc: string
  readonly kind: TableKind
  readonly area: string
  readonly levels: readonly Level[]
  readonly key: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly columns: readonly Column[]
  /** Where more columns come from: fields that the organization defines, or the query of a view. */
  readonly dynamic: 'work-item-fields' | 'query' | undefined
  /** Ways to read it; the planner takes the first that can be used and needs the fewest requests. */
  readonly access: readonly Access[]
}

export interface TableDefinition {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly doc: string
  readonly kind?: TableKind
  readonly area: string
  readonly levels: readonly Level[]
  readonly key: readonly string[]
  readonly foreignKeys?: readonly ForeignKey[]
  readonly columns: ColumnDefinitions
  readonly dynamic?: 'work-item-fields'
  readonly access: readonly AccessDefinition[]
}

/** A table from its declaration. Throws `DEVOPSQL_INTERNAL` when the declaration contradicts itself. */
export function defineTable(definition: TableDefinition): Table {
  const columns = Object.entries(definition.columns).map(
    ([name, column]): Column => ({
      ...column,
      name,
      nullable: column.nullable && !definition.key.includes(name),
    }),
  )
  const table: Table = {
    name: definition.name,
    aliases: definition.aliases ?? [],
    doc: definition.doc,
    kind: definition.kind ?? 'table',
    area: definition.area,
    levels: definition.levels,
    key: definition.key,
    foreignKeys: definition.foreignKeys ?? [],
    columns,
    dynamic: definition.dynamic,
    access: definition.access.map(defineAccess),
  }
  checkNames(table)
  for (const access of table.access) checkAccess(table, access)
  return table
}

function checkNames(table: Table): void {
  const seen = new Set<string>()
  for (const column of table.columns) {
    for (const name of [column.name, ...column.aliases]) {
      if (seen.has(name.toLowerCase())) contradiction(table, `column ${name} is declared twice`)
      seen.add(name.toLowerCase())
    }
  }
  const named = [...table.key, ...table.foreignKeys.flatMap((key) => key.columns)]
  for (const name of named) requireColumn(table, name)
}

function checkAccess(table: Table, access: Access): void {
  for (const { column, beside } of access.pushdown) {
    requireColumn(table, column)
    if (beside !== undefined) requireColumn(table, beside)
  }
  if (access.each === undefined && table.columns.some(({ source }) => source.kind === 'position'))
    contradiction(table, `${access.name} numbers rows that stand in no array of another`)
  if (access.partial?.stoppedBy !== undefined) requireColumn(table, access.partial.stoppedBy)
  for (const order of access.orders ?? []) {
    if (requireColumn(table, order.column).nullable) {
      contradiction(table, `${access.name} orders by ${order.column}, which can be NULL`)
    }
  }
  const filled = new Set([
    ...Object.keys(access.parent?.parameters ?? {}),
    ...Object.keys(access.requires ?? {}),
  ])
  const { path, also = [], query = {}, body = {} } = access.request
  const templates = [
    path,
    ...also,
    ...Object.values(query),
    JSON.stringify(body),
    access.tree?.more?.path,
    access.partial?.path,
  ]
  for (const hole of templates.flatMap((template) => holesOf(template ?? ''))) {
    if (!filled.has(hole)) contradiction(table, `${access.name} fills {${hole}} from nothing`)
  }
  for (const hole of access.parent?.optional ?? []) {
    if (!path.split('/').includes(`{${hole}}`)) {
      contradiction(table, `${access.name} has no segment {${hole}} to leave out`)
    }
  }
  for (const name of Object.values(access.requires ?? {})) requireColumn(table, name)
  const { equals, equalsUnlessNull } = access.parent ?? {}
  for (const name of Object.keys({ ...equals, ...equalsUnlessNull })) requireColumn(table, name)
}

function holesOf(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].flatMap(([, hole]) => hole ?? [])
}

function requireColumn(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name)
  return column ?? contradiction(table, `column ${name} is named but not declared`)
}

function contradiction(table: Table, problem: string): never {
  throw new DevopsqlError(`table ${table.name}: ${problem}`, {
    code: 'DEVOPSQL_INTERNAL',
    hint: 'Correct the declaration of the table.',
  })
}

/** The column of that name or alias, letter case ignored. */
export function findColumn(table: Pick<Table, 'columns'>, name: string): Column | undefined {
  const wanted = name.toLowerCase()
  return (
    table.columns.find((column) => column.name.toLowerCase() === wanted) ??
    table.columns.find((column) => column.aliases.some((alias) => alias.toLowerCase() === wanted))
  )
}
