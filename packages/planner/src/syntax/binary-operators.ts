import type { BinaryOperator, ComparisonOperator } from './ast.ts'
import { precedence } from './precedence.ts'

/** Binding of each binary operator; all but comparisons group from the left. */
export const binaryPrecedence: Readonly<Record<BinaryOperator, number>> = {
  '->': precedence.arrow,
  'is distinct from': precedence.is,
  'is not distinct from': precedence.is,
  '=': precedence.comparison,
  '<>': precedence.comparison,
  '<': precedence.comparison,
  '<=': precedence.comparison,
  '>': precedence.comparison,
  '>=': precedence.comparison,
  '->>': precedence.arrow,
  '||': precedence.other,
  '&': precedence.other,
  '|': precedence.other,
  '<<': precedence.other,
  '>>': precedence.other,
  '+': precedence.additive,
  '-': precedence.additive,
  '*': precedence.multiplicative,
  '/': precedence.multiplicative,
  '//': precedence.multiplicative,
  '%': precedence.multiplicative,
  '^': precedence.power,
}

/** How tightly operators on the right of a binary operator must bind to belong to its right operand. */
export function rightPrecedence(operator: BinaryOperator): number {
  // In DuckDB `a = b ->> 'k' = c` is `((a = b) ->> 'k') = c`: it looks looser from the left than from the right.
  return operator === '->>' ? precedence.other + 1 : binaryPrecedence[operator] + 1
}

const comparisonSymbols: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['=', '='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

const arithmeticSymbols: ReadonlyMap<string, BinaryOperator> = new Map([
  ['->', '->'],
  ['->>', '->>'],
  ['||', '||'],
  ['&', '&'],
  ['|', '|'],
  ['<<', '<<'],
  ['>>', '>>'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['//', '//'],
  ['%', '%'],
  ['^', '^'],
  ['**', '^'],
])

/** The comparison that a symbol stands for. */
export function comparisonOf(symbol: string): ComparisonOperator | undefined {
  return comparisonSymbols.get(symbol)
}

/** The binary operator, other than a comparison, that a symbol stands for. */
export function arithmeticOf(symbol: string): BinaryOperator | undefined {
  return arithmeticSymbols.get(symbol)
}
