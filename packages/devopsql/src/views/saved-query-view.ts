import type { Catalog } from '@devopsql/catalog'
import { DevopsqlError } from '@devopsql/errors'
import type { TableReference, View } from '@devopsql/planner'
import { type Column, findColumn } from '@devopsql/schema'
import type { QueryRun } from '../query-run.ts'
import { readView } from './read-view.ts'

/** Runs a query of our own and gives its rows. */
type ReadRows = (
  sql: string,
  run: QueryRun,
) => Promise<readonly Readonly<Record<string, unknown>>[]>

interface SavedQueryParts {
  readonly catalog: Catalog
  readonly readRows: ReadRows
}

/** Finds what a name like `Queries."Shared Queries/Release bugs"` stands for. */
export type FindSavedQuery = (reference: TableReference, run: QueryRun) => Promise<View>

/** Whether a name is that of a saved query: a path behind the table of the queries. */
export function namesSavedQuery({ path }: TableReference): boolean {
  return path.length > 1 && path.at(-2)?.name.toLowerCase() === 'queries'
}

/**
 * A saved query by its path is a view of the work items that it finds, in its order, with the columns that it shows;
 * one of links has the link and its beginning before them. Throws `DEVOPSQL_UNDEFINED_TABLE` where no project has such
 * a query, `DEVOPSQL_AMBIGUOUS_NAME` where several have.
 */
export function createSavedQueries({ catalog, readRows }: SavedQueryParts): FindSavedQuery {
  return async (reference, run) => {
    const place = reference.path.slice(0, -2).map(({ name }) => `${quoted(name)}.`)
    const path = reference.path.at(-1)?.name ?? ''
    const found = await readRows(
      `SELECT Id, Path, ProjectName, QueryType, Columns FROM ${place.join('')}Queries WHERE Path = ${text(path)}`,
      run,
    )
    const [query, ...others] = found.filter((row) => row['QueryType'] !== null)
    if (query === undefined) throw noSuchQuery(reference, found.length > 0)
    if (others.length > 0) throw manyQueries(reference, [query, ...others])
    const { table } = await catalog.resolve(
      [{ name: 'CData' }, { name: 'Information' }, { name: 'WorkItems' }],
      run,
    )
    return readView(`Queries.${String(query['Path'])}`, viewText(query, table.columns))
  }
}

interface ShownField {
  readonly referenceName: string
}

function viewText(query: Readonly<Record<string, unknown>>, columns: readonly Column[]): string {
  const project = `${quoted(`Project_${String(query['ProjectName'])}`)}.Project`
  const shown = fieldsOf(query['Columns']).flatMap(({ referenceName }) => {
    const column = findColumn({ columns }, referenceName)
    return column === undefined ? [] : [`item.${quoted(column.name)}`]
  })
  const link = query['QueryType'] === 'flat' ? [] : ['result.LinkType', 'result.SourceWorkItemId']
  const items = shown.length === 0 ? ['item.Id'] : [...new Set(shown)]
  return [
    `SELECT ${[...link, ...items].join(', ')}`,
    `FROM ${project}.QueryResults AS result`,
    'JOIN CData.Information.WorkItems AS item ON item.Id = result.WorkItemId',
    `WHERE result.QueryId = ${text(String(query['Id']))}`,
    'ORDER BY result.Position',
  ].join(' ')
}

function fieldsOf(columns: unknown): readonly ShownField[] {
  return Array.isArray(columns) ? columns.filter(isField) : []
}

function isField(value: unknown): value is ShownField {
  return typeof value === 'object' && value !== null && 'referenceName' in value
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

function noSuchQuery({ path }: TableReference, isFolder: boolean): DevopsqlError {
  const last = path.at(-1)
  const wanted = last?.name ?? ''
  return new DevopsqlError(
    isFolder ? `${wanted} is a folder of saved queries` : `there is no saved query ${wanted}`,
    {
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      hint: 'SELECT Path, ProjectName FROM Queries WHERE IsFolder IS NULL lists the queries, such as "Shared Queries/Name".',
      position: last?.span?.start,
    },
  )
}

function manyQueries(
  { path }: TableReference,
  queries: readonly Readonly<Record<string, unknown>>[],
): DevopsqlError {
  const last = path.at(-1)
  const names = queries
    .slice(0, 3)
    .map(
      (query) =>
        `${quoted(`Project_${String(query['ProjectName'])}`)}.Project.Queries.${quoted(last?.name ?? '')}`,
    )
  return new DevopsqlError(`${queries.length} projects have a saved query ${last?.name ?? ''}`, {
    code: 'DEVOPSQL_AMBIGUOUS_NAME',
    hint: `Name the project: ${names.join(' or ')}.`,
    position: last?.span?.start,
  })
}
