import { DevopsqlError } from '@devopsql/errors'
import type { Token } from './token.ts'

/** The error for text that is no SQL, at an offset of that text. */
export function syntaxError(
  message: string,
  at: { position: number; hint?: string },
): DevopsqlError {
  return new DevopsqlError(message, {
    code: 'DEVOPSQL_SYNTAX_ERROR',
    hint: at.hint,
    position: at.position,
  })
}

/** The error for SQL that is understood, but not supported. */
export function unsupported(
  message: string,
  at: { position: number; hint?: string },
): DevopsqlError {
  return new DevopsqlError(message, {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: at.hint,
    position: at.position,
  })
}

/** A token as an error message names it; long ones are cut. */
export function describeToken(token: Token): string {
  const text = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text
  switch (token.type) {
    case 'end':
      return 'the end of the statement'
    case 'string':
      return `the string '${text}'`
    case 'name':
      return `the name "${text}"`
    case 'number':
      return `the number ${text}`
    case 'parameter':
      return `the parameter ${text}`
    case 'subscript':
      return `the subscript [${text}]`
    case 'word':
    case 'symbol':
      return text
  }
}
