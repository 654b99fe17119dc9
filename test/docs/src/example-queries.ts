import { parse } from '@devopsql/planner'
import { type Column, requiredColumns, type Table } from '@devopsql/schema'

/** Two queries on a table that its page shows and a test runs. */
export function exampleQueries(table: Table): readonly [string, string] {
  const shown = firstColumns(table).join(', ')
  const where = requiredFilters(table)
  const filter = narrowing(table)
  const from = `FROM ${table.name}${whereClause([...where, ...(filter === undefined ? [] : [filter.condition])])}`
  const counted = groupColumn(table, filter?.column)
  return [
    `SELECT ${shown} FROM ${table.name}${whereClause(where)} LIMIT 5`,
    counted === undefined
      ? `SELECT count(*) AS n ${from}`
      : `SELECT ${quoted(counted)}, count(*) AS n ${from} GROUP BY 1 ORDER BY n DESC`,
  ]
}

function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
}

function returned({ columns }: Table): readonly Column[] {
  return columns.filter(({ source }) => source.kind !== 'parameter')
}

function firstColumns(table: Table): readonly string[] {
  const plain = returned(table).filter(({ type }) => type !== 'json')
  return (plain.length > 0 ? plain : returned(table)).slice(0, 4).map(({ name }) => quoted(name))
}

/** Filters without which no access can be used. */
function requiredFilters(table: Table): readonly string[] {
  const required = table.access.map(requiredColumns)
  if (required.some((alternatives) => alternatives.length === 0)) return []
  return (required[0]?.[0] ?? []).map((name) => {
    const type = table.columns.find((column) => column.name === name)?.type
    return `${quoted(name)} = '${type === 'uuid' ? someIdentifier : (soughtTexts[table.name] ?? 'Fabrikam')}'`
  })
}

/** What finds rows. */
const soughtTexts: Readonly<Record<string, string>> = {
  CodeSearchResults: 'login',
  WorkItemSearchResults: 'login',
  WikiSearchResults: 'new',
  QueryResults: 'Shared Queries/Active bugs',
}

const someIdentifier = 'ce95cda3-1d55-4082-a5f5-bb17a119e08a'

/** A column that many rows share a value of, and not the one that the filter has fixed. */
function groupColumn(table: Table, filtered: string | undefined): string | undefined {
  if (table.dynamic === 'work-item-fields') return 'State'
  const listed = returned(table).filter(
    ({ name, isDetail }) => name !== filtered && name !== 'ProjectId' && !isDetail,
  )
  const found =
    listed.find(({ values }) => values !== undefined) ??
    listed.find(({ name }) => name === 'ProjectName' && filtered !== 'ProjectName') ??
    listed.find(({ name, source }) => source.kind === 'parent' && name.endsWith('Name')) ??
    listed.find(({ type, needs }) => type === 'boolean' && needs === undefined)
  return found?.name
}

interface Narrowing {
  readonly column: string
  readonly condition: string
}

/** A condition that the service applies, or at least one that chooses the project. */
function narrowing(table: Table): Narrowing | undefined {
  const rows = returned(table)
  const pushed = table.access
    .flatMap(({ pushdown }) => pushdown)
    .filter(({ column }) => rows.some(({ name }) => name === column))
  const since = pushed.find(
    ({ column, operators }) =>
      operators.includes('>=') &&
      rows.some(({ name, type }) => name === column && type === 'timestamptz'),
  )
  if (since !== undefined) {
    return { column: since.column, condition: `${quoted(since.column)} >= '2026-01-01'` }
  }
  for (const { column, values = {} } of pushed) {
    const value = Object.keys(values).find((each) => !nothingInParticular.has(each.toLowerCase()))
    if (value !== undefined) return { column, condition: `${quoted(column)} = '${value}'` }
  }
  const hasProject = rows.some(({ name }) => name === 'ProjectName')
  return hasProject ? { column: 'ProjectName', condition: "ProjectName = 'Fabrikam'" } : undefined
}

const nothingInParticular = new Set(['all', 'none', 'undefined', 'uninitiated', 'unknown'])

/** The name as it has to be written: words of the language stand in quotes. */
function quoted(name: string): string {
  try {
    parse(`SELECT ${name} FROM t GROUP BY ${name}`)
    return name
  } catch {
    return `"${name}"`
  }
}
