import type { Expression, FunctionCall, StringLiteral } from './ast.ts'

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
