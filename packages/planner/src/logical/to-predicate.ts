import type { Column } from '@devopsql/schema'
import type { Expression } from '../syntax/ast.ts'
import { formatSql } from '../syntax/format-sql.ts'
import { checkConstant } from './check-constant.ts'
import { type Constant, parseTimestamp } from './constant.ts'
import { type FoldContext, fold } from './fold.ts'
import { readLikePattern } from './like-pattern.ts'
import type { Comparison, Predicate } from './predicate.ts'
import { truthOf } from './truth.ts'

export interface PredicateContext extends FoldContext {
  /** The column of the source that a reference leads to; undefined for columns of other relations. */
  readonly columnOf: (expression: Expression) => Column | undefined
  /** The text that the tree was read from: conditions are shown in its words. */
  readonly sql: string | undefined
}

/** A condition in negation normal form, as far as a source could apply it; the rest of it is opaque. */
export function toPredicate(expression: Expression, context: PredicateContext): Predicate {
  return convert(expression, false, context)
}

const flipped: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}
const negation: Readonly<Record<Comparison, Comparison>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

function convert(expression: Expression, negated: boolean, context: PredicateContext): Predicate {
  const text = (): string =>
    negated ? `NOT (${textOf(expression, context.sql)})` : textOf(expression, context.sql)
  const truth = truthOf(expression, context)
  if (truth === 'unknown' || truth === (negated ? 'true' : 'false'))
    return { kind: 'never', text: text() }
  switch (expression.kind) {
    case 'logical': {
      const isAnd = (expression.operator === 'and') !== negated
      const parts = expression.operands.map((operand) => convert(operand, negated, context))
      return isAnd ? { kind: 'and', parts, text: text() } : anyOf(parts, text())
    }
    case 'unary':
      return expression.operator === 'not'
        ? convert(expression.operand, !negated, context)
        : opaque(text())
    case 'binary':
      return convertComparison(expression, { negated, text: text(), context })
    case 'between':
      return convertBetween(expression, { negated, text: text(), context })
    case 'in-list':
      return convertIn(expression, { negated, text: text(), context })
    case 'like':
      return convertLike(expression, { negated, text: text(), context })
    case 'is':
      return convertIs(expression, { negated, text: text(), context })
    case 'column': {
      const column = context.columnOf(expression)
      if (column?.type !== 'boolean') return opaque(text())
      return {
        kind: 'compare',
        column,
        operator: '=',
        value: { kind: 'boolean', value: !negated },
        text: text(),
      }
    }
    case 'function':
      return convertFunction(expression, { negated, text: text(), context })
    default:
      return opaque(text())
  }
}

/** A branch that is never true adds no row. */
function anyOf(parts: readonly Predicate[], text: string): Predicate {
  const possible = parts.filter((part) => part.kind !== 'never')
  return possible.length === 0 ? { kind: 'never', text } : { kind: 'or', parts: possible, text }
}

interface Converting {
  readonly negated: boolean
  readonly text: string
  readonly context: PredicateContext
}

/** The text of an expression, for people: as it was written where that is known. */
export function textOf(expression: Expression, sql: string | undefined): string {
  const { span } = expression
  if (sql === undefined || span === undefined) return formatSql(expression)
  return sql.slice(span.start, span.end).replaceAll(/\s+/g, ' ')
}

function opaque(text: string, reason = 'only SQL can say it'): Predicate {
  return { kind: 'opaque', reason, text }
}

const comparisons: ReadonlySet<string> = new Set(Object.keys(flipped))
const isComparison = (operator: string): operator is Comparison => comparisons.has(operator)

function convertComparison(
  binary: Extract<Expression, { kind: 'binary' }>,
  { negated, text, context }: Converting,
): Predicate {
  if (!isComparison(binary.operator)) return opaque(text)
  const direct = context.columnOf(binary.left)
  const column = direct ?? context.columnOf(binary.right)
  if (column === undefined) return opaque(text)
  const other = direct === undefined ? binary.left : binary.right
  const constant = fold(other, context)
  if (constant === undefined) return opaque(text, 'the other side is no constant')
  checkConstant(constant, column, other)
  const value = coerce(constant, column, context)
  if (value === undefined)
    return opaque(text, `the constant is of another type than ${column.name}`)
  const operator = direct === undefined ? flipped[binary.operator] : binary.operator
  return { kind: 'compare', column, operator: negated ? negation[operator] : operator, value, text }
}

function convertBetween(
  between: Extract<Expression, { kind: 'between' }>,
  converting: Converting,
): Predicate {
  const { text, context } = converting
  if (between.symmetric) return opaque(text)
  const bound = (operator: '<=' | '>=', right: Expression): Expression => ({
    kind: 'binary',
    operator,
    left: between.operand,
    right,
  })
  const both: Expression = {
    kind: 'logical',
    operator: 'and',
    operands: [bound('>=', between.low), bound('<=', between.high)],
  }
  const predicate = convert(both, converting.negated !== between.negated, context)
  return { ...predicate, text }
}

