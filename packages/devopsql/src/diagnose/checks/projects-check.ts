import { isDevopsqlError } from '@devopsql/errors'
import { type Check, ok, problem, warning } from '../check.ts'
import { projectOf } from '../project-of.ts'
import { visibleProjects } from '../visible-projects.ts'

/** Whether projects can be seen, and the one among them that the properties name. */
export const projectsCheck: Check = {
  name: 'projects',
  needs: ['sign-in'],
  async *run(subject) {
    const { names, isAll } = await visibleProjects(subject)
    const [first] = names
    if (first === undefined) {
      yield warning(
        'no project can be seen, so tables have no rows',
        'Ask for access to a project: those that one may not see are left out.',
      )
    } else {
      const count = isAll ? names.length : `${names.length} or more`
      yield ok(
        `${count} ${names.length === 1 ? 'project' : 'projects'} can be seen: ${listed(names)}`,
      )
    }
    const wanted = projectOf(subject.options)
    if (wanted === undefined) return
    const { client } = subject.organization()
    try {
      const path = `_apis/projects/${encodeURIComponent(wanted)}`
      await client.send(
        {
          service: 'core',
          method: 'GET',
          template: '_apis/projects/{project}',
          path,
          apiVersion: '7.1',
        },
        { signal: subject.signal },
      )
      yield ok(`the project ${wanted} can be seen`)
    } catch (error) {
      if (!isDevopsqlError(error) || error.code !== 'DEVOPSQL_NOT_FOUND') throw error
      yield problem(
        `the project ${wanted} can't be seen`,
        first === undefined
          ? 'Ask for access to it.'
          : 'Check the name in Catalog or ProjectId, or ask for access to it.',
      )
    }
  },
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} …` : shown
}
