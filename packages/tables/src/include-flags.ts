import { type ColumnDefinition, type Pushdown, parameter } from '@devopsql/schema'

/** A request parameter that asks for columns which are asked for anyway where they are read; FALSE leaves them NULL. */
export function includeFlag(columns: string): ColumnDefinition {
  return parameter('boolean', `False: without ${columns}. Otherwise what is read comes.`)
}

/** Sends it. */
export function sendFlag(column: string, name: string): Pushdown {
  return { column, operators: ['='], send: { [name]: '$value' } }
}

/** For answers that always have what TRUE asks for. */
export function answered(column: string): Pushdown {
  return { column, operators: ['='], send: {}, values: { true: 'true' } }
}
