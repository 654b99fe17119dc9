import type { Expression, Parameter } from '../syntax/ast.ts'

const textTypes: ReadonlySet<string> = new Set('BPCHAR CHAR NAME STRING TEXT VARCHAR'.split(' '))

const textFunctions: ReadonlySet<string> = new Set('concat lower replace trim upper'.split(' '))

/** Whether a parameter stands for a value to be given, as `$1`, and for no argument in the text of a macro. */
export function isGivenValue({ name }: Parameter): boolean {
  return /^\d+$/.test(name)
}

/** Whether an expression is a text by the look of it: a literal, a value to be given, texts joined together. */
export function isEvidentlyText(expression: Expression): boolean {
  switch (expression.kind) {
    case 'string':
      return true
    case 'parameter':
      return isGivenValue(expression) || expression.name === 'text'
    case 'binary':
      return expression.operator === '||'
    case 'function':
      return textFunctions.has(expression.name.toLowerCase())
    case 'cast':
      return textTypes.has(expression.type.name) && expression.type.listDepth === 0
    default:
      return false
  }
}
