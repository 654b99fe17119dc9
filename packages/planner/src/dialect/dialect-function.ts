import type { FoldContext } from '../logical/fold.ts'
import type { Expression, FunctionCall } from '../syntax/ast.ts'

/** What a translation can depend on. */
export interface DialectContext extends FoldContext {
  /** The text that the query was read from; positions and column names are taken from it. */
  readonly sql: string | undefined
}

/** A call with its arguments under the names that the usage gives them. */
export interface NamedCall {
  readonly call: FunctionCall
  readonly usage: string
  readonly values: Readonly<Record<string, Expression>>
  readonly context: DialectContext
}

/** A function of another dialect under one number of arguments. */
export interface DialectFunction {
  /** `NAME(argument, argument)`: the name and the number of arguments are read from it, people read it in errors and docs. */
  readonly usage: string
  /** What a person has to know beyond the usage. */
  readonly note?: string
  readonly means: Meaning
}

type Meaning =
  /** DuckDB SQL in which `:argument` stands for an argument. */
  | string
  /** An aggregate under another name: DISTINCT, FILTER and OVER go along. */
  | { readonly aggregate: string }
  /** Undefined where the shape of the call says that DuckDB's own function of this name is meant. */
  | { readonly build: (call: NamedCall) => Expression | undefined }
  | { readonly refused: string; readonly hint: string }

/** An argument by its name in the usage. */
export function argumentOf({ values, usage }: NamedCall, name: string): Expression {
  const value = values[name]
  if (value === undefined) throw new RangeError(`${usage} has no argument ${name}`)
  return value
}
