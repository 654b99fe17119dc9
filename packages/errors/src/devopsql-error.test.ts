import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorCodes } from './codes.ts'
import { DevopsqlError, isDevopsqlError } from './devopsql-error.ts'

const docs = new URL('../../../docs/errors.md', import.meta.url)

it('carries code, category, SQLSTATE, hint, position and cause', () => {
  const cause = new Error('socket')
  const error = new DevopsqlError('column Titel does not exist', {
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    hint: 'Did you mean Title?',
    position: 7,
    cause,
  })
  expect(error).toMatchObject({
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    category: 'sql',
    sqlstate: '42703',
    hint: 'Did you mean Title?',
    position: 7,
    cause,
  })
})

it('recognises its own errors and no others', () => {
  expect(isDevopsqlError(new DevopsqlError('x', { code: 'DEVOPSQL_INTERNAL' }))).toBe(true)
  expect(isDevopsqlError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe(false)
})

it('documents every code, and no code that does not exist', () => {
  expect(existsSync(docs)).toBe(true)
  const headings = [...readFileSync(docs, 'utf8').matchAll(/^## (DEVOPSQL_\w+)$/gm)].map(
    (match) => match[1],
  )
  expect(headings.toSorted()).toEqual(Object.keys(errorCodes).toSorted())
})
