import { DevopsqlError } from '@devopsql/errors'

/** The text of a statement. A caller of JavaScript may pass what is none. */
export function checkText(sql: unknown): string {
  if (typeof sql === 'string') return sql
  throw new DevopsqlError('the statement is not a text', {
    code: 'DEVOPSQL_SYNTAX_ERROR',
    hint: "Give SQL as a string: query('SELECT ... FROM ...').",
  })
}
