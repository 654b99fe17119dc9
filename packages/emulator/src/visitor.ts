import type { Organization } from './data/organization.ts'
import type { Projects } from './data/projects.ts'
import type { WorkItems } from './data/work-items.ts'

/** Who a token is of and what it sees, where not everybody sees everything. */
export interface Visitor {
  /** Place among the users of the organization, from 0. */
  readonly user: number
  /** Names of the projects that the user has access to. */
  readonly projects: readonly string[]
}

/**
 * The organization as a visitor finds it: projects without access are neither listed nor found, nor are their work items.
 * (docs: Projects - List, "all projects in the organization that the authenticated user has access to"; repositories,
 * builds and the rest of such projects are only out of reach where the path names the project)
 */
export function seenBy(organization: Organization, visitor: Visitor): Organization {
  const seen = new Set(visitor.projects.map((name) => organization.projects.find(name)?.index))
  const sees = (project: number | undefined): boolean => seen.has(project)
  return {
    ...organization,
    projects: seenProjects(organization.projects, sees),
    workItems: seenWorkItems(organization.workItems, sees),
  }
}

type Sees = (project: number | undefined) => boolean

/** The same object but for some members: what it reads of itself stays live. */
function changed<T extends object>(object: T, members: Partial<T>): T {
  return Object.assign(Object.create(object) as T, members)
}

function seenProjects(projects: Projects, sees: Sees): Projects {
  return changed(projects, {
    rows: changed(projects.rows, {
      has: (index) => sees(index) && projects.rows.has(index),
      indices: () => projects.rows.indices().filter(sees),
    }),
    all: () => projects.all().filter(({ index }) => sees(index)),
    find: (idOrName) => {
      const found = projects.find(idOrName)
      return sees(found?.index) ? found : undefined
    },
  })
}

function seenWorkItems(workItems: WorkItems, sees: Sees): WorkItems {
  const { rows } = workItems
  const indexOf = (id: number): number => {
    const row = rows.indexOf(id)
    return sees(rows.project[row]) ? row : -1
  }
  return changed(workItems, {
    has: (id) => indexOf(id) >= 0,
    rows: changed(rows, { indexOf, ids: () => rows.ids().filter((id) => indexOf(id) >= 0) }),
  })
}
