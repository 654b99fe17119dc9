import { DevopsqlError } from '@devopsql/errors'
import type { Expression, Node, Parameter, Query } from '../syntax/ast.ts'
import { mapChildren, walk } from '../syntax/walk.ts'

/** Values by position (`?`, `$1`) or by name. */
export type ParameterValues = readonly unknown[] | Readonly<Record<string, unknown>>

/** Puts the values in the place of the parameters, as literals of the tree: no value ever becomes SQL text unquoted. */
export function bindParameters(query: Query, values: ParameterValues): Query {
  const used = new Set<string>()
  const visit = <N extends Node>(node: N): N => {
    if (node.kind !== 'parameter') return mapChildren(node, visit)
    used.add(node.name.toLowerCase())
    return literal(givenValue(node, values), node) as N
  }
  const bound = visit(query)
  checkUsed(values, used)
  return bound
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
    return numeric(value < 0 || Object.is(value, -0), String(Math.abs(value)), parameter)
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const type = {
      kind: 'type-name',
      name: 'TIMESTAMP WITH TIME ZONE',
      parameters: [],
      listDepth: 0,
    } as const
    return { kind: 'typed-literal', type, value: value.toISOString(), ...place }
  }
  throw new DevopsqlError(`parameter ${parameter.name} has a value that SQL has no type for`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: 'Give a string, a finite number, a bigint, a boolean, a Date or null.',
    position: parameter.span?.start,
  })
}

function numeric(isNegative: boolean, text: string, parameter: Parameter): Expression {
  const digits: Expression = { kind: 'number', text, span: parameter.span }
  return isNegative
    ? { kind: 'unary', operator: '-', operand: digits, span: parameter.span }
    : digits
}
