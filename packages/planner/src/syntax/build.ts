import type { Expression, FunctionCall, StringLiteral, TypeName } from './ast.ts'

/** A plain call of a function. */
export function call(name: string, args: readonly Expression[]): FunctionCall {
  return {
    kind: 'function',
    qualifier: [],
    name,
    arguments: args,
    distinct: false,
    orderBy: [],
    withinGroup: [],
  }
}

export function stringLiteral(value: string): StringLiteral {
  return { kind: 'string', value }
}

export function numberLiteral(value: number): Expression {
  const digits = { kind: 'number', text: String(Math.abs(value)) } as const
  return value < 0 ? { kind: 'unary', operator: '-', operand: digits } : digits
}

/** A type without parameters. */
export function typeName(name: string): TypeName {
  return { kind: 'type-name', name, parameters: [], listDepth: 0 }
}
