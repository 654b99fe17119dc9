import { DevopsqlError } from '@devopsql/errors'
import type {
  ExecStatement,
  Expression,
  InList,
  Node,
  Parameter,
  Query,
  Span,
  TypeName,
} from '../syntax/ast.ts'
import { mapChildren, walk } from '../syntax/walk.ts'
import { elementType, typedValue } from './typed-value.ts'
import { valueLiteral } from './value-literal.ts'

/** Values by position (`?`, `$1`) or by name. */
export type ParameterValues = readonly unknown[] | Readonly<Record<string, unknown>>

/** The types that are known of parameters, by the name in lower case. */
export type ParameterTypes = ReadonlyMap<string, TypeName>

const untyped: ParameterTypes = new Map()

/**
 * Puts the values in the place of the parameters, as literals of the tree: no value ever becomes SQL text unquoted. An
 * array is a list, and stands for its elements in `x IN (?)` and `x = ANY(?)`.
 */
export function bindParameters<Bound extends Query | ExecStatement>(
  statement: Bound,
  values: ParameterValues,
  types: ParameterTypes = untyped,
): Bound {
  checkValues(values)
  const used = new Set<string>()
  const valueGiven = (parameter: Parameter): unknown => {
    used.add(parameter.name.toLowerCase())
    return givenValue(parameter, values)
  }
  const literal = (value: unknown, parameter: Parameter, isElement = false): Expression => {
    const type = types.get(parameter.name.toLowerCase())
    if (type === undefined) return valueLiteral(value, parameter)
    return typedValue(value, isElement ? elementType(type) : type, parameter)
  }
  const elementsOf = (item: Expression): readonly Expression[] => {
    if (item.kind !== 'parameter') return [visit(item)]
    const value = valueGiven(item)
    return Array.isArray(value)
      ? value.map((element: unknown) => literal(element, item, true))
      : [literal(value, item)]
  }
  const visit = <N extends Node>(node: N): N => {
    if (node.kind === 'parameter') return literal(valueGiven(node), node) as N
    if (node.kind === 'in-list') {
      return membership(node, visit(node.operand), node.items.flatMap(elementsOf)) as N
    }
    const list = comparedList(node)
    if (list !== undefined && Array.isArray(valueGiven(list.parameter))) {
      return membership(list, visit(list.operand), elementsOf(list.parameter)) as N
    }
    return mapChildren(node, visit)
  }
  const bound = visit(statement)
  checkUsed(values, used)
  return bound
}

/** `x = ANY(?)`, which is `x IN (…)`, and `x <> ALL(?)`, which is `x NOT IN (…)`. */
function comparedList(node: Node):
  | {
      readonly operand: Expression
      readonly parameter: Parameter
      readonly negated: boolean
      readonly span?: Span | undefined
    }
  | undefined {
  if (node.kind !== 'quantified' || node.list?.kind !== 'parameter') return undefined
  const form = `${node.operator} ${node.quantifier}`
  if (form !== '= any' && form !== '<> all') return undefined
  const { operand, list: parameter, span } = node
  return { operand, parameter, negated: form === '<> all', span }
}

/** Nothing is in an empty list, not even NULL; SQL has no way to write one. */
function membership(
  { negated, span }: Pick<InList, 'negated' | 'span'>,
  operand: Expression,
  items: readonly Expression[],
): Expression {
  return items.length === 0
    ? { kind: 'boolean', value: negated, span }
    : { kind: 'in-list', operand, items, negated, span }
}

// A caller of JavaScript may pass anything.
function checkValues(values: unknown): void {
  if (typeof values === 'object' && values !== null) return
  throw new DevopsqlError('the values of parameters are neither an array nor an object', {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: 'Give an array for ? and $1, an object for :name and @name.',
  })
}

/** Whether a query has parameters. */
export function hasParameters(query: Query): boolean {
  let found = false
  walk(query, (node) => {
    found ||= node.kind === 'parameter'
    return !found
  })
  return found
}

function givenValue(parameter: Parameter, values: ParameterValues): unknown {
  const entries = entriesOf(values)
  const value = entries.get(parameter.name.toLowerCase())
  if (value === undefined && !entries.has(parameter.name.toLowerCase())) {
    throw new DevopsqlError(`no value is given for parameter ${parameter.name}`, {
      code: 'DEVOPSQL_INVALID_PARAMETER',
      hint: Array.isArray(values)
        ? howToGive(parameter.name)
        : `Give an object with ${parameter.name}; it has ${[...entries.keys()].join(', ') || 'nothing'}.`,
      position: parameter.span?.start,
    })
  }
  if (value === undefined) {
    throw new DevopsqlError(`the value of parameter ${parameter.name} is undefined`, {
      code: 'DEVOPSQL_INVALID_PARAMETER',
      hint: 'Give null where NULL is meant.',
      position: parameter.span?.start,
    })
  }
  return value
}

function howToGive(name: string): string {
  return /^\d+$/.test(name)
    ? `Give ${name} or more values in order.`
    : `Give the values by name, in an object that has ${name}.`
}

function entriesOf(values: ParameterValues): ReadonlyMap<string, unknown> {
  if (Array.isArray(values))
    return new Map(values.map((value: unknown, index) => [String(index + 1), value]))
  return new Map(
    Object.entries(values).map(([name, value]): [string, unknown] => [
      name.replace(/^[@:$]/, '').toLowerCase(),
      value,
    ]),
  )
}

function checkUsed(values: ParameterValues, used: ReadonlySet<string>): void {
  // Before $3 there may be a $2 that the query has no use for.
  const last = Array.isArray(values) ? Math.max(0, ...[...used].map(Number)) : 0
  const extra = [...entriesOf(values).keys()].filter(
    (name) => !used.has(name) && !(Number(name) <= last),
  )
  if (extra.length === 0) return
  throw new DevopsqlError(`the query has no parameter ${extra.join(', ')}`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint:
      used.size === 0 ? 'Write ? or :name where a value goes.' : `It has ${[...used].join(', ')}.`,
  })
}
