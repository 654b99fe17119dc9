import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { secretMask } from '../connection/secret-mask.ts'
import { plainStyle } from '../output/text-style.ts'
import { errorText } from './error-text.ts'

const options = { style: plainStyle, width: 80, mask: secretMask([]) }

it('shows message, place, detail, hint and code', () => {
  const error = new DevopsqlError('column Titel does not exist in WorkItems', {
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    detail: 'TF51005\nfield',
    hint: 'Did you mean Title?',
    position: 7,
  })
  expect(errorText(error, { ...options, sql: 'SELECT Titel FROM WorkItems' })).toBe(
    [
      'error: column Titel does not exist in WorkItems',
      '  1 | SELECT Titel FROM WorkItems',
      '    |        ^',
      'detail: TF51005↵field',
      'hint: Did you mean Title?',
      'code: DEVOPSQL_UNDEFINED_COLUMN',
      '',
    ].join('\n'),
  )
})

it('says where in the connection string, without showing it', () => {
  const error = new DevopsqlError('property Organisation is unknown', {
    code: 'DEVOPSQL_UNKNOWN_PROPERTY',
    position: 15,
  })
  expect(errorText(error, { ...options, sql: 'SELECT 1' })).toBe(
    'error: property Organisation is unknown\nat character 16 of the connection string\ncode: DEVOPSQL_UNKNOWN_PROPERTY\n',
  )
})

it('shows no stack trace of a bug unless asked, and says how to report it', () => {
  const text = errorText(new TypeError('x is not a function'), options)
  expect(text).toBe(
    'error: devopsql failed unexpectedly: x is not a function\n' +
      'hint: This is a bug: report it with the command that you ran and what it prints with DEVOPSQL_DEBUG=1.\n',
  )
  expect(errorText(new TypeError('x'), { ...options, debug: true })).toMatch(/\n {4}at /)
})

it('takes the token out of every part, also of the SQL and the stack, and keeps the caret', () => {
  const token = 'tok3n-tok3n'
  const error = new DevopsqlError(`no ${token}`, {
    code: 'DEVOPSQL_SYNTAX_ERROR',
    detail: `GET https://x/?t=${token} Basic ${Buffer.from(`:${token}`).toString('base64')}`,
    hint: `not ${token}`,
    position: 21,
    cause: new Error(token),
  })
  const text = errorText(error, {
    ...options,
    mask: secretMask([`PersonalAccessToken=${token}`]),
    sql: `SELECT '${token}' FORM`,
    debug: true,
  })
  expect(text).not.toContain(token)
  expect(text).not.toContain(Buffer.from(`:${token}`).toString('base64'))
  expect(text).toContain("  1 | SELECT '***********' FORM\n    |                      ^")
})
