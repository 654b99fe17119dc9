import { expect, it } from 'vitest'
import type { Query } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import { namedAsInPostgres } from './postgres-names.ts'

it.each([
  ['1', '?column?'],
  ["a || 'x'", '?column?'],
  ['count(*)', 'count'],
  ['pg_catalog.version()', 'version'],
  ['a::text', 'a'],
  ["'a'::text", 'text'],
  ["'a'::regclass::oid", 'oid'],
  ['CAST(1 AS integer)', 'int4'],
  ['CASE WHEN a THEN 1 END', 'case'],
  ['CASE WHEN a THEN 1 ELSE b END', 'b'],
  ['CASE WHEN a THEN 1 ELSE 1::bigint END', 'case'],
  ['EXISTS (SELECT 1)', 'exists'],
  ['ARRAY(SELECT 1)', 'array'],
  ['ARRAY[1]', 'array'],
  ['(SELECT max(a) FROM t)', 'max'],
  ['(f(a)).n', 'n'],
  ['a[1]', 'a'],
  ['coalesce(a, b)', 'coalesce'],
  ['TRUE', '?column?'],
  ["DATE '2026-01-01'", 'date'],
  ['a AS b', 'b'],
])('calls %s as PostgreSQL 15 does', (expression, name) => {
  const query = namedAsInPostgres(parse(`SELECT ${expression}`, { dialect: 'postgresql' }) as Query)
  const item = query.body.kind === 'select' ? query.body.items[0] : undefined
  expect(item?.alias?.name).toBe(name)
})

it('leaves what may be several columns as it is', () => {
  const query = parse("SELECT *, t.*, * LIKE 'a%', a FROM t") as Query
  expect(namedAsInPostgres(query)).toEqual(query)
})
