import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenExpressions, openExpressions } from './open-expressions.ts'

describe('literals with a type', () => {
  let opened: OpenExpressions
  beforeAll(async () => {
    opened = await openExpressions()
  })
  afterAll(() => opened[Symbol.asyncDispose]())

  it.each([
    ['0.10::NUMERIC', '0.10'],
    ['-1.23456789::DECIMAL', '-1.23456789'],
    ["'12345678901234567890.123456789'::NUMERIC", '12345678901234567890.123456789'],
    ['CAST(7 AS NUMERIC)', '7'],
    ['0.10::NUMERIC(10, 4)::NUMERIC', '0.1000'],
    ['1.005::NUMERIC(10, 2)', '1.01'],
  ])('%s has all its digits: %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toBe(value)
  })

  it.each([
    ["TIMESTAMPTZ '2026-01-02 03:04+00'", '2026-01-02T03:04:00.000Z'],
    ["'2026-01-02 03:04+01:30'::TIMESTAMPTZ", '2026-01-02T01:34:00.000Z'],
    ["'2026-01-02T03:04:05.5-0130'::TIMESTAMPTZ", '2026-01-02T04:34:05.500Z'],
    ["'2026-01-02 03:04 UTC'::TIMESTAMPTZ", '2026-01-02T03:04:00.000Z'],
    ["'2026-01-02 03:04:05Z'::TIMESTAMPTZ", '2026-01-02T03:04:05.000Z'],
    ["'2026-01-02'::TIMESTAMPTZ", '2026-01-02T00:00:00.000Z'],
  ])('%s is %s', async (expression, value) => {
    expect(await opened.valueOf(expression)).toEqual(new Date(value))
  })

  it.each(["'2026-01-02 03'::TIMESTAMPTZ", "'2026-13-02 03:04'::TIMESTAMPTZ", "'x'::NUMERIC"])(
    '%s is refused',
    async (expression) => {
      await expect(opened.valueOf(expression)).rejects.toThrow()
    },
  )
})
