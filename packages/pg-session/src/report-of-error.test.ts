import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { placed } from './error-place.ts'
import { reportOfError } from './report-of-error.ts'
import { refused } from './session-error.ts'

async function thrownAt(place: { readonly sql: string; readonly offset: number }, error: Error) {
  return await placed(place, () => Promise.reject(error)).catch((caught: unknown) => caught)
}

it('tells code, hint, detail and the place in what the client sent', async () => {
  const error = new DevopsqlError('column Titel does not exist', {
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    detail: 'WorkItems has no such column',
    hint: 'Did you mean Title?',
    position: 7,
  })
  const place = { sql: "SELECT '\u{1F680}'; SELECT Titel FROM WorkItems", offset: 13 }
  expect(reportOfError(await thrownAt(place, error), 'ERROR')).toEqual({
    severity: 'ERROR',
    sqlstate: '42703',
    message: 'column Titel does not exist',
    detail: 'WorkItems has no such column',
    hint: 'Did you mean Title?',
    position: 20,
  })
})

it('keeps the innermost place', async () => {
  const error = new DevopsqlError('no', { code: 'DEVOPSQL_SYNTAX_ERROR', position: 1 })
  await thrownAt({ sql: 'COPY (SELECT)', offset: 6 }, error)
  const thrown = await thrownAt({ sql: 'COPY (SELECT)', offset: 0 }, error)
  expect(reportOfError(thrown, 'ERROR')).toMatchObject({ position: 8 })
})

it('tells no position where there is no statement', () => {
  const error = new DevopsqlError('no', { code: 'DEVOPSQL_SYNTAX_ERROR', position: 3 })
  expect(reportOfError(error, 'FATAL')).toMatchObject({ severity: 'FATAL', position: undefined })
})

it('tells what a session refuses as it is', () => {
  expect(reportOfError(refused('34000', 'portal "p" does not exist'), 'ERROR')).toEqual({
    severity: 'ERROR',
    sqlstate: '34000',
    message: 'portal "p" does not exist',
    hint: undefined,
    position: undefined,
  })
})

it('tells nothing of an error that it does not know', () => {
  const told = reportOfError(new Error('password=x'), 'ERROR')
  expect(told).toMatchObject({ sqlstate: 'XX000' })
  expect(JSON.stringify(told)).not.toContain('password')
})
