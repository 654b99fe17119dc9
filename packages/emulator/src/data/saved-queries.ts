import type { Organization } from './organization.ts'
import type { Project } from './projects.ts'
import { createDice, type Dice, guidOf, zipf } from './random.ts'

/** A query that somebody saved, or a folder of them. */
export interface SavedQuery {
  readonly id: string
  readonly name: string
  /** `Shared Queries/Planning/Backlog`. */
  readonly path: string
  readonly project: Project
  readonly parent: string | undefined
  readonly isPublic: boolean
  /** So is what a deleted folder holds. */
  readonly isDeleted: boolean
  /** Undefined for folders. */
  readonly wiql: string | undefined
  /** Empty for queries. */
  readonly children: readonly SavedQuery[]
  /** Index of a user. */
  readonly createdBy: number
  /** Milliseconds. */
  readonly created: number
}

interface Seed {
  readonly name: string
  readonly wiql?: string
  readonly isDeleted?: true
  readonly children?: readonly Seed[]
}

const columns =
  'SELECT [System.Id], [System.WorkItemType], [System.Title], [System.AssignedTo], [System.State], [System.Tags]'
const inProject = '[System.TeamProject] = @project'
const children = "[System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward'"

// What teams keep and delete: lists, a tree, links, and one that needs the team in the URL. (assumed)
const seeds: readonly Seed[] = [
  {
    name: 'Shared Queries',
    children: [
      {
        name: 'Active bugs',
        wiql: `${columns} FROM WorkItems WHERE ${inProject} AND [System.WorkItemType] = 'Bug' AND [System.State] IN ('Active', 'Resolved') ORDER BY [Microsoft.VSTS.Common.Priority], [System.CreatedDate] DESC`,
      },
      {
        name: 'Planning',
        children: [
          {
            name: 'Backlog',
            wiql: `${columns} FROM WorkItemLinks WHERE [Source].${inProject} AND [Source].[System.WorkItemType] = 'Feature' AND ${children} AND [Target].[System.State] <> 'Removed' MODE (Recursive)`,
          },
          {
            name: 'Stories with open tasks',
            wiql: `${columns} FROM WorkItemLinks WHERE ([Source].${inProject} AND [Source].[System.WorkItemType] = 'User Story') AND (${children}) AND ([Target].[System.WorkItemType] = 'Task' AND [Target].[System.State] <> 'Closed') MODE (MustContain)`,
          },
          {
            name: 'Current sprint',
            wiql: `${columns} FROM WorkItems WHERE ${inProject} AND [System.IterationPath] UNDER @CurrentIteration`,
          },
          {
            name: 'Reports',
            children: [
              {
                name: 'Handed over',
                wiql: `${columns} FROM WorkItems WHERE ${inProject} AND [System.AssignedTo] <> [System.CreatedBy] AND ([System.Title] CONTAINS 'login' OR [System.Tags] CONTAINS 'security')`,
              },
              {
                name: 'Ana\'s "old" [report] 🗑 2.0',
                isDeleted: true,
                wiql: `${columns} FROM WorkItems WHERE ${inProject}`,
              },
            ],
          },
        ],
      },
      { name: 'Archive', children: [] },
      {
        name: 'Archive 2019',
        isDeleted: true,
        children: [
          { name: 'été', wiql: `${columns} FROM WorkItems WHERE ${inProject}` },
          { name: 'Empty', children: [] },
        ],
      },
    ],
  },
  {
    name: 'My Queries',
    children: [
      {
        name: "Every bug: 'open' & closed",
        wiql: `${columns} FROM WorkItems WHERE [System.WorkItemType] = 'Bug'`,
      },
      {
        name: 'Assigned to me',
        wiql: `${columns} FROM WorkItems WHERE ${inProject} AND [System.AssignedTo] = @Me AND NOT [System.State] IN ('Closed', 'Removed') ORDER BY [System.ChangedDate] DESC`,
      },
    ],
  },
]

const trees = new WeakMap<Organization, Map<number, readonly SavedQuery[]>>()

/** The two roots of a project: `Shared Queries` and `My Queries`. What was deleted is among what they hold. */
export function queryTree(organization: Organization, project: Project): readonly SavedQuery[] {
  const known = trees.get(organization) ?? new Map<number, readonly SavedQuery[]>()
  trees.set(organization, known)
  const made = known.get(project.index) ?? growTree(organization, project)
  known.set(project.index, made)
  return made
}

function growTree({ now, sizes }: Organization, project: Project): readonly SavedQuery[] {
  const dice: Dice = createDice(project.index, `queries of ${project.id}`)
  let count = 0
  const grow = (seed: Seed, parent: SavedQuery | undefined): SavedQuery => {
    count += 1
    const number = count
    const node = {
      id: guidOf(dice, number, 0),
      name: seed.name,
      path: parent === undefined ? seed.name : `${parent.path}/${seed.name}`,
      project,
      parent: parent?.id,
      isPublic: parent?.isPublic ?? seed.name === 'Shared Queries',
      isDeleted: seed.isDeleted ?? parent?.isDeleted ?? false,
      wiql: seed.wiql,
      children: [],
      createdBy: zipf(dice(number, 4), sizes.Users),
      created: now - (400 - number) * 86_400_000,
    } satisfies SavedQuery
    return { ...node, children: (seed.children ?? []).map((child) => grow(child, node)) }
  }
  return seeds.map((seed) => grow(seed, undefined))
}

/** What a folder holds; empty for queries. */
export function childrenOf(query: SavedQuery, includeDeleted: boolean): readonly SavedQuery[] {
  return query.children.filter(({ isDeleted }) => includeDeleted || !isDeleted)
}

/** A query and everything below it. */
export function withDescendants(query: SavedQuery, includeDeleted: boolean): readonly SavedQuery[] {
  const children = childrenOf(query, includeDeleted)
  return [query, ...children.flatMap((child) => withDescendants(child, includeDeleted))]
}

/** By id or by path, whatever the letter case. */
export function findSavedQuery(
  organization: Organization,
  project: Project,
  { idOrPath, includeDeleted = false }: WantedQuery,
): SavedQuery | undefined {
  const wanted = idOrPath.toLowerCase()
  return queryTree(organization, project)
    .flatMap((root) => withDescendants(root, includeDeleted))
    .find(({ id, path }) => id === wanted || path.toLowerCase() === wanted)
}

export interface WantedQuery {
  readonly idOrPath: string
  readonly includeDeleted?: boolean
}
