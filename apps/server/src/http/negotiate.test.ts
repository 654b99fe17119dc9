import { expect, it } from 'vitest'
import { negotiate } from './negotiate.ts'

const offered = ['application/json', 'application/x-ndjson', 'text/csv']

it.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['text/*', 'text/csv'],
  ['application/*', 'application/json'],
  ['text/csv;q=0.5, application/x-ndjson', 'application/x-ndjson'],
  ['application/json;q=0, */*', 'application/x-ndjson'],
  ['image/png, */*;q=0.1', 'application/json'],
  ['image/png', undefined],
  ['text/csv;q=0', undefined],
  ['', undefined],
])('answers Accept: %s with %s', (accept, type) => {
  expect(negotiate(accept, offered)).toBe(type)
})
