import type { BoundQuery } from '../bind/bind-query.ts'
import { columnType } from '../bind/column-type.ts'
import type { Source } from '../bind/relation.ts'
import type { ParameterTypes } from '../rules/bind-parameters.ts'
import type { Expression } from '../syntax/ast.ts'
import type { FoldContext } from './fold.ts'
import { readSimpleQuery } from './simple-query.ts'

/** A column of a result with its SQL type, as the engine writes it. */
export interface PlainColumn {
  readonly name: string
  readonly type: string
}

/**
 * The columns of a query that needs no engine to be known as right: columns of one source under conditions whose types
 * are plain to see. Undefined for any other, which may well be as right.
 */
export function plainColumns(
  bound: BoundQuery,
  types: ParameterTypes,
  context: FoldContext,
): readonly PlainColumn[] | undefined {
  const { limit, offset, ...rest } = bound.query
  const simple = readSimpleQuery({ ...bound, query: rest }, context)
  if (simple?.columns === undefined || simple.order === undefined) return undefined
  const { where } = simple.select
  const isPlain =
    [limit, offset].every((count) => count === undefined || isCount(count, types)) &&
    (where === undefined || isCondition(where, { source: simple.source, types }))
  const names = new Set(simple.columns.map(({ name }) => name.toLowerCase()))
  // A name that comes twice, and the value of a request parameter, are for the engine to show.
  const isOwn = simple.columns.every(({ column }) => column.source.kind !== 'parameter')
  return isPlain && isOwn && names.size === simple.columns.length
    ? simple.columns.map(({ name, column }) => ({ name, type: columnType(column) }))
    : undefined
}

function isCount(count: Expression, types: ParameterTypes): boolean {
  if (count.kind === 'parameter') return types.get(count.name.toLowerCase())?.name === 'BIGINT'
  return count.kind === 'number' && /^\d{1,9}$/.test(count.text)
}

interface Plain {
  readonly source: Source
  readonly types: ParameterTypes
}

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

function isCondition(condition: Expression, plain: Plain): boolean {
  const alike = (column: Expression, others: readonly Expression[]): boolean => {
    const family = familyOfColumn(column, plain)
    return family !== undefined && others.every((other) => familyOf(other, plain) === family)
  }
  switch (condition.kind) {
    case 'logical':
      return condition.operands.every((operand) => isCondition(operand, plain))
    case 'unary':
      return condition.operator === 'not' && isCondition(condition.operand, plain)
    case 'is':
      return condition.test === 'null' && familyOfColumn(condition.operand, plain) !== undefined
    case 'binary':
      return (
        comparisons.has(condition.operator) &&
        (alike(condition.left, [condition.right]) || alike(condition.right, [condition.left]))
      )
    case 'between':
      return alike(condition.operand, [condition.low, condition.high])
    case 'in-list':
      return alike(condition.operand, condition.items)
    case 'like':
      return (
        condition.escape === undefined &&
        (condition.operator === 'like' || condition.operator === 'ilike') &&
        familyOfColumn(condition.operand, plain) === 'text' &&
        familyOf(condition.pattern, plain) === 'text'
      )
    default:
      return false
  }
}

/** What compares with each other without a cast that could fail. */
type Family = 'number' | 'text' | 'time' | 'boolean'

const families: ReadonlyMap<string, Family> = new Map([
  ['SMALLINT', 'number'],
  ['INTEGER', 'number'],
  ['BIGINT', 'number'],
  ['DOUBLE', 'number'],
  ['VARCHAR', 'text'],
  ['TIMESTAMP WITH TIME ZONE', 'time'],
  ['BOOLEAN', 'boolean'],
])

function familyOfColumn(expression: Expression, { source }: Plain): Family | undefined {
  if (expression.kind !== 'column' || expression.path.length !== 2) return undefined
  const [relation, name] = expression.path
  const column = source.resolved.table.columns.find((each) => each.name === name?.name)
  return relation?.name === source.id && column !== undefined && column.source.kind !== 'parameter'
    ? families.get(columnType(column))
    : undefined
}

function familyOf(value: Expression, { types }: Plain): Family | undefined {
  switch (value.kind) {
    case 'parameter': {
      const type = types.get(value.name.toLowerCase())
      return type === undefined || type.listDepth > 0 ? undefined : families.get(type.name)
    }
    case 'number':
      return /^\d{1,18}$/.test(value.text) ? 'number' : undefined
    case 'string':
      return 'text'
    case 'boolean':
      return 'boolean'
    default:
      return undefined
  }
}
