import { emittedPosition } from '@devopsql/engine'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { originOf, type Query, type QueryPlan } from '@devopsql/planner'

/** What the engine does with a query, whose failures have places in the user's text. */
export async function located<T>(
  { query }: Pick<QueryPlan, 'query'>,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw locate(error, query)
  }
}

/** A failure that the engine saw in the text that it was given, at its place in the user's text. */
function locate(error: unknown, given: Query): unknown {
  if (!isDevopsqlError(error) || error.position !== undefined) return error
  const at = emittedPosition(error)
  const position = at === undefined ? undefined : originOf(given, at)
  if (position === undefined) return error
  const { code, message, hint, detail, cause } = error
  return new DevopsqlError(message, { code, hint, detail, position, cause })
}
