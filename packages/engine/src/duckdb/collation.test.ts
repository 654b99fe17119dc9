import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../result-batch.ts'
import { createDuckDatabase, type DuckDatabase } from './database.ts'
import type { DuckSession } from './session.ts'

// What `COLLATE NOCASE` reaches in this version of DuckDB: docs/decisions/0001-collation-in-duckdb.md has the table.

let database: DuckDatabase
let session: DuckSession

beforeAll(async () => {
  database = createDuckDatabase()
  session = await database.session()
  await session.createTable('t', [
    { name: 'k', type: 'integer' },
    { name: 'n', type: 'varchar', collation: 'ignore-case' },
    { name: 'm', type: 'varchar', collation: 'ignore-case' },
    { name: 'p', type: 'varchar' },
  ])
  await session.append('t', {
    rowCount: 6,
    columns: [
      [1, 2, 3, 4, 5, 6],
      ['abc', 'ABC', 'Abd', 'école', 'ÉCOLE', null],
      ['X', 'x', 'y', 'e', 'E', null],
      ['abc', 'ABC', 'Abd', 'école', 'ÉCOLE', null],
    ],
  })
  await session.createTable('u', [
    { name: 'n', type: 'varchar', collation: 'ignore-case' },
    { name: 'p', type: 'varchar' },
  ])
  await session.append('u', {
    rowCount: 2,
    columns: [
      ['ABC', 'aBD'],
      ['ABC', 'aBD'],
    ],
  })
})
afterAll(async () => await database.close())

async function rows(sql: string): Promise<unknown[][]> {
  const all: unknown[][] = []
  for await (const batch of await session.run(sql)) all.push(...rowsOf(batch))
  return all
}

async function keys(condition: string): Promise<unknown[]> {
  return (await rows(`SELECT k FROM t WHERE ${condition} ORDER BY k`)).flat()
}

it.each([
  ["n = 'aBc'", [1, 2]],
  ["'aBc' = n", [1, 2]],
  ["n <> 'abc'", [3, 4, 5]],
  ["n IN ('aBc', 'zz')", [1, 2]],
  ["n NOT IN ('aBc')", [3, 4, 5]],
  ["n < 'ABD'", [1, 2]],
  ["n BETWEEN 'ABC' AND 'abc'", [1, 2]],
  ["n IS NOT DISTINCT FROM 'aBc'", [1, 2]],
  ['n = p', [1, 2, 3, 4, 5]],
  ['n IN (SELECT p FROM u)', [1, 2, 3]],
  ['p IN (SELECT n FROM u)', [1, 2, 3]],
  ['n NOT IN (SELECT n FROM u)', [4, 5]],
  ['EXISTS (SELECT 1 FROM u WHERE u.p = t.n)', [1, 2, 3]],
  ["n = ANY (['aBc'])", [1, 2]],
  ["(n, m) IN (SELECT 'ABC', 'X')", [1, 2]],
  ["n LIKE 'AB%'", [1, 2, 3]],
  ["n NOT LIKE 'ab%'", [4, 5]],
  ["n LIKE 'A!B%' ESCAPE '!'", [1, 2, 3]],
  ["n GLOB 'AB*'", [1, 2, 3]],
  ["starts_with(n, 'AB')", [1, 2, 3]],
  ["contains(n, 'BC')", [1, 2]],
  ["CASE n WHEN 'ABC' THEN true END", [1, 2]],
  ["NULLIF(n, 'ABC') IS NULL", [1, 2, 6]],
])('follows the collation in the condition %s', async (condition, expected) => {
  expect(await keys(condition)).toEqual(expected)
})

it.each([
  ["(n, m) = ('ABC', 'X')", []],
  ["(n, k) = ('ABC', 1)", []],
  ["(n, m) IN (('ABC', 'X'))", []],
  ["(n, m) < ('ABD', 'A')", [2]],
  ["(n, m) IS NOT DISTINCT FROM ('ABC', 'X')", []],
  ["[n] = ['ABC']", [2]],
  ["{'a': n} = {'a': 'ABC'}", [2]],
  ["list_contains(['aBc'], n)", []],
  ["n SIMILAR TO 'AB.*'", [2]],
  ["regexp_matches(n, '^AB')", [2]],
  ["ends_with(n, 'BC')", [2]],
  ["prefix(n, 'AB')", [2]],
  ["greatest(n, 'ABC') = 'x' OR strpos(replace(n, 'BC', '-'), '-') > 0", [2]],
])('does not follow the collation in the condition %s', async (condition, expected) => {
  expect(await keys(condition)).toEqual(expected)
})

