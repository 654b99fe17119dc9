import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenExpressions, openExpressions } from './open-expressions.ts'

describe('functions over numbers, conditions, JSON and groups', () => {
  let opened: OpenExpressions
  beforeAll(async () => {
    opened = await openExpressions()
  })
  afterAll(() => opened[Symbol.asyncDispose]())

  // covers P-FN-05
  it.each([
    ['ABS(-1)', 1],
    ['ACOS(1)', 0],
    ['ASIN(0)', 0],
    ['ATAN(0)', 0],
    ['ATN2(0, 1)', 0],
    ['CEILING(CAST(1.2 AS FLOAT))', 2],
    ['CEIL(CAST(1.2 AS FLOAT))', 2],
    ['COS(0)', 1],
    ['ROUND(COT(1), 6)', 0.642093],
    ['DEGREES(PI())', 180],
    ['EXP(0)', 1],
    ["EXPR('1 + 2 * 3')", 7],
    ["EXPR('1 == 1')", true],
    ['FLOOR(CAST(1.9 AS FLOAT))', 1],
    ['GREATEST(1, 3, 2)', 3],
    ['HEX(255)', 'FF'],
    ['LEAST(1, 3, 2)', 1],
    ['LOG(EXP(2))', 2],
    ['LOG(8, 2)', 3],
    ['LOG10(100)', 2],
    ['MOD(7, 3)', 1],
    ['NEGATE(-5)', 5],
    ['FLOOR(PI() * 10000)', 31415],
    ['POWER(2, 3)', 8],
    ['FLOOR(RADIANS(180) * 10000)', 31415],
    ['RAND() BETWEEN 0 AND 1', true],
    ['RAND(1) = RAND(1)', true],
    ['ROUND(1.256, 2)', '1.26'],
    ['ROUND(1.259, 2, 1)', '1.25'],
    ['SIGN(-2)', -1],
    ['SIN(0)', 0],
    ['SQRT(4)', 2],
    ['SQUARE(1 + 2)', 9],
    ['TAN(0)', 0],
    ['TRUNC(CAST(-1.9 AS FLOAT))', -1],
    ["IIF(1 > 2, 'yes', 'no')", 'no'],
    ["IIF(NULL, 'yes', 'no')", 'no'],
    ["CHOOSE(2, 'a', 'b', 'c')", 'b'],
    ["CHOOSE(4, 'a', 'b')", null],
    ["DECODE(NULL, 1, 'a', NULL, 'b')", 'b'],
    ["DECODE(3, 1, 'a', 2, 'b', 'c')", 'c'],
    ["ISNUMERIC('1e3')", 1],
    ["ISNUMERIC('x')", 0],
    ['NVL(NULL, 2)', 2],
    ["NVL2(NULL, 'yes', 'no')", 'no'],
    ["DATALENGTH('é')", 2],
    ["OVERLAY('abcdef' PLACING 'xy' FROM 2 FOR 3)", 'axyef'],
    ["OVERLAY('abcdef' PLACING 'xy' FROM 2)", 'axydef'],
    ["ISJSON('{}')", 1],
    ["ISJSON('{')", 0],
    ['NEWID() = NEWID()', false],
    ["CAST(ADD_MONTHS(DATE '2026-01-31', 1) AS DATE)", '2026-02-28'],
    ['NULLIF(1, 1)', null],
    ['COALESCE(NULL, 2)', 2],
  ])('computes %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(value)
  })

  // covers P-FN-01
  it.each([
    [`JSON_EXTRACT('{"a":{"b":"c"}}', '$.a.b')`, 'c'],
    [`JSON_AVG('{"a":[1,2,6]}', '$.a')`, 3],
    [`JSON_COUNT('{"a":[1,2,6]}', '$.a[x]')`, 3],
    [`JSON_MAX('{"a":[1,2,6]}', '$.a[0..1]')`, 2],
    [`JSON_MIN('{"a":[1,2,6]}', '$.a[1..]')`, 2],
    [`JSON_SUM('{"a":[1,2,6]}', '$.a[..1]')`, 3],
    [`JSON_SUM('[{"v":1},{"v":2}]', '$[*].v')`, 3],
    [`JSON_SUM('{"a":["x"]}', '$.a')`, null],
  ])('reads %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toBe(value)
  })

  // covers P-FN-08
  it.each([
    ["CAST('12' AS INT)", 12],
    ["CAST('abcdef' AS VARCHAR(3))", 'abc'],
    ["CAST('abcdef' AS NVARCHAR(MAX))", 'abcdef'],
    ["CAST('2026-01-02' AS DATETIME)", new Date('2026-01-02T00:00:00Z')],
    ['CAST(1 AS BIT)', true],
    ["CAST('1.5' AS FLOAT(53))", 1.5],
    ["CAST('1.25' AS DECIMAL(5, 1))", '1.3'],
    ["CAST('12.34567' AS MONEY)", '12.3457'],
    ["CAST('5' AS LONG)", 5],
    ["CAST('x' AS STRING)", 'x'],
    ["TRY_CAST('x' AS BIGINT)", null],
  ])('converts %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(value)
  })

  const numbers = '(VALUES (1), (2), (6)) t(x)'

  // covers P-FN-06
  it('groups with the aggregates of other dialects', async () => {
    const rows = await opened.rowsOf(`SELECT COUNT(*) AS c, COUNT(DISTINCT x % 2) AS d, AVG(x) AS a,
      MIN(x) AS mi, MAX(x) AS ma, SUM(x) AS s, COUNT_BIG(*) AS b, ROUND(STDEV(x), 4) AS sd,
      ROUND(STDEVP(x), 4) AS sp, VAR(x) AS v, ROUND(VARP(x), 4) AS vp, MEDIAN(x) AS m FROM ${numbers}`)
    expect(rows).toEqual([
      {
        c: 3,
        d: 2,
        a: 3,
        mi: 1,
        ma: 6,
        s: 9,
        b: 3,
        sd: 2.6458,
        sp: 2.1602,
        v: 7,
        vp: 4.6667,
        m: 2,
      },
    ])
  })

  // covers P-FN-07
  it('takes the same aggregates as window functions', async () => {
    const rows = await opened.rowsOf(`SELECT x, COUNT_BIG(*) OVER () AS c, VAR(x) OVER () AS v,
      RANK() OVER (ORDER BY x) AS r, DENSE_RANK() OVER (ORDER BY x) AS d,
      ROW_NUMBER() OVER (ORDER BY x DESC) AS n, NTILE(2) OVER (ORDER BY x) AS t,
      PERCENT_RANK() OVER (ORDER BY x) AS p, MEDIAN(x) OVER () AS m FROM ${numbers} ORDER BY x`)
    expect(rows).toEqual([
      { x: 1, c: 3, v: 7, r: 1, d: 1, n: 3, t: 1, p: 0, m: 2 },
      { x: 2, c: 3, v: 7, r: 2, d: 2, n: 2, t: 1, p: 0.5, m: 2 },
      { x: 6, c: 3, v: 7, r: 3, d: 3, n: 1, t: 2, p: 1, m: 2 },
    ])
  })
})
