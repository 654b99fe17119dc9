import type { Column } from '@devopsql/schema'
import { findColumn, isInStar } from '@devopsql/schema'
import type { BoundQuery } from '../bind/bind-query.ts'
import type { Source } from '../bind/relation.ts'
import type { ScanOrder } from '../requests/scan-plan.ts'
import type { Expression, Query, Select } from '../syntax/ast.ts'
import { containsQuery } from './contains-query.ts'
import { type FoldContext, fold } from './fold.ts'
import { mixesRows } from './is-transparent.ts'

/** A query over one source whose rows can be dealt with one by one, but for ORDER BY, LIMIT and OFFSET. */
export interface SimpleQuery {
  readonly source: Source
  readonly select: Select
  /** Undefined without LIMIT. */
  readonly limit: number | undefined
  readonly offset: number
  /** Undefined where ORDER BY is more than plain columns. */
  readonly order: readonly ScanOrder[] | undefined
  /** The result's columns, where all of them are plain columns. */
  readonly columns: readonly { readonly name: string; readonly column: Column }[] | undefined
}

/** Recognises a simple query; undefined for any other. */
export function readSimpleQuery(bound: BoundQuery, context: FoldContext): SimpleQuery | undefined {
  const { query } = bound
  const { body } = query
  const [source] = bound.sources
  if (source === undefined || bound.sources.length > 1 || bound.relations.size > 1) return undefined
  if (query.with !== undefined || query.limitPercent || body.kind !== 'select' || !isRowByRow(body))
    return undefined
  if (containsQuery(body)) return undefined
  const limit = countOf(query.limit, context)
  const offset = countOf(query.offset, context)
  if (limit === 'unknown' || offset === 'unknown') return undefined
  return {
    source,
    select: body,
    limit,
    offset: offset ?? 0,
    order: orderOf(query, source),
    columns: columnsOf(body, source),
  }
}

function isRowByRow(select: Select): boolean {
  if (
    select.distinct ||
    select.groupBy ||
    select.having ||
    select.qualify ||
    select.sample ||
    select.windows.length > 0
  )
    return false
  const [table] = select.from
  if (select.from.length !== 1 || table?.kind !== 'table') return false
  if (table.alias !== undefined || table.sample !== undefined) return false
  return (
    !select.items.some((item) => mixesRows(item.expression)) &&
    !(select.where && mixesRows(select.where))
  )
}

function countOf(
  expression: Expression | undefined,
  context: FoldContext,
): number | undefined | 'unknown' {
  if (expression === undefined) return undefined
  const constant = fold(expression, context)
  if (constant?.kind === 'null') return undefined
  return constant?.kind === 'number' && Number.isSafeInteger(constant.value) && constant.value >= 0
    ? constant.value
    : 'unknown'
}

function orderOf(query: Query, source: Source): readonly ScanOrder[] | undefined {
  const aliases = aliasesOf(query)
  const order = query.orderBy.map((element): ScanOrder | undefined => {
    if (element.kind === 'order-all' || element.expression.kind !== 'column') return undefined
    const { path } = element.expression
    const aliased =
      path.length === 1 ? aliases.get(path[0]?.name.toLowerCase() ?? '') : element.expression
    const column = aliased && columnOf(aliased, source)
    return column && { column, descending: element.direction === 'desc' }
  })
  const known = order.filter((element): element is ScanOrder => element !== undefined)
  return known.length === order.length ? known : undefined
}

function aliasesOf(query: Query): ReadonlyMap<string, Expression> {
  const { body } = query
  if (body.kind !== 'select') return new Map()
  return new Map(
    body.items.flatMap((item) =>
      item.alias ? [[item.alias.name.toLowerCase(), item.expression] as const] : [],
    ),
  )
}

function columnOf(expression: Expression, source: Source): Column | undefined {
  if (
    expression.kind !== 'column' ||
    expression.path[0]?.name !== source.id ||
    expression.path.length !== 2
  )
    return undefined
  return findColumn(source.resolved.table, expression.path[1]?.name ?? '')
}

function columnsOf(select: Select, source: Source): SimpleQuery['columns'] {
  const columns = select.items.map((item): SimpleQuery['columns'] => {
    const { expression } = item
    if (expression.kind === 'star') {
      const { exclude, replace, rename } = expression
      const isPlain = exclude.length === 0 && replace.length === 0 && rename === undefined
      return isPlain ? everyColumn(source) : undefined
    }
    const column = columnOf(expression, source)
    return column && [{ name: item.alias?.name ?? column.name, column }]
  })
  const known = columns.filter(
    (list): list is NonNullable<SimpleQuery['columns']> => list !== undefined,
  )
  return known.length === columns.length ? known.flat() : undefined
}

function everyColumn(source: Source): NonNullable<SimpleQuery['columns']> {
  return source.resolved.table.columns
    .filter(isInStar)
    .map((column) => ({ name: column.name, column }))
}
