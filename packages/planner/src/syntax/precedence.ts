/** How tightly operators bind, as in DuckDB; a bigger number binds tighter. */
export const precedence = {
  any: 0,
  arrow: 1,
  or: 2,
  and: 3,
  not: 4,
  is: 5,
  comparison: 6,
  predicate: 7,
  other: 9,
  additive: 10,
  multiplicative: 11,
  power: 12,
  collate: 14,
  sign: 15,
  cast: 16,
  primary: 17,
} as const
