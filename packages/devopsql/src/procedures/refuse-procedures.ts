import { DevopsqlError } from '@devopsql/errors'
import type { RunProcedure } from './procedure-runner.ts'

/** EXEC where whoever writes the statement must not get at the sign-in of the program. */
export const refuseProcedures: RunProcedure = (statement) => {
  throw new DevopsqlError('procedures are not run here', {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: 'They manage the sign-in of a connection: run them with the command line or in a program of your own.',
    position: statement.span?.start,
  })
}
