import { DevopsqlError } from '@devopsql/errors'
import type { ListRequest } from '../contract.ts'

/** The error for a list whose end can't be proven. */
export function incomplete(
  list: Pick<ListRequest, 'method' | 'template'>,
  why: string,
): DevopsqlError {
  return new DevopsqlError(`${list.method} ${list.template} could not be read completely: ${why}`, {
    code: 'DEVOPSQL_INCOMPLETE',
    hint: 'Narrow the query with WHERE, or set AllowPartial=true to take what there is.',
  })
}
