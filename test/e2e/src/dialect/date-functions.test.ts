import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type OpenExpressions, openExpressions } from './open-expressions.ts'

// covers P-FN-02, P-FN-03, P-LEX-04
describe('date functions', () => {
  let opened: OpenExpressions
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-06T13:14:15.500Z') })
    opened = await openExpressions()
  })
  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    vi.useRealTimers()
  })

  it.each([
    ["DATEADD('yy', 1, DATE '2024-02-29')", new Date('2025-02-28T00:00:00Z')],
    ["DATEADD(quarter, 1, '2026-11-30')", new Date('2027-02-28T00:00:00Z')],
    ["DATEADD(m, -1, '2026-03-31')", new Date('2026-02-28T00:00:00Z')],
    ["DATEADD(dy, 1, '2026-02-28')", new Date('2026-03-01T00:00:00Z')],
    ["DATEADD(day, 1, '2026-01-31')", new Date('2026-02-01T00:00:00Z')],
    ["DATEADD(ww, 2, '2026-01-01')", new Date('2026-01-15T00:00:00Z')],
    ["DATEADD(hh, -1, '2026-01-01')", new Date('2025-12-31T23:00:00Z')],
    ["DATEADD(n, 90, '2026-01-01')", new Date('2026-01-01T01:30:00Z')],
    ["DATEADD(ss, 61, '2026-01-01')", new Date('2026-01-01T00:01:01Z')],
    ["DATEADD(ms, 5, '2026-01-01')", new Date('2026-01-01T00:00:00.005Z')],
  ])('adds: %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(value)
  })

  it.each([
    ["DATEDIFF(year, '2025-12-31', '2026-01-01')", 1],
    ["DATEDIFF(q, '2026-01-01', '2026-12-31')", 3],
    ["DATEDIFF(month, '2026-01-31', '2026-02-01')", 1],
    ["DATEDIFF(day, '2026-01-01', '2026-03-01')", 59],
    ["DATEDIFF(day, '2026-03-01', '2026-01-01')", -59],
    ["DATEDIFF('wk', '2026-01-03', '2026-01-04')", 1],
    ["DATEDIFF(wk, '2026-01-04', '2026-01-10')", 0],
    ["DATEDIFF(hour, '2026-01-01 00:59', '2026-01-01 01:00')", 1],
    ["DATEDIFF(mi, '2026-01-01 00:00', '2026-01-01 01:30')", 90],
    ["DATEDIFF(s, '2026-01-01 00:00', '2026-01-01 00:01')", 60],
  ])('counts the boundaries between: %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toBe(value)
  })

  it.each([
    ["DATEPART(yyyy, '2026-05-06')", 2026],
    ["DATEPART('qq', '2026-05-06')", 2],
    ["DATEPART(mm, '2026-05-06')", 5],
    ["DATEPART(y, '2026-05-06')", 126],
    ["DATEPART(d, '2026-05-06')", 6],
    ["DATEPART(wk, '2026-01-03')", 1],
    ["DATEPART(wk, '2026-01-04')", 2],
    ["DATEPART(dw, '2026-05-06')", 4],
    ["DATEPART(dw, '2026-05-06', 1)", 3],
    ["DATEPART(hh, '2026-05-06 13:14:15.123456')", 13],
    ["DATEPART(mi, '2026-05-06 13:14:15.123456')", 14],
    ["DATEPART(ss, '2026-05-06 13:14:15.123456')", 15],
    ["DATEPART(ms, '2026-05-06 13:14:15.123456')", 123],
    ["DATEPART(mcs, '2026-05-06 13:14:15.123456')", 123456],
    ["DATEPART(ns, '2026-05-06 13:14:15.123456')", 123456000],
    ["DATEPART(tz, '2026-05-06 13:14:15')", 0],
    ["DATEPART(ISODOW, '2026-02-01')", 7],
    ["DATEPART(ISO_WEEK, '2026-01-01')", 1],
    ["DATEPART(ISOYEAR, '2027-01-01')", 2026],
    ["DATENAME('yy', '2026-05-06')", '2026'],
    ["DATENAME(month, '2026-05-06')", 'May'],
    ["DATENAME(dw, '2026-05-06')", 'Wednesday'],
    ["DAY('2026-05-06')", 6],
    ["DAYOFMONTH('2026-05-06')", 6],
    ["DAYOFWEEK('2026-05-06')", 4],
    ["DAYOFYEAR('2026-05-06')", 126],
    ["HOUR('2026-05-06 13:14:15')", 13],
    ["MINUTE('2026-05-06 13:14:15')", 14],
    ["MONTH('2026-05-06')", 5],
    ["QUARTER('2026-05-06')", 2],
    ["SECOND('2026-05-06 13:14:15')", 15],
    ["TO_DAYS('1970-01-02')", 719529],
    ["WEEK('2026-05-06')", 19],
    ["YEAR('2026-05-06')", 2026],
    ["ISDATE('2026-02-28')", 1],
    ["ISDATE('2026-02-30')", 0],
  ])('takes apart: %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toBe(value)
  })

  it.each([
    ['DATEFROMPARTS(2026, 2, 3)', '2026-02-03'],
    ['DATETIMEFROMPARTS(2026, 1, 2, 3, 4, 5, 678)', new Date('2026-01-02T03:04:05.678Z')],
    ['DATETIME2FROMPARTS(2026, 1, 2, 3, 4, 5, 6, 1)', new Date('2026-01-02T03:04:05.600Z')],
    ['SMALLDATETIMEFROMPARTS(2026, 1, 2, 3, 4)', new Date('2026-01-02T03:04:00Z')],
    ['TIMEFROMPARTS(13, 14, 15, 5, 1)', '13:14:15.5'],
    ['FROM_DAYS(719529)', '1970-01-02'],
    ['MAKEDATE(2026, 60)', '2026-03-01'],
    ["STRTODATE('03*02*2026', 'dd*MM*yyyy')", '2026-02-03'],
    ["DATE_TRUNC('2026-05-06', 'month')", new Date('2026-05-01T00:00:00Z')],
    ["DATE_TRUNC('month', DATE '2026-05-06')", new Date('2026-05-01T00:00:00Z')],
    ["DATE_TRUNC2('week', '2026-05-06')", new Date('2026-05-03T00:00:00Z')],
    ["DATE_TRUNC2('week', '2026-05-06', 'monday')", new Date('2026-05-04T00:00:00Z')],
    ["DATETRUNC(hour, '2026-05-06 13:14')", new Date('2026-05-06T13:00:00Z')],
    ["EOMONTH('2024-02-03')", '2024-02-29'],
    ["EOMONTH('2026-01-31', 1)", '2026-02-28'],
    ["LAST_DAY('2026-02-03')", '2026-02-28'],
    ["FDMONTH('2026-05-06')", '2026-05-01'],
    ["FDQUARTER('2026-05-06')", '2026-04-01'],
    ["FDWEEK('2026-05-06')", '2026-05-03'],
    ["LDMONTH('2026-05-06')", '2026-05-31'],
    ["LDQUARTER('2026-05-06')", '2026-06-30'],
    ["LDWEEK('2026-05-06')", '2026-05-09'],
  ])('makes: %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(value)
  })

  it.each([
    ['CURRENT_DATE', '2026-05-06'],
    ['CURRENT_TIMESTAMP', new Date('2026-05-06T13:14:15.500Z')],
    ['GETDATE()', new Date('2026-05-06T13:14:15.500Z')],
    ['GETUTCDATE()', new Date('2026-05-06T13:14:15.500Z')],
    ['SYSDATETIME()', new Date('2026-05-06T13:14:15.500Z')],
    ['SYSUTCDATETIME()', new Date('2026-05-06T13:14:15.500Z')],
    ['LAST_WEEK()', new Date('2026-04-29T13:14:15.500Z')],
    ['LAST_MONTH()', new Date('2026-04-06T13:14:15.500Z')],
    ['LAST_YEAR()', new Date('2025-05-06T13:14:15.500Z')],
  ])('knows the instant of the query: %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(value)
  })
})
