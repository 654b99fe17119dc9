import type { Expression, TypeName } from '../syntax/ast.ts'
import { canonicalType } from '../syntax/canonical-type.ts'

type Cast = Extract<Expression, { kind: 'cast' }>

const digits = /^\s*[+-]?(\d*)(?:\.(\d*))?\s*$/
const mostDigits = 38

/**
 * NUMERIC without a size has all digits of a literal, as in PostgreSQL; DuckDB would round to three behind the point.
 * Undefined: as it stands.
 */
export function wholeDecimal(cast: Cast): Cast | undefined {
  const { type, operand } = cast
  if (!isDecimal(type) || type.parameters.length > 0) return undefined
  if (operand.kind === 'cast' && isDecimal(operand.type)) {
    const { parameters } = operand.type
    return parameters.length === 0 ? undefined : { ...cast, type: { ...type, parameters } }
  }
  const found = digits.exec(textOf(operand) ?? 'none')
  if (found === null) return undefined
  const scale = found[2]?.length ?? 0
  if ((found[1]?.length ?? 0) + scale > mostDigits) return undefined
  const parameters = [String(mostDigits), String(scale)]
  return { ...cast, type: { ...type, parameters } }
}

function isDecimal(type: TypeName): boolean {
  return type.listDepth === 0 && canonicalType(type).name === 'DECIMAL'
}

function textOf(expression: Expression): string | undefined {
  if (expression.kind === 'unary' && expression.operator === '-') return textOf(expression.operand)
  if (expression.kind === 'string') return expression.value
  return expression.kind === 'number' ? expression.text : undefined
}

const moments: ReadonlySet<string> = new Set(['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE'])
const moment = /^(\s*\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2})(:\d{2}(?:\.\d*)?)?(\s*)(\D.*)?$/

const basicDate = /^\s*(\d{4})(\d{2})(\d{2})\s*$/

/**
 * A date or point in time as DuckDB reads it: T-SQL and PostgreSQL do without the hyphens, PostgreSQL without the seconds
 * and the colon of an offset, before which it takes a blank.
 */
export function readableMoment(text: string, type: TypeName): string {
  const { name } = canonicalType(type)
  const isMoment = moments.has(name)
  if ((name !== 'DATE' && !isMoment) || type.listDepth > 0) return text
  if (basicDate.test(text)) return text.replace(basicDate, '$1-$2-$3')
  if (!isMoment) return text
  const found = moment.exec(text)
  if (found === null) return text
  const [, minutes = '', seconds = ':00', space = '', zone = ''] = found
  const gap = /^[+-]/.test(zone) ? '' : space
  return `${minutes}${seconds}${gap}${zone.replace(/^([+-]\d{2})(\d{2})(?=\s*$)/, '$1:$2')}`
}
