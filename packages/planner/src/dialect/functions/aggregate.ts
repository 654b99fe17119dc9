import type { DialectFunction } from '../dialect-function.ts'

/** Aggregates under other names than DuckDB's; each is a window function too. */
export const aggregateFunctions: readonly DialectFunction[] = [
  { usage: 'COUNT_BIG(value)', note: 'or COUNT_BIG(*)', means: { aggregate: 'count' } },
  { usage: 'COUNT_BIG()', note: 'all rows', means: { aggregate: 'count' } },
  { usage: 'STDEV(number)', note: 'of a sample', means: { aggregate: 'stddev_samp' } },
  { usage: 'STDEVP(number)', note: 'of all', means: { aggregate: 'stddev_pop' } },
  { usage: 'VAR(number)', note: 'of a sample', means: { aggregate: 'var_samp' } },
  { usage: 'VARP(number)', note: 'of all', means: { aggregate: 'var_pop' } },
]