it.each([
  ["lower(n) = 'ABC'", [1, 2]],
  ["n || '' = 'ABC'", [1, 2]],
  ["n::VARCHAR = 'ABC'", [1, 2]],
  ["COALESCE(n, '') = 'ABC'", [1, 2]],
  ['(SELECT x.n FROM t x WHERE x.k = 1) = upper(p)', [1, 2]],
  ['n COLLATE "binary" = \'abc\'', [1]],
])(
  'hands the collation on to what is made of the column, until told otherwise: %s',
  async (condition, expected) => {
    expect(await keys(condition)).toEqual(expected)
  },
)

it('follows the collation in joins, also with a plain column and by USING', async () => {
  const joined = async (join: string) => (await rows(`SELECT t.k FROM t ${join} ORDER BY 1`)).flat()
  expect(await joined('JOIN u ON t.n = u.n')).toEqual([1, 2, 3])
  expect(await joined('JOIN u ON t.n = u.p')).toEqual([1, 2, 3])
  expect(await joined('JOIN u ON t.p = u.n')).toEqual([1, 2, 3])
  expect(await joined('JOIN u USING (n)')).toEqual([1, 2, 3])
  expect(await joined('JOIN (SELECT p AS n FROM u) v USING (n)')).toEqual([1, 2, 3])
  expect(await joined('LEFT JOIN u ON t.p = u.n WHERE u.n IS NULL')).toEqual([4, 5, 6])
  expect(await joined('JOIN u ON t.n > u.n')).toEqual([3, 4, 4, 5, 5])
  expect(await joined('JOIN u ON t.p = u.p')).toEqual([2])
})

it('follows the collation in GROUP BY and DISTINCT, and shows one of the spellings', async () => {
  expect(await rows('SELECT lower(n), count(*) FROM t GROUP BY n ORDER BY n NULLS LAST')).toEqual([
    ['abc', 2],
    ['abd', 1],
    ['école', 2],
    [null, 1],
  ])
  expect(
    await rows('SELECT lower(n) FROM (SELECT DISTINCT n FROM t) ORDER BY n NULLS LAST'),
  ).toEqual([['abc'], ['abd'], ['école'], [null]])
  expect(
    await rows('SELECT count(*) FROM (SELECT n FROM t GROUP BY GROUPING SETS ((n), ()))'),
  ).toEqual([[5]])
})

it('follows the collation in ORDER BY and windows', async () => {
  expect(await rows('SELECT k FROM t ORDER BY n DESC NULLS LAST, k')).toEqual([
    [4],
    [5],
    [3],
    [1],
    [2],
    [6],
  ])
  expect(await rows('SELECT rank() OVER (ORDER BY n NULLS LAST) FROM t ORDER BY k')).toEqual([
    [1],
    [1],
    [3],
    [4],
    [4],
    [6],
  ])
  expect(
    await rows('SELECT row_number() OVER (PARTITION BY n ORDER BY k) FROM t ORDER BY k'),
  ).toEqual([[1], [2], [1], [1], [2], [1]])
})

it('follows the collation in UNION, INTERSECT and EXCEPT', async () => {
  const one = 'SELECT n FROM t WHERE k = 1'
  const two = 'SELECT n FROM t WHERE k = 2'
  const united = `SELECT lower(n) FROM (${one} UNION ${two})`
  expect(await rows(united)).toEqual([['abc']])
  const shared = `SELECT lower(n) FROM (${one} INTERSECT ${two})`
  expect(await rows(shared)).toEqual([['abc']])
  expect(await rows(`${one} EXCEPT ${two}`)).toEqual([])
  expect(await rows(`SELECT count(*) FROM (SELECT p FROM t WHERE k = 1 UNION ${two})`)).toEqual([
    [1],
  ])
})

