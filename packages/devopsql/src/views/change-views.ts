import type { CreateViewStatement, DropViewStatement } from '@devopsql/planner'
import type { ViewSet } from './view-set.ts'
import { changeViewsFile } from './views-file.ts'

/** Makes, changes or drops a view; gives a line that says so. */
export type ChangeViews = (
  statement: CreateViewStatement | DropViewStatement,
  sql: string,
) => Promise<string>

/** With a file (`UserDefinedViews`) a change is kept in it first; one change at a time. */
export function createViewChanges(views: ViewSet, file: string | undefined): ChangeViews {
  let last: Promise<unknown> = Promise.resolve()
  const change: ChangeViews = async (statement, sql) => {
    const asked = views.changeOf(statement, sql)
    if (file !== undefined) await changeViewsFile(file, asked)
    views.apply(asked)
    return `${asked.view === undefined ? 'dropped' : 'defined'} view ${asked.name}`
  }
  return async (statement, sql) => {
    const changed = last.then(() => change(statement, sql))
    last = changed.catch(() => undefined)
    return await changed
  }
}
