import { expect, it } from 'vitest'
import { functionNameCodec } from './function-name.ts'

it.each([
  [2406, 'int4recv'],
  [0, '-'],
  [4_000_000, '4000000'],
])('writes the function %d as %s', (oid, name) => {
  expect(functionNameCodec.toText(oid)).toBe(name)
})
