import { isDevopsqlError } from '@devopsql/errors'
import type { Expression } from '../syntax/ast.ts'
import { callError } from './dialect-error.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { fillTemplate } from './sql-template.ts'

/** EXPR: the value of the expression that a text holds. */
export function evaluateText(named: NamedCall): Expression {
  const argument = argumentOf(named, 'text')
  const at = { call: named.call, argument, hint: "Write it as a literal: EXPR('1 + 2 * 3')." }
  if (argument.kind !== 'string') throw callError('EXPR needs its expression as a literal', at)
  try {
    return fillTemplate(argument.value.replaceAll('==', '='), {})
  } catch (error) {
    const why = isDevopsqlError(error) ? error.message : 'it has names in it'
    throw callError(`EXPR can not read ${argument.value}: ${why}`, at)
  }
}
