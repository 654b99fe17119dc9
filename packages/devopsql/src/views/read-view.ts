import { DevopsqlError } from '@devopsql/errors'
import { hasParameters, parse, type View } from '@devopsql/planner'

/** A view with the text of its query. */
export interface NamedView extends View {
  readonly sql: string
}

/** A view from the text of its query. Throws for one that is no SELECT, can't be read or has parameters. */
export function readView(name: string, sql: string): NamedView {
  const query = queryOf(name, sql)
  if (query.kind !== 'query') {
    throw new DevopsqlError(`view ${name} is no SELECT`, {
      code: 'DEVOPSQL_INVALID_SQL',
      hint: 'A view is one query: SELECT, WITH or VALUES.',
    })
  }
  if (hasParameters(query)) {
    throw new DevopsqlError(`view ${name} has a parameter`, {
      code: 'DEVOPSQL_INVALID_SQL',
      hint: 'Write the value into the query of the view; give parameters to the query that reads it.',
    })
  }
  return { name, sql, query }
}

/** The position of an error would be in the text of the view, which the reader of the message doesn't see. */
function queryOf(name: string, sql: string): ReturnType<typeof parse> {
  try {
    return parse(sql)
  } catch (error) {
    if (!(error instanceof DevopsqlError)) throw error
    const { code, hint, position = 0 } = error
    const rest = sql.slice(position, position + 30)
    const at = rest === '' ? 'at its end' : `at "${rest}"`
    throw new DevopsqlError(`view ${name}, ${at}: ${error.message}`, { code, hint, cause: error })
  }
}