it('follows the collation in min and max', async () => {
  expect(await rows('SELECT lower(min(n)), lower(max(n)) FROM t WHERE k < 4')).toEqual([
    ['abc', 'abd'],
  ])
  expect(await rows('SELECT lower(min(p)), lower(max(p)) FROM t WHERE k < 4')).toEqual([
    ['abc', 'abc'],
  ])
})

it('counts letter cases apart in DISTINCT aggregates', async () => {
  expect(await rows('SELECT count(DISTINCT n) FROM t')).toEqual([[5]])
  expect(await rows('SELECT count(DISTINCT n) OVER () FROM t LIMIT 1')).toEqual([[5]])
  expect(await rows('SELECT count(DISTINCT (n, m)) FROM t WHERE n IS NOT NULL')).toEqual([[5]])
  expect(await rows('SELECT len(array_agg(DISTINCT n)) FROM t WHERE k < 3')).toEqual([[2]])
  expect(await rows('SELECT count(DISTINCT lower(n)) FROM t')).toEqual([[3]])
})

it('counts and orders letter cases apart in lists, maps and quantiles', async () => {
  expect(await rows('SELECT list_sort(list(n)) FROM t WHERE k < 4')).toEqual([
    [['ABC', 'Abd', 'abc']],
  ])
  expect(await rows('SELECT len(list_distinct(list(n))) FROM t WHERE k < 3')).toEqual([[2]])
  expect(await rows('SELECT cardinality(histogram(n)) FROM t WHERE k < 3')).toEqual([[2]])
  expect(await rows('SELECT quantile_disc(n, 0.5) FROM t WHERE k < 4')).toEqual([['Abd']])
  expect(await rows('SELECT list(n ORDER BY n DESC) FROM t WHERE k < 4')).toEqual([
    [['abc', 'Abd', 'ABC']],
  ])
})

it('follows the collation in PIVOT and in the order of string_agg', async () => {
  expect(
    await rows(
      "SELECT sum(ABC) FROM (PIVOT (SELECT n, k FROM t WHERE k < 3) ON n IN ('ABC') USING count(*))",
    ),
  ).toEqual([[2]])
  expect(await rows("SELECT string_agg(n, ',' ORDER BY n, k) FROM t WHERE k < 4")).toEqual([
    ['abc,ABC,Abd'],
  ])
})

it.each([
  ['É', 'é', true],
  ['Σ', 'σ', true],
  ['ẞ', 'ß', true],
  ['K', 'k', true],
  ['İ', 'i', true],
  ['ß', 'SS', false],
  ['Σ', 'ς', false],
  ['I', 'ı', false],
  ['é', 'e', false],
  ['a ', 'a', false],
])('takes %s and %s for the same letter: %s', async (left, right, same) => {
  expect(await rows(`SELECT '${left}' COLLATE NOCASE = '${right}'`)).toEqual([[same]])
})

it('follows the collation beyond ASCII in LIKE', async () => {
  expect(await keys("n LIKE 'ÉC%'")).toEqual([4, 5])
})

it('orders by the code points of lower case, not as a language does', async () => {
  const sql =
    "SELECT x FROM (VALUES ('f'), ('é'), ('Z'), ('_'), ('A')) v(x) ORDER BY x COLLATE NOCASE"
  expect(await rows(sql)).toEqual([['_'], ['A'], ['f'], ['Z'], ['é']])
})

it('survives ASOF joins on such a column, which make DuckDB give up its instance', async () => {
  const own = createDuckDatabase()
  const first = await own.session()
  await first.createTable('t', [{ name: 'n', type: 'varchar', collation: 'ignore-case' }])
  await first.append('t', { rowCount: 1, columns: [['a']] })
  const joining = first.run('SELECT a.n FROM t a ASOF JOIN t b ON a.n >= b.n')
  await expect(joining).rejects.toMatchObject({ code: 'DEVOPSQL_INTERNAL' })
  await expect(first.run('SELECT 1')).rejects.toMatchObject({ code: 'DEVOPSQL_INTERNAL' })
  const second = await own.session()
  await expect(second.run('SELECT 1')).resolves.toMatchObject({ rowCount: 1 })
  await own.close()
})
