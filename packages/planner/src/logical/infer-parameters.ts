import type { Column } from '@devopsql/schema'
import type { BoundQuery } from '../bind/bind-query.ts'
import { columnType } from '../bind/column-type.ts'
import { type Relation, sourceColumn } from '../bind/relation.ts'
import type { ParameterTypes } from '../rules/bind-parameters.ts'
import { typeName } from '../rules/value-literal.ts'
import type { Expression, Node, TypeName } from '../syntax/ast.ts'
import { canonicalType } from '../syntax/canonical-type.ts'
import { walk } from '../syntax/walk.ts'

type Relations = ReadonlyMap<string, Relation>

/** Two expressions that stand side by side, so that one takes the other's type. */
type Pair = readonly [Expression | undefined, Expression | TypeName | undefined]

/**
 * The types that the places of parameters give away, the first place of each deciding: what they are compared with,
 * cast to or counted by. What only the engine's functions and operators would tell is not among them.
 */
export function inferParameters({ query, relations }: BoundQuery): ParameterTypes {
  const types = new Map<string, TypeName>()
  const note = (expression: Expression | undefined, type: TypeName | undefined): void => {
    if (expression?.kind !== 'parameter' || type === undefined) return
    const key = expression.name.toLowerCase()
    if (!types.has(key)) types.set(key, type)
  }
  walk(query, (node) => {
    const isShift = node.kind === 'binary' && (node.operator === '+' || node.operator === '-')
    for (const [one, other] of pairsOf(node)) {
      if (other?.kind === 'type-name') note(one, other)
      else {
        const [left, right] = [expressionType(one, relations), expressionType(other, relations)]
        note(one, isShift ? addedTo(right) : right)
        note(other, isShift ? addedTo(left) : left)
      }
    }
    if (node.kind === 'quantified') {
      const element = expressionType(node.operand, relations)
      note(node.list, element && { ...element, listDepth: element.listDepth + 1 })
    }
    return true
  })
  return types
}

const comparisons: ReadonlySet<string> = new Set(
  '= <> < <= > >=|is distinct from|is not distinct from'
    .split('|')
    .flatMap((words) => (words.startsWith('is') ? [words] : words.split(' '))),
)
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '//', '%'])

function pairsOf(node: Node): readonly Pair[] {
  switch (node.kind) {
    case 'query':
      return [
        [node.limit, typeName(node.limitPercent ? 'DOUBLE' : 'BIGINT')],
        [node.offset, typeName('BIGINT')],
      ]
    case 'cast':
      return [[node.operand, canonicalType(node.type)]]
    case 'binary':
      return pairsOfBinary(node)
    case 'between':
      return [
        [node.operand, node.low],
        [node.operand, node.high],
        [node.low, node.high],
      ]
    case 'in-list':
      return node.items.flatMap((item) => sideBySide(node.operand, item))
    case 'like':
      return [
        [node.operand, typeName('VARCHAR')],
        [node.pattern, typeName('VARCHAR')],
        [node.escape, typeName('VARCHAR')],
      ]
    case 'function':
      // Of several types that they take, this is what PostgreSQL prefers.
      return /^date_(trunc|part)$/i.test(node.name)
        ? [[node.arguments[1], typeName('TIMESTAMP WITH TIME ZONE')]]
        : []
    case 'interval':
      return [[node.value, typeName(node.unit === undefined ? 'VARCHAR' : 'INTEGER')]]
    default:
      return []
  }
}

type Binary = Extract<Expression, { kind: 'binary' }>

function pairsOfBinary({ operator, left, right }: Binary): readonly Pair[] {
  if (comparisons.has(operator)) return sideBySide(left, right)
  if (operator === '||')
    return [
      [left, typeName('VARCHAR')],
      [right, typeName('VARCHAR')],
    ]
  if (operator === '->' || operator === '->>') return [[right, typeName('VARCHAR')]]
  return arithmetic.has(operator) ? [[left, right]] : []
}

/** Rows stand side by side column by column. */
function sideBySide(left: Expression, right: Expression): readonly Pair[] {
  if (left.kind !== 'row' || right.kind !== 'row') return [[left, right]]
  return left.items.map((item, index) => [item, right.items[index]])
}

/** The type of an expression as far as it can be seen without the engine. A text literal takes any type, so it has none. */
export function expressionType(
  expression: Expression | undefined,
  relations: Relations,
): TypeName | undefined {
  switch (expression?.kind) {
    case 'column': {
      const column = columnOf(
        expression.path.map(({ name }) => name),
        relations,
      )
      return column && typeOfColumn(column)
    }
    case 'cast':
    case 'typed-literal':
      return canonicalType(expression.type)
    case 'number':
      return /^\d{1,9}$/.test(expression.text) ? typeName('INTEGER') : undefined
    case 'boolean':
      return typeName('BOOLEAN')
    case 'collate':
      return expressionType(expression.operand, relations)
    case 'unary':
      return expression.operator === '-' ? expressionType(expression.operand, relations) : undefined
    default:
      return undefined
  }
}

/** The column of a source that a bound path leads to, through derived tables that show it unchanged. */
function columnOf(path: readonly string[], relations: Relations): Column | undefined {
  const [id = '', name = ''] = path
  const relation = path.length === 2 ? relations.get(id) : undefined
  if (relation?.kind === 'source') return sourceColumn(relation, name)
  const origin = relation?.columns?.find((column) => column.name === name)?.origin
  return origin && columnOf([origin.relation, origin.column], relations)
}

/** What is added to a value of a type, or taken from it. */
function addedTo(type: TypeName | undefined): TypeName | undefined {
  return type !== undefined && /^(DATE|TIME)/.test(type.name) ? typeName('INTERVAL') : type
}

function typeOfColumn(column: Column): TypeName {
  const written = columnType(column)
  return written.endsWith('[]') ? typeName(written.slice(0, -2), 1) : typeName(written)
}
