import type { Expression, Query, QueryBody, SelectItem, TableExpression } from '../syntax/ast.ts'
import type { OutputName, Relation } from './relation.ts'
import { relationIds } from './relation-ids.ts'

/** The columns of a bound query's result; undefined where an item's name or number is for DuckDB to say. */
export function outputOf(
  query: Query,
  relations: ReadonlyMap<string, Relation>,
): readonly OutputName[] | undefined {
  return bodyOutput(query.body, relations)
}

function bodyOutput(
  body: QueryBody,
  relations: ReadonlyMap<string, Relation>,
): readonly OutputName[] | undefined {
  switch (body.kind) {
    case 'query':
      return outputOf(body, relations)
    case 'set-operation':
      return body.byName
        ? undefined
        : bodyOutput(body.left, relations)?.map(({ name }) => ({ name, origin: undefined }))
    case 'values':
      return undefined
    case 'select': {
      const ids = body.from.flatMap(relationIds)
      const items = body.items.map((item) =>
        itemOutput(item, { ids, relations, hasMerged: mergesColumns(body.from) }),
      )
      const known = items.filter((item): item is readonly OutputName[] => item !== undefined)
      return known.length === items.length ? known.flat() : undefined
    }
  }
}

interface ItemContext {
  readonly ids: readonly string[]
  readonly relations: ReadonlyMap<string, Relation>
  readonly hasMerged: boolean
}

function itemOutput(item: SelectItem, context: ItemContext): readonly OutputName[] | undefined {
  const { expression, alias } = item
  if (expression.kind === 'star') return starOutput(expression, context)
  const origin = originOf(expression, context.relations)
  if (alias !== undefined) return [{ name: alias.name, origin }]
  const last = expression.kind === 'column' ? expression.path.at(-1) : undefined
  return last === undefined ? undefined : [{ name: last.name, origin }]
}

function originOf(
  expression: Expression,
  relations: ReadonlyMap<string, Relation>,
): OutputName['origin'] {
  if (expression.kind !== 'column' || expression.path.length !== 2) return undefined
  const [relation, column] = expression.path
  if (relation === undefined || column === undefined || !relations.has(relation.name))
    return undefined
  return { relation: relation.name, column: column.name }
}

function starOutput(
  star: Extract<Expression, { kind: 'star' }>,
  { ids, relations, hasMerged }: ItemContext,
): readonly OutputName[] | undefined {
  if (
    star.replace.length > 0 ||
    star.rename !== undefined ||
    (hasMerged && star.qualifier.length === 0)
  )
    return undefined
  const [qualifier] = star.qualifier
  const wanted = qualifier === undefined ? ids : [qualifier.name]
  const excluded = new Set(star.exclude.map((name) => name.name.toLowerCase()))
  const columns = wanted.map((id) => relationOutput(relations.get(id)))
  const known = columns.filter((list): list is readonly OutputName[] => list !== undefined)
  if (known.length !== columns.length) return undefined
  return known.flat().filter((column) => !excluded.has(column.name.toLowerCase()))
}

function relationOutput(relation: Relation | undefined): readonly OutputName[] | undefined {
  if (relation === undefined) return undefined
  const names =
    relation.kind === 'source'
      ? relation.resolved.table.columns
          .filter((column) => column.source.kind !== 'parameter')
          .map((column) => column.name)
      : relation.columns?.map((column) => column.name)
  return names?.map((name) => ({ name, origin: { relation: relation.id, column: name } }))
}

function mergesColumns(from: readonly TableExpression[]): boolean {
  return from.some(
    (table) =>
      table.kind === 'join' &&
      (table.natural ||
        table.using.length > 0 ||
        table.type === 'semi' ||
        table.type === 'anti' ||
        mergesColumns([table.left, table.right])),
  )
}
