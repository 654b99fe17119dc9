import { DevopsqlError } from '@devopsql/errors'
import type { ExecStatement, Expression, Span } from '../syntax/ast.ts'
import { bindParameters, type ParameterValues } from './bind-parameters.ts'

/** A literal: numbers as their digits with the sign, a date as its text in ISO form. */
export type ArgumentValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }

/** An argument of EXEC with its value in the place of the parameter. */
export interface BoundArgument {
  readonly name: string
  readonly value: ArgumentValue
  /** Of the name with its `@`; undefined where there is no text. */
  readonly span: Span | undefined
}

/** The arguments of EXEC. Throws `DEVOPSQL_INVALID_PARAMETER` for values that don't fit the parameters. */
export function bindArguments(
  statement: ExecStatement,
  values: ParameterValues,
): readonly BoundArgument[] {
  return bindParameters(statement, values).arguments.map(({ name, value }) => ({
    name: name.name,
    value: argumentValue(value, name.name),
    span: name.span,
  }))
}

function argumentValue(value: Expression, argument: string): ArgumentValue {
  if (value.kind === 'string' || value.kind === 'typed-literal')
    return { kind: 'text', text: value.value }
  if (value.kind === 'number') return { kind: 'number', text: value.text }
  if (value.kind === 'boolean') return { kind: 'boolean', value: value.value }
  if (value.kind === 'null') return { kind: 'null' }
  if (value.kind === 'unary' && value.operand.kind === 'number')
    return { kind: 'number', text: `-${value.operand.text}` }
  throw new DevopsqlError(`the value of argument ${argument} is a list`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: 'Give one value: a string, a number, a boolean or null.',
    position: value.span?.start,
  })
}
