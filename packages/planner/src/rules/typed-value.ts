import { DevopsqlError } from '@devopsql/errors'
import { integerRange } from '../logical/integer-range.ts'
import type { Expression, Parameter, TypeName } from '../syntax/ast.ts'
import { call } from '../syntax/build.ts'
import { formatType } from '../syntax/format-expression.ts'
import { numberLiteral, textOfType, typeName, valueLiteral } from './value-literal.ts'

/** The value of a parameter as a literal of the type that is known of it. Throws for a value that is none of the type. */
export function typedValue(value: unknown, type: TypeName, parameter: Parameter): Expression {
  if (value === null) return castTo(type, { kind: 'null', span: parameter.span })
  if (type.listDepth > 0) return listValue(value, type, parameter)
  const range = integerRange(type.name)
  if (range !== undefined) return integerValue(value, { type, parameter, range })
  switch (type.name) {
    case 'VARCHAR':
    case 'UUID':
      // As a text it takes the type of what it is compared with.
      return typeof value === 'string'
        ? valueLiteral(value, parameter)
        : castTo(type, valueLiteral(value, parameter))
    case 'DOUBLE':
    case 'FLOAT':
    case 'REAL':
      return doubleValue(value, type, parameter)
    case 'DECIMAL':
      return decimalValue(value, type, parameter)
    case 'BOOLEAN':
      return booleanValue(value, type, parameter)
    case 'BLOB':
      if (value instanceof Uint8Array || typeof value === 'string') break
      throw noValueOf(value, type, parameter)
    default:
      if (typeof value === 'string' || value instanceof Date) break
      throw noValueOf(value, type, parameter)
  }
  return typeof value === 'string'
    ? textOfType(value, type, parameter)
    : asType(valueLiteral(value, parameter), type)
}

function asType(literal: Expression, type: TypeName): Expression {
  const isSame = literal.kind === 'typed-literal' && literal.type.name === type.name
  return isSame ? literal : castTo(type, literal)
}

/** A cast that stands where the literal stands. */
function castTo(type: TypeName, operand: Expression): Expression {
  return { kind: 'cast', operand, type, try: false, span: operand.span }
}

function listValue(value: unknown, type: TypeName, parameter: Parameter): Expression {
  if (typeof value === 'string') return textOfType(value, type, parameter)
  const element = elementType(type)
  if (!Array.isArray(value)) throw noValueOf(value, type, parameter)
  const items = value.map((item: unknown) => typedValue(item, element, parameter))
  return castTo(type, { ...call('list_value', items), span: parameter.span })
}

/** The type of the elements of a list. */
export function elementType({ name, parameters, listDepth }: TypeName): TypeName {
  return { ...typeName(name, Math.max(0, listDepth - 1)), parameters }
}

interface IntegerTarget {
  readonly type: TypeName
  readonly parameter: Parameter
  readonly range: { readonly least: bigint; readonly most: bigint }
}

function integerValue(value: unknown, { type, parameter, range }: IntegerTarget): Expression {
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value).trim()
  const isWhole =
    (typeof value === 'number' ? Number.isInteger(value) : typeof value !== 'object') &&
    /^[+-]?\d+$/.test(plainDigits(value, text))
  if (!isWhole) throw noValueOf(value, type, parameter)
  const number = BigInt(plainDigits(value, text).replace(/^\+/, ''))
  if (number < range.least || number > range.most) {
    throw new DevopsqlError(
      `the value of parameter ${parameter.name} is beyond what ${formatType(type)} holds`,
      {
        code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
        hint: `Give a value from ${range.least} to ${range.most}.`,
        position: parameter.span?.start,
      },
    )
  }
  const literal = numberLiteral(String(number), parameter)
  return type.name === ownType(number) ? literal : castTo(type, literal)
}

/** 1e21 has an exponent as a text, though it is whole. */
function plainDigits(value: unknown, text: string): string {
  return typeof value === 'number' && Number.isInteger(value) ? String(BigInt(value)) : text
}

/** The type that an integer has as a literal of the engine. */
function ownType(number: bigint): string | undefined {
  if (BigInt.asIntN(32, number) === number) return 'INTEGER'
  return BigInt.asIntN(64, number) === number ? 'BIGINT' : undefined
}

const decimalText = /^\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*$/i

function doubleValue(value: unknown, type: TypeName, parameter: Parameter): Expression {
  if (typeof value === 'number' && !Number.isFinite(value))
    return textOfType(String(value), type, parameter)
  if (typeof value === 'number' || typeof value === 'bigint')
    return castTo(type, valueLiteral(value, parameter))
  if (typeof value !== 'string') throw noValueOf(value, type, parameter)
  const digits = decimalText.exec(value)?.[1]
  if (digits !== undefined) return castTo(type, numberLiteral(digits, parameter))
  if (/^\s*[+-]?(nan|inf|infinity)\s*$/i.test(value)) return textOfType(value, type, parameter)
  throw noValueOf(value, type, parameter)
}

/** Without a size it is written with its digits, of which it takes its size. */
function decimalValue(value: unknown, type: TypeName, parameter: Parameter): Expression {
  const text = typeof value === 'string' ? value : String(value)
  const digits = decimalText.exec(text)?.[1]
  const isNumber =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
  if (!isNumber || digits === undefined) throw noValueOf(value, type, parameter)
  const literal = numberLiteral(digits, parameter)
  return type.parameters.length === 0 ? literal : castTo(type, literal)
}

const booleans: ReadonlyMap<string, boolean> = new Map(
  Object.entries({ t: true, f: false, y: true, n: false, 1: true, 0: false }),
)
const booleanWords: ReadonlyMap<string, boolean> = new Map(
  Object.entries({ true: true, false: false, yes: true, no: false, on: true, off: false }),
)

function booleanValue(value: unknown, type: TypeName, parameter: Parameter): Expression {
  const text = String(value).trim().toLowerCase()
  const isScalar = typeof value !== 'object'
  const found = isScalar ? (booleans.get(text) ?? booleanWords.get(text)) : undefined
  if (found === undefined) throw noValueOf(value, type, parameter)
  return { kind: 'boolean', value: found, span: parameter.span }
}

function noValueOf(value: unknown, type: TypeName, parameter: Parameter): DevopsqlError {
  const shown = typeof value === 'string' ? `'${value.slice(0, 60)}'` : nameOf(value)
  return new DevopsqlError(
    `parameter ${parameter.name} is of type ${formatType(type)}, which ${shown} is not`,
    {
      code: 'DEVOPSQL_INVALID_VALUE',
      hint: 'Give a value of that type, or CAST the parameter to another type.',
      position: parameter.span?.start,
    },
  )
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'number' ? String(value) : `a value of type ${typeof value}`
}
