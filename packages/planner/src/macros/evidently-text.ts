import type { Expression } from '../syntax/ast.ts'

const textTypes: ReadonlySet<string> = new Set('BPCHAR CHAR NAME STRING TEXT VARCHAR'.split(' '))

const textFunctions: ReadonlySet<string> = new Set('concat lower replace trim upper'.split(' '))

/** Whether an expression is a text by the look of it: a literal, a value to be given, texts joined together. */
export function isEvidentlyText(expression: Expression): boolean {
  switch (expression.kind) {
    case 'string':
      return true
    // Values are given as `$1` or by name; in the text of a macro the name of the argument says it.
    case 'parameter':
      return /^\d+$/.test(expression.name) || expression.name === 'text'
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
