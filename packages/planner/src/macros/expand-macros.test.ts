import { expect, it } from 'vitest'
import type { Query } from '../syntax/ast.ts'
import { formatSql } from '../syntax/format-sql.ts'
import { parse } from '../syntax/parse.ts'
import { expandMacros } from './expand-macros.ts'
import { readMacros } from './macro-set.ts'

const macros = readMacros({
  pg_catalog: {
    'oid(value)': 'CAST(:value AS INTEGER)',
    'name(value)': 'CAST(:value AS VARCHAR)',
    'regclass(text)': '(SELECT "#c".oid FROM "pg_class" AS "#c" WHERE "#c".relname = :text)',
    'regclass(value)': '(SELECT "#c".relname FROM "pg_class" AS "#c" WHERE "#c".oid = :value)',
    'version()': "'15'",
    'about()': "version() || '!'",
    'lower(value)': 'lower(name(:value))',
    'twice(value)': ':value + :value',
    'json_build_object(...)': 'json_object',
    'json_agg(...)': 'to_json(list(...))',
    'string_to_table(a, b)': '(SELECT unnest(string_split(:a, :b)) AS t)',
    'quote_ident(value)': `'"' || :value || '"'`,
  },
})

const expanded = (sql: string): string =>
  formatSql(expandMacros(parse(`SELECT ${sql}`, { dialect: 'postgresql' }) as Query, macros)).slice(
    'SELECT '.length,
  )

it.each([
  ['version()', "'15'"],
  ['pg_catalog.version()', "'15'"],
  ['other.version()', '"other".version()'],
  ['version(1)', 'version(1)'],
  ['about()', "'15' || '!'"],
  ['pg_catalog.abs(a)', 'abs("a")'],
  ['lower(a)', 'lower(CAST("a" AS VARCHAR))'],
  ['twice(version())', "'15' + '15'"],
  ['x::oid', 'CAST("x" AS INTEGER)'],
  ['x::oid[]', 'CAST("x" AS INTEGER[])'],
  ['x::json', 'CAST("x" AS json)'],
  ["name 'x'", "CAST('x' AS VARCHAR)"],
  ["'t'::regclass", '(SELECT "#c"."oid" FROM "pg_class" AS "#c" WHERE "#c"."relname" = \'t\')'],
  ['c.x::regclass', '(SELECT "#c"."relname" FROM "pg_class" AS "#c" WHERE "#c"."oid" = "c"."x")'],
  ['1 FROM generate_series(1, 2) AS s', '1 FROM generate_series(1, 2) AS "s"("s")'],
  [
    '\'{a,"b c",NULL}\'::name[]',
    "list_value(CAST('a' AS VARCHAR), CAST('b c' AS VARCHAR), CAST(NULL AS VARCHAR))",
  ],
  ["a = ANY ('{r,v}'::text[])", "\"a\" IN (CAST('r' AS TEXT), CAST('v' AS TEXT))"],
  ['a <> ALL (ARRAY[1, 2])', '"a" NOT IN (1, 2)'],
  ['a = ANY (b)', 'list_contains("b", "a")'],
  ['a > ANY (b)', '"a" > ANY ("b")'],
  ["format('%s.%I%%', a, b)", "concat('', \"a\", '.', ('\"' || \"b\") || '\"', '', '%', '')"],
  ['json_build_object(1, a)', 'json_object(1, "a")'],
  [
    'json_agg(a ORDER BY b) FILTER (WHERE a)',
    'to_json(list("a" ORDER BY "b" ASC NULLS LAST) FILTER (WHERE "a"))',
  ],
  [
    "1 FROM string_to_table('a,b', ',') AS s",
    '1 FROM LATERAL (SELECT unnest(string_split(\'a,b\', \',\')) AS "t") AS "s"("s")',
  ],
  ["a #>> '{b,0,c d}'", 'json_extract_string("a", \'$."b"[0]."c d"\')'],
  ["a #> ARRAY['b'] = 1", 'json_extract("a", \'$."b"\') = 1'],
  ["json_extract_path(a, 'b', 'c')", 'json_extract("a", \'$."b"."c"\')'],
  ['a ORDER BY a DESC', '"a" ORDER BY "a" DESC NULLS FIRST'],
  ['extract(second from a)', 'date_part(\'microseconds\', "a") / 1000000.0'],
  ['extract(minute from a)', 'date_part(\'minute\', "a")'],
  [
    "substring(a from '^(x)')",
    'CASE WHEN regexp_matches("a", \'^(x)\') THEN regexp_extract("a", \'^(x)\', 1) END',
  ],
  ['1 FROM version() v', '1 FROM LATERAL (SELECT \'15\' AS "v") AS "v"'],
])('expands %s', (sql, said) => {
  expect(expanded(sql).replace(/AS JSON\b/, 'AS json')).toBe(said)
})

it('keeps a column of the query apart from the columns of the text of a macro', () => {
  expect(expanded('oid::regclass FROM t')).toBe(
    '(SELECT "#c"."relname" FROM (SELECT "oid" AS "value") AS "#given", "pg_class" AS "#c" WHERE "#c"."oid" = "#given"."value") FROM "t"',
  )
})
