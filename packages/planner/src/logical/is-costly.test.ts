import { expect, it } from 'vitest'
import type { Query } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import { isCostlyToPlan } from './is-costly.ts'

it('finds a long sum costly, and neither a short one nor a long list', () => {
  const isCostly = (sql: string): boolean => isCostlyToPlan(parse(sql) as Query)
  expect(isCostly(`SELECT ${'a + '.repeat(300)}1 FROM t`)).toBe(true)
  expect(isCostly(`SELECT ${'a + '.repeat(100)}1 FROM t`)).toBe(false)
  expect(isCostly(`SELECT a FROM t WHERE a IN (${'1, '.repeat(5000)}1)`)).toBe(false)
})
