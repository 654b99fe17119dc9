import type { Cast, Expression } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'
import { canonicalType } from '../syntax/canonical-type.ts'

const hexadecimal = /^\\x((?:[\da-f]{2}\s*)*)$/i

/** PostgreSQL's `'\x01ff'::bytea` as the bytes that it is; undefined for another cast. */
export function bytesLiteral({ operand, type, span }: Cast): Expression | undefined {
  const isBytes = type.listDepth === 0 && canonicalType(type).name === 'BLOB'
  const digits = isBytes && operand.kind === 'string' ? hexadecimal.exec(operand.value) : null
  if (digits === null) return undefined
  return { ...call('unhex', [stringLiteral(digits[1]?.replaceAll(/\s/g, '') ?? '')]), span }
}
