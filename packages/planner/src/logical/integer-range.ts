interface IntegerRange {
  readonly least: bigint
  readonly most: bigint
}

function signed(bits: bigint): IntegerRange {
  return { least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n }
}

function unsigned(bits: bigint): IntegerRange {
  return { least: 0n, most: 2n ** bits - 1n }
}

const ranges: ReadonlyMap<string, IntegerRange> = new Map([
  ['TINYINT', signed(8n)],
  ['SMALLINT', signed(16n)],
  ['INTEGER', signed(32n)],
  ['BIGINT', signed(64n)],
  ['HUGEINT', signed(128n)],
  ['UTINYINT', unsigned(8n)],
  ['USMALLINT', unsigned(16n)],
  ['UINTEGER', unsigned(32n)],
  ['UBIGINT', unsigned(64n)],
  ['UHUGEINT', unsigned(128n)],
])

/** What an integer type holds; undefined for any other type. */
export function integerRange(type: string): IntegerRange | undefined {
  return ranges.get(type)
}
