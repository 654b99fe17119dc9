import { expect, it } from 'vitest'
import { aColumn } from '../testing/a-column.ts'
import { csvFormat } from './csv-format.ts'
import { exactJson } from './exact-json.ts'
import { ndjsonFormat } from './json-format.ts'

it.each<[string, unknown, string]>([
  [
    'JSON',
    '{"a": 12345678901234567890,\n "b": "x\\ny"}',
    '{"a": 12345678901234567890,  "b": "x\\ny"}',
  ],
  ['JSON', null, 'null'],
  ['JSON[]', ['1', null, '"x"'], '[1,null,"x"]'],
  ['TIMESTAMP WITH TIME ZONE', '2024-01-01 00:00:00.123456+00', '"2024-01-01T00:00:00.123456Z"'],
  ['TIMESTAMP WITH TIME ZONE', 'infinity', '"infinity"'],
  ['TIMESTAMP WITH TIME ZONE', '0044-03-15 01:02:03+00 BC', '"0044-03-15 01:02:03+00 BC"'],
  ['TIMESTAMP WITH TIME ZONE[]', ['2024-01-01 00:00:00+00'], '["2024-01-01T00:00:00Z"]'],
  ['TIMESTAMP', '2024-01-01 00:00:00', '"2024-01-01T00:00:00"'],
  ['DATE', '2024-01-01', '"2024-01-01"'],
  ['DECIMAL(18,3)', '1.500', '"1.500"'],
  ['BIGINT', 9_007_199_254_740_993n, '9007199254740993'],
  ['DOUBLE', Number.NaN, '"NaN"'],
  ['DOUBLE', Number.NEGATIVE_INFINITY, '"-Infinity"'],
  ['DOUBLE', 1.5, '1.5'],
  ['BLOB', Uint8Array.of(1, 255), '"01ff"'],
])('writes %s %s as %s', (type, value, json) => {
  expect(exactJson(type)(value)).toBe(json)
})

const columns = [aColumn('t', 'TIMESTAMP WITH TIME ZONE'), aColumn('j', 'JSON'), aColumn('x')]
const rows = [
  ['2024-01-01 00:00:00.5+00', '{"a":\n1.0}', ''],
  [null, null, null],
]

it('is what rows are written with in NDJSON and CSV', () => {
  const json = ndjsonFormat({ exact: true })
  expect(json.begin(columns) + json.rows(rows)).toBe(
    '{"t":"2024-01-01T00:00:00.5Z","j":{"a": 1.0},"x":""}\n{"t":null,"j":null,"x":null}\n',
  )
  const csv = csvFormat({ exact: true })
  expect(csv.begin(columns) + csv.rows(rows)).toBe(
    't,j,x\r\n2024-01-01T00:00:00.5Z,"{""a"":\n1.0}",""\r\n,,\r\n',
  )
})
