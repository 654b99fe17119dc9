import type { WorkItems } from './work-items.ts'

/** Ids of the test cases of a project, which are work items. */
export type TestCasesOf = (project: number) => readonly number[]

/** Finds the test cases on first use and again after every change of the work items. */
export function createTestCases({ rows, source }: WorkItems): TestCasesOf {
  let made: { readonly version: number; readonly byProject: Map<number, number[]> } | undefined
  const find = (): Map<number, number[]> => {
    const byProject = new Map<number, number[]>()
    for (let row = 0; row < rows.count(); row += 1) {
      const id = rows.id[row] ?? -1
      if (!source.isType(row, 'Test Case') || rows.indexOf(id) !== row) continue
      const project = rows.project[row] ?? 0
      const known = byProject.get(project)
      if (known === undefined) byProject.set(project, [id])
      else known.push(id)
    }
    return byProject
  }
  return (project) => {
    if (made?.version !== rows.version) made = { version: rows.version, byProject: find() }
    return made.byProject.get(project) ?? []
  }
}
