import type { Call } from '../call.ts'
import { projectOf } from './builds.ts'

/** Work items of the project as a backlog or a sprint shows them: roots without a source, children below their parent. */
export function workItemLinksOf(call: Call, isIn: (row: number) => boolean): readonly object[] {
  const { workItems, url } = call.organization
  const { rows } = workItems
  const project = projectOf(call).index
  const shown = Array.from(rows.ids(), (id) => rows.indexOf(id)).filter(
    (row) => rows.project[row] === project && isIn(row),
  )
  const isShown = new Set(shown)
  const reference = (row: number): object => {
    const id = rows.id[row] ?? 0
    return { id, url: `${url}/_apis/wit/workItems/${id}` }
  }
  return shown.map((row) => {
    const parent = rows.parent[row] ?? -1
    // Null, not absent. (examples of the specification)
    return isShown.has(parent)
      ? {
          rel: 'System.LinkTypes.Hierarchy-Forward',
          source: reference(parent),
          target: reference(row),
        }
      : { rel: null, source: null, target: reference(row) }
  })
}
