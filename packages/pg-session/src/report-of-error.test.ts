import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { reportOfError } from './report-of-error.ts'

it('tells code, hint, detail and the place in what the client sent', () => {
  const error = new DevopsqlError('column Titel does not exist', {
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    detail: 'WorkItems has no such column',
    hint: 'Did you mean Title?',
    position: 7,
  })
  const place = { sql: "SELECT '\u{1F680}'; SELECT Titel FROM WorkItems", offset: 13 }
  expect(reportOfError(error, { severity: 'ERROR', place })).toEqual({
    severity: 'ERROR',
    sqlstate: '42703',
    message: 'column Titel does not exist',
    detail: 'WorkItems has no such column',
    hint: 'Did you mean Title?',
    position: 20,
  })
})

it('tells no position where there is no statement', () => {
  const error = new DevopsqlError('no', { code: 'DEVOPSQL_SYNTAX_ERROR', position: 3 })
  expect(reportOfError(error, { severity: 'FATAL' })).toMatchObject({ position: undefined })
})

it('tells nothing of an error that it does not know', () => {
  const told = reportOfError(new Error('password=x'), { severity: 'ERROR' })
  expect(told).toMatchObject({ sqlstate: 'XX000' })
  expect(JSON.stringify(told)).not.toContain('password')
})
