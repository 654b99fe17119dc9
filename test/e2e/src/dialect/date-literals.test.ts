import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type OpenExpressions, openExpressions } from './open-expressions.ts'

// 2026-05-06 is a Wednesday. In Berlin it is 2026-05-07 already.
const now = new Date('2026-05-06T23:14:15.500Z')

// covers P-FN-04
describe('date literals', () => {
  let opened: OpenExpressions
  let berlin: OpenExpressions
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    opened = await openExpressions()
    berlin = await openExpressions('TimeZone=Europe/Berlin;')
  })
  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await berlin[Symbol.asyncDispose]()
    vi.useRealTimers()
  })

  const daysThat = async (condition: string): Promise<readonly unknown[]> =>
    await opened.rowsOf(`SELECT CAST(min(d) AS DATE) AS First, CAST(max(d) AS DATE) AS Last
      FROM (SELECT TIMESTAMP '2023-01-01' + INTERVAL (i) DAY AS d FROM range(2500) r(i))
      WHERE d ${condition}`)

  it.each([
    ['L_TODAY()', '2026-05-06', '2026-05-06'],
    ['L_YESTERDAY()', '2026-05-05', '2026-05-05'],
    ['L_TOMORROW()', '2026-05-07', '2026-05-07'],
    ['L_LAST_WEEK()', '2026-04-26', '2026-05-02'],
    ['L_THIS_WEEK()', '2026-05-03', '2026-05-09'],
    ['L_NEXT_WEEK()', '2026-05-10', '2026-05-16'],
    ['L_LAST_MONTH()', '2026-04-01', '2026-04-30'],
    ['L_THIS_MONTH()', '2026-05-01', '2026-05-31'],
    ['L_NEXT_MONTH()', '2026-06-01', '2026-06-30'],
    ['L_LAST_QUARTER()', '2026-01-01', '2026-03-31'],
    ['L_THIS_QUARTER()', '2026-04-01', '2026-06-30'],
    ['L_NEXT_QUARTER()', '2026-07-01', '2026-09-30'],
    ['L_LAST_YEAR()', '2025-01-01', '2025-12-31'],
    ['L_THIS_YEAR()', '2026-01-01', '2026-12-31'],
    ['L_NEXT_YEAR()', '2027-01-01', '2027-12-31'],
    ['L_LAST_90_DAYS()', '2026-02-05', '2026-05-05'],
    ['L_NEXT_90_DAYS()', '2026-05-06', '2026-08-03'],
    ['L_LAST_N_DAYS(3)', '2026-05-03', '2026-05-05'],
    ['L_NEXT_N_DAYS(3)', '2026-05-06', '2026-05-08'],
    ['L_LAST_N_WEEKS(2)', '2026-04-19', '2026-05-02'],
    ['L_NEXT_N_WEEKS(2)', '2026-05-10', '2026-05-23'],
    ['L_LAST_N_MONTHS(2)', '2026-03-01', '2026-04-30'],
    ['L_NEXT_N_MONTHS(2)', '2026-06-01', '2026-07-31'],
    ['L_LAST_N_QUARTERS(2)', '2025-10-01', '2026-03-31'],
    ['L_NEXT_N_QUARTERS(2)', '2026-07-01', '2026-12-31'],
    ['L_LAST_N_YEARS(2)', '2024-01-01', '2025-12-31'],
    ['L_NEXT_N_YEARS(2)', '2027-01-01', '2028-12-31'],
    ['YESTERDAY()', '2026-05-05', '2026-05-05'],
    ['LAST_N_DAYS(3)', '2026-05-03', '2026-05-05'],
    ['LAST_MONTH()', '2026-04-01', '2026-04-30'],
  ])('= %s is within the whole period', async (literal, First, Last) => {
    expect(await daysThat(`= ${literal}`)).toEqual([{ First, Last }])
  })

  it.each([
    ['< L_THIS_WEEK() AND d > L_YESTERDAY() - 9', '2026-04-27', '2026-05-02'],
    ['<= L_LAST_WEEK() AND d >= L_LAST_WEEK()', '2026-04-26', '2026-05-02'],
    ['> L_LAST_MONTH() AND d < L_TOMORROW()', '2026-05-01', '2026-05-06'],
    ['BETWEEN L_LAST_MONTH() AND L_TODAY()', '2026-04-01', '2026-05-06'],
    ["IN (L_YESTERDAY(), TIMESTAMP '2026-01-02')", '2026-01-02', '2026-05-05'],
  ])('compares with the bounds: d %s', async (condition, First, Last) => {
    expect(await daysThat(condition)).toEqual([{ First, Last }])
  })

  it('is the first day of the period where nothing is compared', async () => {
    expect(await opened.valueOf('L_LAST_WEEK()')).toBe('2026-04-26')
    expect(await opened.valueOf('LAST_N_MONTHS(1)')).toBe('2026-04-01')
  })

  it('takes its days from the time zone of the connection', async () => {
    expect(await berlin.valueOf('L_TODAY()')).toBe('2026-05-07')
    expect(await berlin.valueOf("TIMESTAMPTZ '2026-05-06 22:30:00Z' = L_TODAY()")).toBe(true)
    expect(await berlin.valueOf("TIMESTAMPTZ '2026-05-06 21:30:00Z' = L_TODAY()")).toBe(false)
  })
})
