import { chooseValue, decodeValue } from '../choose-value.ts'
import type { DialectFunction } from '../dialect-function.ts'
import { evaluateText } from '../evaluate-text.ts'

/** Number functions that DuckDB lacks or understands otherwise. */
export const numberFunctions: readonly DialectFunction[] = [
  { usage: 'ATN2(y, x)', means: 'atan2(:y, :x)' },
  {
    usage: 'CHOOSE(place, value, ...)',
    note: 'counts from 1; NULL where there is no such value',
    means: { build: chooseValue },
  },
  {
    usage: 'DECODE(value, search, result, ...)',
    note: 'pairs of what is searched and its result, then one for all else; NULL equals NULL',
    means: { build: decodeValue },
  },
  {
    usage: 'EXPR(text)',
    note: 'the value of an expression that a literal holds',
    means: { build: evaluateText },
  },
  { usage: 'IIF(condition, yes, no)', means: 'CASE WHEN :condition THEN :yes ELSE :no END' },
  {
    usage: 'ISNUMERIC(text)',
    note: '1 or 0',
    means: 'CASE WHEN TRY_CAST(:text AS DOUBLE) IS NULL THEN 0 ELSE 1 END',
  },
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
  { usage: 'NEWID()', note: 'another for each row', means: 'uuid()' },
  { usage: 'NVL(value, otherwise)', means: 'coalesce(:value, :otherwise)' },
  {
    usage: 'NVL2(value, yes, no)',
    note: 'no where the value is NULL',
    means: 'CASE WHEN :value IS NOT NULL THEN :yes ELSE :no END',
  },
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
