import { DevopsqlError } from '@devopsql/errors'
import type { Organization } from './data/organization.ts'
import { hasHistory } from './data/repositories.ts'
import type { RowSet } from './data/row-set.ts'
import { findWorkItemType, stateNames } from './data/work-item-types.ts'

/** The tables whose rows can change while the emulator runs. */
export type TableName =
  | 'Projects'
  | 'Teams'
  | 'Users'
  | 'WorkItems'
  | 'Repositories'
  | 'PullRequests'
  | 'Commits'
  | 'BuildDefinitions'
  | 'Builds'
  | 'TestPlans'
  | 'TestRuns'

/** A change of the data, now or in the middle of a scan. */
export interface Change {
  /**
   * `insert-first` adds a row at the start of the list, so that skip-paged lists repeat a row; `delete-first` takes the
   * first row away, so that they miss one; `update` changes rows in place.
   */
  readonly kind: 'insert-first' | 'delete-first' | 'update'
  readonly table: TableName
  /** Wait until this many more requests have read the table. Default 0: at once. */
  readonly afterRequests?: number
  /** How many rows. Default 1. */
  readonly count?: number
  /** Name or id of the project whose rows change. Default: the first project. */
  readonly project?: string
  /** Ids of the rows to delete or update, where rows have numbers. Default: the first rows of the list. */
  readonly ids?: readonly number[]
  /** The new state of updated work items. Default: Closed, or the first state of those that are closed. */
  readonly state?: string
}

export interface Changes {
  apply(change: Change): void
  /** Tells that a request that reads the table has been answered. */
  requested(table: TableName): void
}

const newestFirst: readonly TableName[] = ['PullRequests', 'Builds', 'Commits']

export function createChanges(organization: Organization): Changes {
  let waiting: { readonly change: Change; left: number }[] = []
  return {
    apply(change) {
      const { afterRequests = 0 } = change
      if (afterRequests > 0) waiting.push({ change, left: afterRequests })
      else applyChange(organization, change)
    },
    requested(table) {
      for (const entry of waiting) {
        if (entry.change.table !== table) continue
        entry.left -= 1
        if (entry.left === 0) applyChange(organization, entry.change)
      }
      waiting = waiting.filter(({ left }) => left > 0)
    },
  }
}

function projectIndex(organization: Organization, wanted: string | undefined): number {
  if (wanted === undefined) return organization.projects.rows.indices()[0] ?? 0
  const project = organization.projects.find(wanted)
  if (project !== undefined) return project.index
  throw new DevopsqlError(`the emulator has no project ${wanted}`, { code: 'DEVOPSQL_USAGE' })
}

function applyChange(organization: Organization, change: Change): void {
  const project = projectIndex(organization, change.project)
  if (change.table === 'WorkItems') changeWorkItems(organization, change, project)
  else if (change.table === 'Commits') changeCommits(organization, change, project)
  else changeRows(change, targetOf(organization, change.table, project))
}

function changeRows(change: Change, target: Target): void {
  const count = change.count ?? 1
  const at = newestFirst.includes(change.table) ? 'back' : 'front'
  const inOrder = at === 'back' ? [...target.members].reverse() : [...target.members]
  const rows = change.ids?.map(target.rowOf).filter((row) => row >= 0) ?? inOrder.slice(0, count)
  switch (change.kind) {
    case 'insert-first':
      for (let each = 0; each < count; each += 1) target.rows.insert(at, target.group)
      return
    case 'delete-first':
      for (const row of rows) target.rows.remove(row)
      return
    case 'update':
      for (const row of rows) target.rows.touch(row)
  }
}

interface Target {
  readonly rows: RowSet
  /** The rows of the project, oldest first. */
  readonly members: Uint32Array
  /** The group that new rows belong to. */
  readonly group: number | undefined
  rowOf(id: number): number
}

function targetOf(
  organization: Organization,
  table: Exclude<TableName, 'WorkItems' | 'Commits'>,
  project: number,
): Target {
  const { projects, users, teams, repositories, pullRequests, definitions, builds } = organization
  const { testPlans, testRuns } = organization
  const itself = (id: number): number => id
  switch (table) {
    case 'Projects':
      return {
        rows: projects.rows,
        members: projects.rows.indices(),
        group: undefined,
        rowOf: itself,
      }
    case 'Users':
      return { rows: users.rows, members: users.rows.indices(), group: undefined, rowOf: itself }
    case 'Teams':
      return {
        rows: teams.rows,
        members: teams.byProject.rowsOf(project),
        group: project,
        rowOf: itself,
      }
    case 'Repositories': {
      const members = repositories.byProject.rowsOf(project)
      return { rows: repositories.rows, members, group: project, rowOf: itself }
    }
    case 'BuildDefinitions': {
      const members = definitions.byProject.rowsOf(project)
      return { rows: definitions.rows, members, group: project, rowOf: definitions.find }
    }
    case 'PullRequests': {
      const members = pullRequests.byProject.rowsOf(project)
      return {
        rows: pullRequests.rows,
        members,
        group: liveRepository(organization, project),
        rowOf: pullRequests.find,
      }
    }
    case 'TestPlans': {
      const members = testPlans.byProject.rowsOf(project)
      return { rows: testPlans.rows, members, group: project, rowOf: testPlans.find }
    }
    case 'TestRuns': {
      const members = testRuns.byProject.rowsOf(project)
      return { rows: testRuns.rows, members, group: project, rowOf: testRuns.find }
    }
    case 'Builds': {
      const members = builds.byProject.rowsOf(project)
      const group = definitions.byProject.rowsOf(project)[0]
      return { rows: builds.rows, members, group, rowOf: builds.find }
    }
  }
}

function liveRepository({ repositories, sizes }: Organization, project: number): number {
  const inProject = repositories.byProject.rowsOf(project)
  return inProject.find((index) => hasHistory(index, sizes.Repositories)) ?? 0
}

function changeCommits(organization: Organization, change: Change, project: number): void {
  const repository = liveRepository(organization, project)
  for (let each = 0; each < (change.count ?? 1); each += 1) {
    if (change.kind === 'delete-first') organization.commits.pop(repository)
    else organization.commits.push(repository)
  }
}

function changeWorkItems({ workItems }: Organization, change: Change, project: number): void {
  const { rows } = workItems
  const count = change.count ?? 1
  const chosen =
    change.ids ??
    Array.from(rows.ids())
      .filter((id) => rows.project[rows.indexOf(id)] === project)
      .slice(0, count)
  switch (change.kind) {
    case 'insert-first':
      for (let each = 0; each < count; each += 1) rows.insert(project)
      return
    case 'delete-first':
      for (const id of chosen) rows.remove(id)
      return
    case 'update':
      for (const id of chosen) {
        const row = rows.indexOf(id)
        const isClosed = workItems.source.category(row) === 'Completed'
        const first = findWorkItemType(workItems.source.typeName(row))?.states[0]?.name
        const number = stateNames.indexOf(change.state ?? (isClosed ? (first ?? '') : 'Closed'))
        rows.edit(id, number < 0 ? {} : { state: number })
      }
  }
}
