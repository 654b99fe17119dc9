import { parse } from '@devopsql/planner'
import type { Column, Table } from '@devopsql/schema'

/** Two queries on a table that its page shows and a test runs. */
export function exampleQueries(table: Table): readonly [string, string] {
  const shown = firstColumns(table).join(', ')
  const where = requiredFilters(table)
  return [
    `SELECT ${shown} FROM ${table.name}${whereClause(where)} LIMIT 5`,
    `SELECT ${counted(table)}, count(*) AS n FROM ${table.name}${whereClause([...where, ...filter(table)])} GROUP BY 1 ORDER BY n DESC`,
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
  const optional = table.access.some(({ requires = {} }) => Object.keys(requires).length === 0)
  if (optional) return []
  const [first] = table.access
  return Object.values(first?.requires ?? {}).map((name) => {
    const type = table.columns.find((column) => column.name === name)?.type
    return `${quoted(name)} = '${type === 'uuid' ? someIdentifier : 'Fabrikam'}'`
  })
}

const someIdentifier = 'ce95cda3-1d55-4082-a5f5-bb17a119e08a'

function counted(table: Table): string {
  const columns = returned(table)
  const choice = columns.find(({ values }) => values !== undefined)
  const project = columns.find(({ name }) => name === 'ProjectName')
  return quoted((choice ?? project ?? columns[0])?.name ?? '')
}

/** A condition that the service applies, or at least one that chooses the project. */
function filter(table: Table): readonly string[] {
  const pushed = table.access.flatMap(({ pushdown }) => pushdown)
  const since = pushed.find(
    ({ column, operators }) =>
      operators.includes('>=') &&
      table.columns.some(({ name, type }) => name === column && type === 'timestamptz'),
  )
  if (since !== undefined) return [`${quoted(since.column)} >= '2026-01-01'`]
  const byValue = pushed.flatMap(({ column, values }) =>
    Object.keys(values ?? {})
      .slice(0, 1)
      .map((value) => `${quoted(column)} = '${value}'`),
  )
  if (byValue[0] !== undefined) return [byValue[0]]
  const hasProject = returned(table).some(({ name }) => name === 'ProjectName')
  return hasProject ? ["ProjectName = 'Fabrikam'"] : []
}

/** The name as it has to be written: words of the language stand in quotes. */
function quoted(name: string): string {
  try {
    parse(`SELECT ${name} FROM t GROUP BY ${name}`)
    return name
  } catch {
    return `"${name}"`
  }
}
