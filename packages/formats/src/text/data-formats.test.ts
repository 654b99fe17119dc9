import { expect, it } from 'vitest'
import { aColumn } from '../testing/a-column.ts'
import { csvFormat } from './csv-format.ts'
import { jsonFormat, ndjsonFormat } from './json-format.ts'
import type { RowFormat } from './row-format.ts'

const columns = [
  aColumn('Id', 'BIGINT'),
  aColumn('Title'),
  aColumn('Date'),
  aColumn('Links', 'JSON'),
]
const rows = [
  [1, 'plain', new Date('2026-01-31T08:15:00.5Z'), { a: 'x"y' }],
  [9007199254740993n, 'a,"b"\r\nc', null, null],
  [3, '', undefined, []],
]

function written(format: RowFormat): string {
  return (
    format.begin(columns) +
    format.rows(rows.slice(0, 2)) +
    format.rows(rows.slice(2)) +
    format.end()
  )
}

it('writes CSV by RFC 4180, with dates in ISO form and JSON as text', () => {
  expect(written(csvFormat())).toBe(
    'Id,Title,Date,Links\r\n' +
      '1,plain,2026-01-31T08:15:00.500Z,"{""a"":""x\\""y""}"\r\n' +
      '9007199254740993,"a,""b""\r\nc",,\r\n' +
      '3,"",,[]\r\n',
  )
})

it('writes one JSON object a line, with every digit of a bigint', () => {
  expect(written(ndjsonFormat())).toBe(
    '{"Id":1,"Title":"plain","Date":"2026-01-31T08:15:00.500Z","Links":{"a":"x\\"y"}}\n' +
      '{"Id":9007199254740993,"Title":"a,\\"b\\"\\r\\nc","Date":null,"Links":null}\n' +
      '{"Id":3,"Title":"","Date":null,"Links":[]}\n',
  )
})

it('streams a JSON array that parses', () => {
  const text = written(jsonFormat())
  expect(JSON.parse(text)).toMatchObject([{ Title: 'plain' }, { Date: null }, { Id: 3, Links: [] }])
  expect(text.startsWith('[\n{"Id":1,')).toBe(true)
  expect(text.endsWith('}\n]\n')).toBe(true)
})

it('writes an empty JSON array for no rows', () => {
  const format = jsonFormat()
  expect(format.begin(columns) + format.rows([]) + format.end()).toBe('[]\n')
})
