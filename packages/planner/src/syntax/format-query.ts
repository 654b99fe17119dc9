import type {
  CommonTable,
  Frame,
  FrameBound,
  GroupBy,
  GroupingSets,
  Query,
  QueryBody,
  Select,
  SetOperation,
  Window,
} from './ast.ts'
import { type Format, formatList, formatName, words } from './format-name.ts'

export function formatQuery(query: Query, format: Format): string {
  return words(
    query.with &&
      `WITH ${query.with.recursive ? 'RECURSIVE ' : ''}${formatList(query.with.tables, format)}`,
    formatBody(query.body, format),
    query.orderBy.length > 0 && `ORDER BY ${formatList(query.orderBy, format)}`,
    query.limit && `LIMIT (${format(query.limit)})${query.limitPercent ? '%' : ''}`,
    query.offset && `OFFSET (${format(query.offset)})`,
  )
}

/** DuckDB refuses a second LIMIT or ORDER BY after parentheses, so a query around a query reads it as a table. */
function formatBody(body: QueryBody, format: Format): string {
  return body.kind === 'query' ? `SELECT * FROM (${format(body)})` : format(body)
}

export function formatCommonTable(table: CommonTable, format: Format): string {
  const columns = table.columns.length > 0 ? `(${table.columns.map(formatName).join(', ')})` : ''
  const hint =
    table.materialized === undefined
      ? ''
      : table.materialized
        ? 'MATERIALIZED '
        : 'NOT MATERIALIZED '
  return `${formatName(table.name)}${columns} AS ${hint}(${format(table.query)})`
}

// UNION and EXCEPT lean to the left on one level, INTERSECT binds more tightly: a long chain needs no parentheses.
export function formatSetOperation(operation: SetOperation, format: Format): string {
  const rights: string[] = []
  let first: QueryBody = operation
  for (
    let above: SetOperation | undefined;
    first.kind === 'set-operation' && mayStandLeft(first, above);
    first = first.left
  ) {
    const { operator, all, byName, right } = first
    rights.push(
      words(operator.toUpperCase(), all && 'ALL', byName && 'BY NAME', `(${format(right)})`),
    )
    above = first
  }
  return [`(${format(first)})`, ...rights.toReversed()].join(' ')
}

function mayStandLeft(left: SetOperation, above: SetOperation | undefined): boolean {
  return above === undefined || above.operator !== 'intersect' || left.operator === 'intersect'
}

export function formatSelect(select: Select, format: Format): string {
  const { distinct } = select
  const on =
    distinct !== undefined && distinct.on.length > 0
      ? ` ON (${formatList(distinct.on, format)})`
      : ''
  return words(
    'SELECT',
    distinct && `DISTINCT${on}`,
    formatList(select.items, format),
    select.from.length > 0 && `FROM ${formatList(select.from, format)}`,
    select.where && `WHERE ${format(select.where)}`,
    select.groupBy && format(select.groupBy),
    select.having && `HAVING ${format(select.having)}`,
    select.windows.length > 0 && `WINDOW ${formatList(select.windows, format)}`,
    select.qualify && `QUALIFY ${format(select.qualify)}`,
    select.sample && `USING SAMPLE ${format(select.sample)}`,
  )
}

export function formatGroupBy(groupBy: GroupBy, format: Format): string {
  return `GROUP BY ${groupBy.all ? 'ALL' : formatList(groupBy.elements, format)}`
}

export function formatGroupingSets(sets: GroupingSets, format: Format): string {
  const name = sets.type === 'sets' ? 'GROUPING SETS' : sets.type.toUpperCase()
  return `${name} (${formatList(sets.elements, format)})`
}

export function formatWindow(window: Window, format: Format): string {
  return words(
    window.base && formatName(window.base),
    window.partitionBy.length > 0 && `PARTITION BY ${formatList(window.partitionBy, format)}`,
    window.orderBy.length > 0 && `ORDER BY ${formatList(window.orderBy, format)}`,
    window.frame && format(window.frame),
  )
}

export function formatFrame(frame: Frame, format: Format): string {
  const bounds =
    frame.end === undefined
      ? format(frame.start)
      : `BETWEEN ${format(frame.start)} AND ${format(frame.end)}`
  return words(
    frame.unit.toUpperCase(),
    bounds,
    frame.exclude && `EXCLUDE ${frame.exclude.toUpperCase()}`,
  )
}

export function formatFrameBound({ bound, offset }: FrameBound, format: Format): string {
  return words(offset && `(${format(offset)})`, bound.toUpperCase())
}
