import { DevopsqlError } from '@devopsql/errors'
import type {
  ExecStatement,
  Expression,
  InList,
  Node,
  Parameter,
  Query,
  Span,
} from '../syntax/ast.ts'
import { mapChildren, walk } from '../syntax/walk.ts'

/** Values by position (`?`, `$1`) or by name. */
export type ParameterValues = readonly unknown[] | Readonly<Record<string, unknown>>

/**
 * Puts the values in the place of the parameters, as literals of the tree: no value ever becomes SQL text unquoted. An
 * array is a list, and stands for its elements in `x IN (?)` and `x = ANY(?)`.
 */
export function bindParameters<Bound extends Query | ExecStatement>(
  statement: Bound,
  values: ParameterValues,
): Bound {
  checkValues(values)
  const used = new Set<string>()
  const valueGiven = (parameter: Parameter): unknown => {
    used.add(parameter.name.toLowerCase())
    return givenValue(parameter, values)
  }
  const elementsOf = (item: Expression): readonly Expression[] => {
    if (item.kind !== 'parameter') return [visit(item)]
    const value = valueGiven(item)
    return Array.isArray(value)
      ? value.map((element: unknown) => literal(element, item))
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
  const extra = [...entriesOf(values).keys()].filter((name) => !used.has(name))
  if (extra.length === 0) return
  throw new DevopsqlError(`the query has no parameter ${extra.join(', ')}`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint:
      used.size === 0 ? 'Write ? or :name where a value goes.' : `It has ${[...used].join(', ')}.`,
  })
}

function literal(value: unknown, parameter: Parameter): Expression {
  const place = { span: parameter.span }
  if (value === null) return { kind: 'null', ...place }
  if (typeof value === 'string') return { kind: 'string', value, ...place }
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...place }
  if (typeof value === 'bigint')
    return numeric(value < 0n, String(value < 0n ? -value : value), parameter)
  if (typeof value === 'number' && Number.isFinite(value))
    return numeric(value < 0 || Object.is(value, -0), digitsOf(Math.abs(value)), parameter)
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const type = {
      kind: 'type-name',
      name: 'TIMESTAMP WITH TIME ZONE',
      parameters: [],
      listDepth: 0,
    } as const
    return { kind: 'typed-literal', type, value: value.toISOString(), ...place }
  }
  if (Array.isArray(value)) {
    const elements = value.map((element: unknown) => literal(element, parameter))
    return listOf(elements, parameter)
  }
  throw new DevopsqlError(`parameter ${parameter.name} has a value that SQL has no type for`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: 'Give a string, a finite number, a bigint, a boolean, a Date, null or an array of these.',
    position: parameter.span?.start,
  })
}

/** A whole number is an integer, any other a DOUBLE as in JavaScript, which takes an exponent to say. */
function digitsOf(value: number): string {
  const text = String(value)
  return Number.isInteger(value) || text.includes('e') ? text : `${text}e0`
}

function listOf(elements: readonly Expression[], { span }: Parameter): Expression {
  return {
    kind: 'function',
    qualifier: [],
    name: 'list_value',
    arguments: elements,
    distinct: false,
    orderBy: [],
    withinGroup: [],
    span,
  }
}

function numeric(isNegative: boolean, text: string, parameter: Parameter): Expression {
  const digits: Expression = { kind: 'number', text, span: parameter.span }
  return isNegative
    ? { kind: 'unary', operator: '-', operand: digits, span: parameter.span }
    : digits
}