function convertIn(
  list: Extract<Expression, { kind: 'in-list' }>,
  { negated, text, context }: Converting,
): Predicate {
  const column = context.columnOf(list.operand)
  if (column === undefined) return opaque(text)
  if (negated !== list.negated) return opaque(text, 'NOT IN treats empty values otherwise there')
  const values: Constant[] = []
  for (const item of list.items) {
    const constant = fold(item, context)
    if (constant !== undefined) checkConstant(constant, column, item)
    const value = constant && coerce(constant, column, context)
    if (value === undefined)
      return opaque(text, `not every item is a constant of the type of ${column.name}`)
    values.push(value)
  }
  return { kind: 'in', column, values, text }
}

function convertLike(
  like: Extract<Expression, { kind: 'like' }>,
  { negated, text, context }: Converting,
): Predicate {
  const column = context.columnOf(like.operand)
  if (column?.type !== 'varchar' || like.operator === 'similar to' || like.operator === 'glob')
    return opaque(text)
  if (like.operator === 'ilike' && column.collation === 'exact')
    return opaque(text, `${column.name} minds letter case there`)
  if (negated !== like.negated) return opaque(text, 'NOT LIKE can not be sent as a superset')
  const pattern = fold(like.pattern, context)
  const escaping = like.escape && fold(like.escape, context)
  if (pattern?.kind !== 'string' || (escaping !== undefined && escaping.kind !== 'string'))
    return opaque(text)
  if (like.operator === 'contains')
    return { kind: 'contains', column, fragments: [pattern.value], prefix: '', text }
  const { fragments, prefix, isPlain } = readLikePattern(
    pattern.value,
    escaping?.kind === 'string' ? escaping.value : undefined,
  )
  if (isPlain)
    return {
      kind: 'compare',
      column,
      operator: '=',
      value: { kind: 'string', value: fragments.join('') },
      text,
    }
  return { kind: 'contains', column, fragments, prefix, text }
}

function convertIs(
  is: Extract<Expression, { kind: 'is' }>,
  { negated, text, context }: Converting,
): Predicate {
  const column = context.columnOf(is.operand)
  const isNegated = negated !== is.negated
  if (column === undefined) return opaque(text)
  if (is.test === 'null') return { kind: 'is-null', column, negated: isNegated, text }
  if (column.type !== 'boolean' || isNegated || is.test === 'unknown') return opaque(text)
  return {
    kind: 'compare',
    column,
    operator: '=',
    value: { kind: 'boolean', value: is.test === 'true' },
    text,
  }
}

const containing: Readonly<Record<string, 'anywhere' | 'start'>> = {
  contains: 'anywhere',
  starts_with: 'start',
  prefix: 'start',
  suffix: 'anywhere',
  ends_with: 'anywhere',
}

function convertFunction(
  call: Extract<Expression, { kind: 'function' }>,
  { negated, text, context }: Converting,
): Predicate {
  const place = containing[call.name.toLowerCase()]
  const [operand, part] = call.arguments
  if (place === undefined || negated || operand === undefined || part === undefined)
    return opaque(text)
  const column = context.columnOf(operand)
  const fragment = fold(part, context)
  if (column?.type !== 'varchar' || fragment?.kind !== 'string') return opaque(text)
  return {
    kind: 'contains',
    column,
    fragments: [fragment.value],
    prefix: place === 'start' ? fragment.value : '',
    text,
  }
}

/** The constant as a value of the column's type; undefined where SQL would compare something else. */
function coerce(constant: Constant, column: Column, context: FoldContext): Constant | undefined {
  if (constant.kind === 'null') return constant
  switch (column.type) {
    case 'timestamptz':
      if (constant.kind === 'timestamp') return constant
      return constant.kind === 'string' ? timestampOf(constant.value, context) : undefined
    case 'integer':
    case 'bigint':
      if (constant.kind === 'string')
        return /^-?\d{1,15}$/.test(constant.value)
          ? { kind: 'number', value: Number(constant.value), text: constant.value }
          : undefined
      return constant.kind === 'number' && isAsWritten(constant) ? constant : undefined
    case 'double':
      return constant.kind === 'number' ? constant : undefined
    case 'varchar':
      return constant.kind === 'string' ? constant : undefined
    case 'uuid':
      return constant.kind === 'string'
        ? { kind: 'string', value: constant.value.toLowerCase() }
        : undefined
    case 'boolean':
      if (constant.kind === 'boolean') return constant
      return constant.kind === 'string' && /^(true|false)$/i.test(constant.value)
        ? { kind: 'boolean', value: constant.value.toLowerCase() === 'true' }
        : undefined
    case 'date':
    case 'time':
    case 'json':
    case 'integer[]':
    case 'bigint[]':
    case 'varchar[]':
      return undefined
  }
}

/** False where the digits say more than a JavaScript number holds: `5.00000000000000001` is not 5. */
function isAsWritten({ value, text }: Extract<Constant, { kind: 'number' }>): boolean {
  return !Number.isInteger(value) || /^-?\d+(\.0*)?$/.test(text) || /e/i.test(text)
}

function timestampOf(text: string, context: FoldContext): Constant | undefined {
  const microseconds = parseTimestamp(text, context.zoneOffset)
  return microseconds === undefined ? undefined : { kind: 'timestamp', microseconds }
}
