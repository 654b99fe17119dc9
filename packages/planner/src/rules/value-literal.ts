import { DevopsqlError } from '@devopsql/errors'
import type { Expression, Parameter, TypeName } from '../syntax/ast.ts'
import { call } from '../syntax/build.ts'

/** The value of a parameter as the literal that its JavaScript type stands for. */
export function valueLiteral(value: unknown, parameter: Parameter): Expression {
  const place = { span: parameter.span }
  if (value === null) return { kind: 'null', ...place }
  if (typeof value === 'string') return { kind: 'string', value, ...place }
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...place }
  if (typeof value === 'bigint') return numberLiteral(String(value), parameter)
  if (typeof value === 'number' && Number.isFinite(value))
    return numberLiteral(digitsOf(value), parameter)
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return textOfType(value.toISOString(), typeName('TIMESTAMP WITH TIME ZONE'), parameter)
  if (value instanceof Uint8Array) return textOfType(blobText(value), typeName('BLOB'), parameter)
  if (Array.isArray(value)) {
    const elements = value.map((element: unknown) => valueLiteral(element, parameter))
    return { ...call('list_value', elements), ...place }
  }
  throw new DevopsqlError(`parameter ${parameter.name} has a value that SQL has no type for`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: 'Give a string, a finite number, a bigint, a boolean, a Date, a Uint8Array, null or an array of these.',
    position: parameter.span?.start,
  })
}

/** A type without parameters. */
export function typeName(name: string, listDepth = 0): TypeName {
  return { kind: 'type-name', name, parameters: [], listDepth }
}

/** `TYPE 'text'`. */
export function textOfType(value: string, type: TypeName, { span }: Parameter): Expression {
  return { kind: 'typed-literal', type, value, span }
}

/** Digits with or without a sign before them. */
export function numberLiteral(text: string, { span }: Parameter): Expression {
  const digits: Expression = { kind: 'number', text: text.replace(/^[+-]/, ''), span }
  return text.startsWith('-') ? { kind: 'unary', operator: '-', operand: digits, span } : digits
}

/** A whole number is an integer, any other a DOUBLE as in JavaScript, which takes an exponent to say. */
function digitsOf(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return Number.isInteger(value) || text.includes('e') ? text : `${text}e0`
}

function blobText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}
