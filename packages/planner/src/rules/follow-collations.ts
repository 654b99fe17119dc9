import { DevopsqlError } from '@devopsql/errors'
import { localArea } from '@devopsql/schema'
import { type Relation, sourceColumn } from '../bind/relation.ts'
import type { Expression, FunctionCall, Join, Query } from '../syntax/ast.ts'
import { mapNode, walk } from '../syntax/walk.ts'

/**
 * Rewrites what DuckDB compares letter by letter although its column ignores letter case: row comparisons, and
 * counting DISTINCT values (docs/decisions/0001-collation-in-duckdb.md). Refuses the join that would end DuckDB.
 */
export function followCollations(query: Query, relations: ReadonlyMap<string, Relation>): Query {
  const ignoresCase = (expression: Expression): boolean => {
    if (expression.kind !== 'column' || expression.path.length !== 2) return false
    const [relation, column] = expression.path.map((part) => part.name)
    return isFolded({ relation: relation ?? '', column: column ?? '' }, relations)
  }
  const rewritten = mapNode(query, (node) => {
    switch (node.kind) {
      case 'function': {
        const regexp = regexpOverNames(node, relations)
        if (regexp !== undefined) return regexp
        const counts = node.distinct && node.name.toLowerCase() === 'count'
        return counts
          ? {
              ...node,
              arguments: node.arguments.map((value) => (ignoresCase(value) ? lower(value) : value)),
            }
          : node
      }
      case 'in-list':
        return lowerRows(node, ignoresCase)
      case 'binary': {
        if (node.left.kind !== 'row' || node.right.kind !== 'row') return node
        const right = node.right.items
        const folded = node.left.items.map(
          (item, index) => ignoresCase(item) || ignoresCase(right[index] ?? item),
        )
        return {
          ...node,
          left: lowerItems(node.left, folded),
          right: lowerItems(node.right, folded),
        }
      }
      case 'join':
        refuseAsof(node, ignoresCase)
        return node
      default:
        return node
    }
  })
  return rewritten.kind === 'query' ? rewritten : query
}

/** Whether a column, or the source column that it shows, ignores letter case. */
function isFolded(
  at: { readonly relation: string; readonly column: string },
  relations: ReadonlyMap<string, Relation>,
): boolean {
  const relation = relations.get(at.relation)
  if (relation === undefined) return false
  if (relation.kind === 'source')
    return sourceColumn(relation, at.column)?.collation === 'ignore-case'
  const origin = relation.columns?.find((column) => column.name === at.column)?.origin
  return origin !== undefined && isFolded(origin, relations)
}

function lowerRows(
  node: Extract<Expression, { readonly kind: 'in-list' }>,
  ignoresCase: (expression: Expression) => boolean,
): Expression {
  if (node.operand.kind !== 'row') return node
  const folded = node.operand.items.map(ignoresCase)
  return {
    ...node,
    operand: lowerItems(node.operand, folded),
    items: node.items.map((item) => lowerItems(item, folded)),
  }
}

function lowerItems(expression: Expression, folded: readonly boolean[]): Expression {
  if (expression.kind !== 'row') return expression
  return {
    ...expression,
    items: expression.items.map((item, index) => (folded[index] === true ? lower(item) : item)),
  }
}

function lower(expression: Expression): Expression {
  return {
    kind: 'function',
    qualifier: [],
    name: 'lower',
    arguments: [expression],
    distinct: false,
    orderBy: [],
    withinGroup: [],
  }
}

const orders: ReadonlySet<string> = new Set(['<', '<=', '>', '>='])

function refuseAsof(join: Join, ignoresCase: (expression: Expression) => boolean): void {
  if (!join.asof || join.on === undefined) return
  walk(join.on, (node) => {
    if (node.kind !== 'binary' || !orders.has(node.operator)) return true
    if (!ignoresCase(node.left) && !ignoresCase(node.right)) return true
    throw new DevopsqlError('ASOF JOIN can not order by text that ignores letter case', {
      code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
      hint: 'Compare lower(...) of both sides, or join on a date or a number.',
      position: node.span?.start ?? join.span?.start,
    })
  })
}

/** A regular expression over a name of a local table: what finds PostgreSQL's tools' objects by names in lower case. */
function regexpOverNames(
  node: FunctionCall,
  relations: ReadonlyMap<string, Relation>,
): FunctionCall | undefined {
  const [text, pattern] = node.arguments
  const isRegexp = node.name.toLowerCase() === 'regexp_matches' && node.arguments.length === 2
  if (!isRegexp || text?.kind !== 'column' || pattern === undefined) return undefined
  const relation = relations.get(text.path[0]?.name ?? '')
  if (relation?.kind !== 'source' || relation.resolved.table.area !== localArea) return undefined
  const column = sourceColumn(relation, text.path.at(-1)?.name ?? '')
  if (column?.collation !== 'ignore-case') return undefined
  return { ...node, arguments: [text, pattern, { kind: 'string', value: 'i' }] }
}
