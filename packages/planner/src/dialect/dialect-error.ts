import { DevopsqlError } from '@devopsql/errors'
import type { Expression, FunctionCall } from '../syntax/ast.ts'

/** The error for a call that can't be carried out, at the place of the argument or of the call. */
export function callError(
  message: string,
  at: { readonly call: FunctionCall; readonly argument?: Expression; readonly hint: string },
): DevopsqlError {
  return new DevopsqlError(message, {
    code: 'DEVOPSQL_INVALID_SQL',
    hint: at.hint,
    position: at.argument?.span?.start ?? at.call.span?.start,
  })
}
