import type { SqlType } from '@devopsql/schema'

interface TypeFacts {
  readonly name: string
  /** Number in java.sql.Types. */
  readonly number: number
  readonly precision: number | undefined
  readonly scale: number | undefined
  /** Characters that show any value. */
  readonly displaySize: number | undefined
}

function facts(
  name: string,
  number: number,
  sizes: {
    readonly precision?: number
    readonly scale?: number
    readonly displaySize?: number
  } = {},
): TypeFacts {
  return {
    name,
    number,
    precision: sizes.precision,
    scale: sizes.scale,
    displaySize: sizes.displaySize,
  }
}

/** What drivers ask of an SQL type. */
export const typeFacts: Readonly<Record<SqlType, TypeFacts>> = {
  boolean: facts('BOOLEAN', 16, { displaySize: 5 }),
  integer: facts('INTEGER', 4, { precision: 10, scale: 0, displaySize: 11 }),
  bigint: facts('BIGINT', -5, { precision: 19, scale: 0, displaySize: 20 }),
  double: facts('DOUBLE', 8, { precision: 15, displaySize: 24 }),
  varchar: facts('VARCHAR', 12),
  uuid: facts('UUID', 12, { displaySize: 36 }),
  date: facts('DATE', 91, { displaySize: 10 }),
  time: facts('TIME', 92, { displaySize: 15 }),
  timestamptz: facts('TIMESTAMPTZ', 2014, { displaySize: 32 }),
  json: facts('JSON', -1),
  'integer[]': facts('INTEGER[]', 2003),
  'bigint[]': facts('BIGINT[]', 2003),
  'varchar[]': facts('VARCHAR[]', 2003),
}
