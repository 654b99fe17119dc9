import { DevopsqlError } from '@devopsql/errors'

/** The error for a call that the code of devopsql itself got wrong. */
export function internalError(problem: string): DevopsqlError {
  return new DevopsqlError(problem, {
    code: 'DEVOPSQL_INTERNAL',
    hint: 'Please report this together with the query.',
  })
}
