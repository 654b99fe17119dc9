import type { Expression, TypeName } from '../syntax/ast.ts'

const zoned = /\d:\d\d.*?\s*(Z|UTC|[+-]\d{1,2}(:?\d{2})?)\s*$/i

/** A text where a point in time is asked for is one; anything else stays. */
export function asMoment(expression: Expression): Expression {
  if (expression.kind !== 'string') return expression
  const type: TypeName = {
    kind: 'type-name',
    name: zoned.test(expression.value) ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP',
    parameters: [],
    listDepth: 0,
  }
  return { kind: 'typed-literal', type, value: expression.value, span: expression.span }
}
