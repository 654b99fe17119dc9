import { isInStar } from '@devopsql/schema'
import type { Expression, Query, QueryBody, SelectItem, TableExpression } from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'
import type { OutputName, Relation } from './relation.ts'
import { relationIds } from './relation-ids.ts'

/** A column of a result; without a name where DuckDB makes one. */
export interface OutputPosition extends Pick<OutputName, 'origin'> {
  readonly name: string | undefined
}

/** The columns of a bound query's result; undefined where an item's name or number is for DuckDB to say. */
export function outputOf(
  query: Query,
  relations: ReadonlyMap<string, Relation>,
): readonly OutputName[] | undefined {
  const positions = outputPositions(query, relations)
  const named = positions?.flatMap(({ name, origin }) =>
    name === undefined ? [] : [{ name, origin }],
  )
  return named?.length === positions?.length ? named : undefined
}

/** The same, though some of the columns have no name yet. */
export function outputPositions(
  query: Query,
  relations: ReadonlyMap<string, Relation>,
): readonly OutputPosition[] | undefined {
  return bodyOutput(query.body, relations)
}

function bodyOutput(
  body: QueryBody,
  relations: ReadonlyMap<string, Relation>,
): readonly OutputPosition[] | undefined {
  switch (body.kind) {
    case 'query':
      return bodyOutput(body.body, relations)
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
      const known = items.filter((item): item is readonly OutputPosition[] => item !== undefined)
      return known.length === items.length ? known.flat() : undefined
    }
  }
}

interface ItemContext {
  readonly ids: readonly string[]
  readonly relations: ReadonlyMap<string, Relation>
  readonly hasMerged: boolean
}

function itemOutput(item: SelectItem, context: ItemContext): readonly OutputPosition[] | undefined {
  const { expression, alias } = item
  if (expression.kind === 'star') return starOutput(expression, context)
  const origin = originOf(expression, context.relations)
  if (alias !== undefined) return [{ name: alias.name, origin }]
  if (spreads(expression)) return undefined
  const last = expression.kind === 'column' ? expression.path.at(-1) : undefined
  return [{ name: last?.name, origin }]
}

/** Whether an expression may become several columns: what it is made of decides how many. */
function spreads(expression: Expression): boolean {
  let found = false
  walk(expression, (node) => {
    found ||= node.kind === 'like' && node.operand.kind === 'star'
    found ||= node.kind === 'function' && /^(unnest|columns)$/i.test(node.name)
    return !found && node.kind !== 'query'
  })
  return found
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
      ? relation.resolved.table.columns.filter(isInStar).map((column) => column.name)
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
