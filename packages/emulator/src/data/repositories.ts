import { below, createDice, guidOf, objectIdOf, pick, zipf } from './random.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import { components, topics } from './words.ts'

export interface Repository {
  readonly index: number
  readonly id: string
  readonly name: string
  /** Index of the project. */
  readonly project: number
  /** Absent when nothing was ever pushed, or the repository is disabled. */
  readonly defaultBranch: string | undefined
  readonly size: number
  readonly isDisabled: boolean
  /** Every other repository is a fork of the one before it. (assumed) */
  readonly isFork: boolean
}

export interface Ref {
  readonly name: string
  readonly objectId: string
  /** Index of a user. */
  readonly creator: number
}

export interface Repositories {
  readonly rows: RowSet
  readonly byProject: Groups
  at(index: number): Repository
  /** By id anywhere, or by name within a project. */
  find(idOrName: string, project: number | undefined): Repository | undefined
  /** Branches and tags, sorted by name. */
  refsOf(index: number): readonly Ref[]
}

export interface RepositoriesInput {
  readonly seed: number
  readonly repositories: number
  readonly projects: number
  readonly users: number
  projectName(index: number): string
}

const awkwardNames = ['Web.Shop [legacy]', 'web.shop [legacy]', "Ana's sandbox", 'données', '工具']
const awkwardBranches = [
  'feature/Login',
  'feature/login',
  'fix/#42-"quoted"',
  'release/2026.1',
  'users/ana/été',
]

/** Whether a repository has commits: one is empty and one is disabled as soon as there are several. */
export function hasHistory(index: number, repositories: number): boolean {
  return repositories < 4 || (index % 40 !== 3 && index % 40 !== 11)
}

export function createRepositories(input: RepositoriesInput): Repositories {
  const { projects, repositories, users } = input
  const dice = createDice(input.seed, 'repository')
  const rows = createRowSet(projects === 0 ? 0 : repositories)
  const projectOf = (index: number): number =>
    rows.groupOf(index) ?? (index < projects ? index : zipf(dice(index, 4), projects))
  const made: Repository[] = []
  const at = (index: number): Repository => {
    const known = made[index]
    if (known !== undefined) return known
    const project = projectOf(index)
    const alive = hasHistory(index, repositories)
    const name =
      awkwardNames[index - projects] ??
      `${pick(dice(index, 5), components).toLowerCase()}-${pick(dice(index, 6), topics)}-${index}`
    const repository: Repository = {
      index,
      id: guidOf(dice, index, 0),
      // The first repository of a project has the name of the project. (measured)
      name: index < projects ? input.projectName(project) : name,
      project,
      defaultBranch: alive ? 'refs/heads/main' : undefined,
      // Sizes go beyond 32 bits.
      size: alive ? 1_602 + (index % 5 === 0 ? dice(index, 7) * 3 : dice(index, 7) >>> 8) : 0,
      isDisabled: !alive && index % 40 === 11,
      isFork: index % 2 === 1,
    }
    made[index] = repository
    return repository
  }
  const byProject = groupRows(rows, projectOf)
  const byId = new Map<string, number>()
  let byIdVersion = -1
  const findById = (id: string): Repository | undefined => {
    if (byIdVersion !== rows.version)
      for (const index of rows.indices()) byId.set(at(index).id, index)
    byIdVersion = rows.version
    const index = byId.get(id)
    return index === undefined || !rows.has(index) ? undefined : at(index)
  }
  const refsOf = (index: number): readonly Ref[] => {
    if (!hasHistory(index, repositories)) return []
    const branches = index === 0 ? 1_250 : 2 + below(dice(index, 8), 30)
    const names = [
      'refs/heads/main',
      ...awkwardBranches.slice(0, branches).map((name) => `refs/heads/${name}`),
      ...Array.from(
        { length: branches },
        (_, number) => `refs/heads/feature/${pick(dice(number, 9), topics)}-${number}`,
      ),
      'refs/tags/v1.0',
      'refs/tags/v1.0.1',
    ]
    return names.sort().map((name, number) => ({
      name,
      objectId: objectIdOf(dice, index * 2_048 + number, 20),
      creator: zipf(dice(index * 2_048 + number, 10), users),
    }))
  }
  return {
    rows,
    byProject,
    at,
    find(idOrName, project) {
      const wanted = idOrName.toLowerCase()
      const found = findById(wanted)
      if (found !== undefined)
        return project === undefined || found.project === project ? found : undefined
      if (project === undefined) return undefined
      const named = byProject
        .rowsOf(project)
        .find((index) => at(index).name.toLowerCase() === wanted)
      return named === undefined ? undefined : at(named)
    },
    refsOf,
  }
}
