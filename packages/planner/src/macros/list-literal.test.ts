import { expect, it } from 'vitest'
import { formatSql } from '../syntax/format-sql.ts'
import { parse } from '../syntax/parse.ts'
import { listLiteral } from './list-literal.ts'

const read = (sql: string): string | undefined => {
  const query = parse(`SELECT ${sql}`)
  const body = query.kind === 'query' ? query.body : undefined
  const expression = body?.kind === 'select' ? body.items[0]?.expression : undefined
  const list = expression?.kind === 'cast' ? listLiteral(expression) : undefined
  return list && formatSql(list)
}

it.each([
  ["'{1, 2}'::int[]", "list_value(CAST('1' AS INT), CAST('2' AS INT))"],
  [
    `'{"a,b","c\\"d",null,"null"}'::text[]`,
    `list_value(CAST('a,b' AS TEXT), CAST('c"d' AS TEXT), CAST(NULL AS TEXT), CAST('null' AS TEXT))`,
  ],
  [
    "'{{1,2},{3,4}}'::int[]",
    "list_value(list_value(CAST('1' AS INT), CAST('2' AS INT)), list_value(CAST('3' AS INT), CAST('4' AS INT)))",
  ],
  ["'{{1}'::int[]", undefined],
  ["'{}'::text[]", 'CAST(list_value() AS TEXT[])'],
  ["'[1, 2]'::int[]", undefined],
  ["'{1}'::text", undefined],
  ['a::int[]', undefined],
])('reads %s', (sql, list) => {
  expect(read(sql)).toBe(list)
})
