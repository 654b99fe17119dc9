import type { Access, Column, Table } from '@devopsql/schema'
import { tables } from '@devopsql/tables'
import type { Route } from '../recordings/serve-routes.ts'
import type { Example, Json } from './example.ts'

/** A table that reads an example: what to serve, what to ask for, and where the values of its rows are. */
export interface ServedExample {
  readonly table: Table
  readonly routes: readonly Route[]
  readonly where: string | undefined
  /** The JSON that each row comes from, and the element that holds it where rows are nested. */
  readonly rows: readonly { readonly row: unknown; readonly outer: unknown }[]
}

/** Every table and way to read it that asks for what the example answers. */
export function servedExamples({ path, body }: Example): readonly ServedExample[] {
  return tables
    .filter(({ kind, dynamic }) => kind !== 'system' && dynamic === undefined)
    .flatMap((table) => {
      const same = table.access.find(({ request }) => shapeOf(request.path) === shapeOf(path))
      // One element of a list, at the address of its own, looks as it does in the list.
      const list = table.access.find(
        ({ request, rows }) => rows !== '' && `${shapeOf(request.path)}/{}` === shapeOf(path),
      )
      const access = same ?? list
      if (access?.language !== 'parameters' || access.request.method !== 'GET') return []
      const elements = elementsOf(access, same === undefined ? { [access.rows]: [body] } : body)
      return [
        {
          table,
          routes: [
            ...deeperRoutes(access, elements),
            ...ownRoutes(table, elements, body),
            ...parentRoutes(access),
          ],
          where: whereOf(table, access, elements[0]?.row),
          rows: elements,
        },
      ]
    })
}

/** Holes without names; a project or a team in front makes no difference. */
const shapeOf = (path: string): string =>
  path
    .toLowerCase()
    .replace(/^\{project(id)?\}\/(\{team\}\/)?/, '')
    .replaceAll(/\{[^}]+\}/g, '{}')

const pathsOf = ({ path, also = [] }: Access['request']): readonly string[] => [path, ...also]

const routeOf = (path: string): string => path.toLowerCase().replaceAll(/\{[^}]+\}/g, '*')

export function valueAt(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (typeof value !== 'object' || value === null) return undefined
  return valueAt((value as Json)[first], rest)
}

/** The rows of the example at each path that the table may be read from. */
function ownRoutes(table: Table, elements: ServedExample['rows'], body: Json): readonly Route[] {
  const outers = [...new Set(elements.map(({ outer }) => outer))]
  return table.access.flatMap(({ request, rows }) =>
    pathsOf(request).map((path) => ({
      path: routeOf(path),
      body: rows === '' ? (outers[0] ?? body) : { count: outers.length, [rows]: outers },
    })),
  )
}

/** What is answered for the rows below a row that the example stops at: that there are none. */
function deeperRoutes({ tree }: Access, elements: ServedExample['rows']): readonly Route[] {
  const { children = '', more } = tree ?? {}
  if (more === undefined) return []
  return elements
    .filter(({ row }) => valueAt(row, [more.flag]) === true && arrayAt(row, children).length === 0)
    .map(({ row }) => ({
      path: routeOf(
        more.path.replaceAll(/\{\$(\w+)\}/g, (_, name: string) => String(valueAt(row, [name]))),
      ),
      body: { ...(row as Json), [more.flag]: false },
    }))
}

const arrayAt = (value: unknown, path: string): readonly unknown[] => {
  const found = valueAt(value, path === '' ? [] : path.split('.'))
  if (Array.isArray(found)) return found
  return found === undefined || found === null ? [] : [found]
}

function elementsOf(access: Access, body: Json): ServedExample['rows'] {
  return arrayAt(body, access.rows).flatMap((outer) =>
    access.each === undefined
      ? belowOf(outer, access.tree?.children).map((row) => ({ row, outer }))
      : access.each
          .split('|')
          .flatMap((each) => arrayAt(outer, each))
          .flatMap((row) => belowOf(row, access.inside))
          .map((row) => ({ row, outer })),
  )
}

/** A row and the rows that it holds, each before its own. */
function belowOf(row: unknown, children: string | undefined): readonly unknown[] {
  if (children === undefined) return [row]
  return [row, ...arrayAt(row, children).flatMap((child) => belowOf(child, children))]
}

/** The condition without which the table is not read so. */
function whereOf(table: Table, access: Access, row: unknown): string | undefined {
  const conditions = Object.values(access.requires ?? {}).map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name)
    const found = column?.source.kind === 'row' ? valueAt(row, column.source.path) : undefined
    const value = found ?? (column && sampleOf(column))
    return typeof value === 'number' ? `"${name}" = ${value}` : `"${name}" = '${String(value)}'`
  })
  return conditions.length === 0 ? undefined : conditions.join(' AND ')
}

function parentRoutes({ parent }: Access): readonly Route[] {
  if (parent === undefined) return []
  const table = tables.find(({ name }) => name === parent.table)
  const access = table?.access[0]
  if (table === undefined || access === undefined) return []
  if (access.language === 'wiql') return oneWorkItem
  const list = access.rows === '' ? sampleRow(table) : { [access.rows]: [nested(table, access)] }
  return [
    ...table.access.flatMap(({ request, rows }) =>
      pathsOf(request).map((path) => ({
        path: routeOf(path),
        body: rows === '' ? sampleRow(table) : list,
      })),
    ),
    ...parentRoutes(access),
  ]
}

/** The work item that a table is read for. */
const oneWorkItem: readonly Route[] = [
  { path: '_apis/wit/fields', body: { count: 0, value: [] } },
  { path: '_apis/wit/wiql', body: { workItems: [{ id: 1 }] } },
  {
    path: '_apis/wit/workitemsbatch',
    body: { count: 1, value: [{ id: 1, rev: 1, fields: { 'System.TeamProject': 'sample' } }] },
  },
]

const nested = (table: Table, { each }: Access): Json =>
  each === undefined ? sampleRow(table) : { [each]: [sampleRow(table)] }

/** A row of a parent with a value in each column. */
function sampleRow(table: Table): Json {
  return table.columns.reduce<Json>(
    (row, column) =>
      column.source.kind === 'row' || column.source.kind === 'outer'
        ? withValue(row, column.source.path, sampleOf(column))
        : row,
    {},
  )
}

function withValue(row: Json, path: readonly string[], value: unknown): Json {
  const [first = '', ...rest] = path
  if (rest.length === 0) return first in row ? row : { ...row, [first]: value }
  const inside = row[first]
  const below = typeof inside === 'object' && inside !== null ? (inside as Json) : {}
  return { ...row, [first]: withValue(below, rest, value) }
}

function sampleOf({ type, values }: Column): unknown {
  switch (type) {
    case 'varchar':
      return values?.[0] ?? 'sample'
    case 'uuid':
      return '8e5a3cfb-fed3-46f3-8657-e3b175cd0305'
    case 'timestamptz':
    case 'date':
      return '2020-01-01T00:00:00Z'
    case 'boolean':
      return true
    case 'json':
      return {}
    default:
      return 1
  }
}
