import type { CaseBranch, Expression } from '../syntax/ast.ts'
import { call } from '../syntax/build.ts'
import type { NamedCall } from './dialect-function.ts'

/** CHOOSE: the value whose place, from 1, is the first argument. */
export function chooseValue({ call: { arguments: all } }: NamedCall): Expression {
  const [place, ...values] = all
  const branches = values.map((result, index): CaseBranch => {
    return { kind: 'case-branch', condition: { kind: 'number', text: String(index + 1) }, result }
  })
  return { kind: 'case', ...(place && { operand: call('trunc', [place]) }), branches }
}

/** DECODE: the result beside the first value that is the same, NULL like NULL; a last one alone is for none. */
export function decodeValue({ call: { arguments: all } }: NamedCall): Expression {
  const [left = { kind: 'null' }, ...rest] = all
  const branches: CaseBranch[] = []
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [right, result] = rest.slice(index, index + 2)
    if (right === undefined || result === undefined) continue
    const condition: Expression = { kind: 'binary', operator: 'is not distinct from', left, right }
    branches.push({ kind: 'case-branch', condition, result })
  }
  const otherwise = rest.length % 2 === 1 ? rest.at(-1) : undefined
  return { kind: 'case', branches, ...(otherwise && { otherwise }) }
}
