import type { DialectFunction } from '../dialect-function.ts'
import { evaluateText } from '../evaluate-text.ts'

/** Number functions that DuckDB lacks or understands otherwise. */
export const numberFunctions: readonly DialectFunction[] = [
  { usage: 'ATN2(y, x)', means: 'atan2(:y, :x)' },
  {
    usage: 'EXPR(text)',
    note: 'the value of an expression that a literal holds',
    means: { build: evaluateText },
  },
  { usage: 'IIF(condition, yes, no)', means: 'CASE WHEN :condition THEN :yes ELSE :no END' },
  {
    usage: 'LOG(number)',
    note: 'natural, as in T-SQL; LOG10 is to the base of 10',
    means: 'ln(:number)',
  },
  {
    usage: 'LOG(number, base)',
    note: 'the base comes last, in DuckDB first',
    means: 'ln(:number) / ln(:base)',
  },
  { usage: 'NEGATE(number)', means: '-:number' },
  { usage: 'RAND()', means: 'random()' },
  {
    usage: 'RAND(seed)',
    note: 'the same number for the same seed',
    means: 'CAST(hash(:seed) AS DOUBLE) / 18446744073709551616.0',
  },
  {
    usage: 'ROUND(number, digits, truncates)',
    note: 'cut off, not rounded, where the third argument is not 0',
    means: 'CASE WHEN :truncates = 0 THEN round(:number, :digits) ELSE trunc(:number, :digits) END',
  },
  { usage: 'SQUARE(number)', means: ':number * :number' },
]
