import { expect, it } from 'vitest'
import { postgresTypeOf } from './postgres-type-of.ts'

it.each([
  ['INTEGER', 'int4', -1],
  ['BIGINT', 'int8', -1],
  ['HUGEINT', 'numeric', -1],
  ['DECIMAL(18,3)', 'numeric', 1_179_655],
  ['VARCHAR', 'text', -1],
  ['TIMESTAMP WITH TIME ZONE', 'timestamptz', -1],
  ['INTEGER[]', '_int4', -1],
  ['INTEGER[][]', '_int4', -1],
  ['VARCHAR[3]', '_text', -1],
  ['DECIMAL(4,1)[]', '_numeric', 262_149],
  ['STRUCT(a INTEGER[])', 'json', -1],
  ['STRUCT(a INTEGER)[]', '_json', -1],
  ["ENUM('a', 'b')", 'text', -1],
  ['"NULL"', 'text', -1],
])('shows %s as %s with the modifier %i', (written, name, modifier) => {
  const { type, modifier: shown } = postgresTypeOf(written)
  expect({ name: type.name, modifier: shown }).toEqual({ name, modifier })
})
