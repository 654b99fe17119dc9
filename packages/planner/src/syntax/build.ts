import type {
  Expression,
  FunctionCall,
  Identifier,
  Query,
  Select,
  SelectItem,
  StringLiteral,
  TableExpression,
} from './ast.ts'

export function identifier(name: string): Identifier {
  return { kind: 'identifier', name }
}

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

/** The item `*`. */
export const everyColumn: SelectItem = {
  kind: 'select-item',
  expression: { kind: 'star', qualifier: [], exclude: [], replace: [] },
}

/** `SELECT * FROM table`. */
export function selectAll(table: TableExpression): Select {
  return { kind: 'select', items: [everyColumn], from: [table], windows: [] }
}

/** A query that is a SELECT and no more. */
export function queryOf(body: Select): Query {
  return { kind: 'query', body, orderBy: [], limitPercent: false }
}
