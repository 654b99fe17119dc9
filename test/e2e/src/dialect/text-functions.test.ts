import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenExpressions, openExpressions } from './open-expressions.ts'

// covers P-FN-01
describe('text functions', () => {
  let opened: OpenExpressions
  beforeAll(async () => {
    opened = await openExpressions()
  })
  afterAll(() => opened[Symbol.asyncDispose]())

  it.each([
    ["ASCII('A')", 65],
    ["ASCII('')", null],
    ['CHAR(65)', 'A'],
    ['CHAR(256)', null],
    ["CHARINDEX('l', 'hello')", 3],
    ["CHARINDEX('l', 'hello', 4)", 4],
    ["CHARINDEX('l', 'hello', -3)", 3],
    ["CHARINDEX('h', 'hello', 2)", 0],
    ["CHAR_LENGTH('héllo')", 5],
    ["CONCAT('a', 1, NULL, 'b')", 'a1b'],
    ["CONTAINS('hello', 'ell')", true],
    ["ENDSWITH('hello', 'lo')", true],
    ['FROM_UNIXTIME(86400)', new Date('1970-01-02T00:00:00Z')],
    ['FROM_UNIXTIME(86400000, 0)', new Date('1970-01-02T00:00:00Z')],
    ["HEX(HASHBYTES('MD5', 'a'))", '0CC175B9C0F1B6A831C399E269772661'],
    ["HEX(HASHBYTES('SHA1', 'a'))", '86F7E437FAA5A7FCE15D1DDCB9EAEAEA377667B8'],
    ["INDEXOF('hello', 'l')", 2],
    ["INDEXOF('hello', 'l', 3)", 3],
    ["INDEXOF('hello', 'z')", -1],
    ["ISNULL(NULL, 'x')", 'x'],
    ["LEFT('hello', 2)", 'he'],
    ["LEN('abc  ')", 3],
    ['LEN(12345)', 5],
    ["LEN(UPPER('abc '))", 3],
    ["LOCATE('l', 'hello')", 3],
    ["LOCATE('l', 'hello', 4)", 4],
    ["LOWER('ABC')", 'abc'],
    ["LTRIM('  a ')", 'a '],
    ["MASK('12345678', '*')", '********'],
    ["MASK('12345678', '*', 2)", '12******'],
    ["MASK('12345678', '*', 2, 2)", '12****78'],
    ["MASK('123', '*', 2, 2)", '123'],
    ['NCHAR(8364)', '€'],
    ["OCTET_LENGTH('é')", 2],
    ["PATINDEX('%l_o%', 'hello')", 3],
    ["PATINDEX('l%', 'hello')", 0],
    ["PATINDEX('%[0-9]%', 'ab3')", 3],
    ["PATINDEX('%[^a-z]%', 'ab-c')", 3],
    ["PATINDEX('%.%', 'a.b')", 2],
    ["POSITION('l' IN 'hello')", 3],
    ["QUOTENAME('a]b')", '[a]]b]'],
    ["QUOTENAME('a''b', '''')", "'a''b'"],
    ["REPLACE('aba', 'a', 'x')", 'xbx'],
    ["REPLICATE('ab', 3)", 'ababab'],
    ["REPLICATE('ab', -1)", null],
    ["REVERSE('abc')", 'cba'],
    ["RIGHT('hello', 2)", 'lo'],
    ["RTRIM(' a  ')", ' a'],
    ["SOUNDEX('Robert')", 'R163'],
    ["SOUNDEX('Tymczak')", 'T522'],
    ["SOUNDEX('Pfister')", 'P236'],
    ["SPACE(3) || 'x'", '   x'],
    ["SPLIT('a-b-c', '-', 2)", 'b'],
    ["SPLIT('a-b-c', '-', -1)", 'c'],
    ["STARTSWITH('hello', 'he')", true],
    ['STR(5)', '         5'],
    ['STR(123.456, 6, 1)', ' 123.5'],
    ['STR(123.456, 2, 2)', '**'],
    ["STUFF('abcdef', 2, 3, 'XY')", 'aXYef'],
    ["STUFF('abc', 4, 1, 'x')", null],
    ["SUBSTRING('hello', 2, 3)", 'ell'],
    ["SUBSTRING('hello' FROM 2 FOR 3)", 'ell'],
    ['TOSTRING(5)', '5'],
    ["TRIM(' a ')", 'a'],
    ["TRIM(BOTH 'x' FROM 'xax')", 'a'],
    ["TRIM(LEADING 'x' FROM 'xax')", 'ax'],
    ["TRIM(TRAILING 'x' FROM 'xax')", 'xa'],
    ["UNICODE('€')", 8364],
    ["UPPER('abc')", 'ABC'],
  ])('computes %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(value)
  })

  it.each([
    ["FORMAT(1234.5, 'N2')", '1,234.50'],
    ["FORMAT(1234.5, 'F0')", '1235'],
    ["FORMAT(0.256, 'P1')", '25.6%'],
    ["FORMAT(-1234.5, 'C')", '-$1,234.50'],
    ["FORMAT(42, 'D5')", '00042'],
    ["FORMAT(255, 'X')", 'FF'],
    ["FORMAT(1234.5, '#,##0.00')", '1,234.50'],
    ["FORMAT(0.5, '#.##')", '.5'],
    ["FORMAT(7, '000')", '007'],
    ["FORMAT(DATE '2026-03-04', 'yyyy-MM-dd')", '2026-03-04'],
    ["FORMAT('2026-03-04 15:06:07', 'h:mm tt')", '3:06 PM'],
    ["FORMAT(DATE '2026-03-04', 'dddd, d MMMM yyyy')", 'Wednesday, 4 March 2026'],
    ["FORMAT(DATE '2026-03-04', 'd', 'en-US')", '3/4/2026'],
    ["FORMAT('04.03.2026', 'dd.MM.yyyy', 'yyyy-MM-dd')", '2026-03-04'],
    ["FORMAT('{} of {}', 3, 4)", '3 of 4'],
  ])('writes %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toBe(value)
  })

  it('counts the elements of a list with LEN, as DuckDB does', async () => {
    const rows = await opened.rowsOf(
      'SELECT LEN(l) AS n FROM (SELECT list(x) AS l FROM (VALUES (10), (20)) t(x))',
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it('names a result column as it was written, not as it was translated', async () => {
    expect(await opened.rowsOf("SELECT LEN('abc '), ISNULL(NULL, 1)")).toEqual([
      { "LEN('abc ')": 3, 'ISNULL(NULL, 1)': 1 },
    ])
  })
})
