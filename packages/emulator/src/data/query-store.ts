import type { FieldValue, TeamName, WorkItemStore } from '../wiql/contract.ts'
import type { FieldSet } from './field-set.ts'
import type { Organization } from './organization.ts'
import { linkTypes } from './relations.ts'
import type { Team } from './teams.ts'
import { workItemCategories } from './work-item-categories.ts'
import type { Moment } from './work-item-moment.ts'

const stores = new WeakMap<Organization, WorkItemStore>()

/** The work items as queries see them. */
export function queryStore(organization: Organization): WorkItemStore {
  const known = stores.get(organization)
  if (known !== undefined) return known
  const store = createStore(organization, { set: organization.workItems, instant: undefined })
  stores.set(organization, store)
  return store
}

interface Moments {
  readonly set: FieldSet
  /** Milliseconds; undefined is now. */
  readonly instant: number | undefined
}

function createStore(organization: Organization, { set, instant }: Moments): WorkItemStore {
  const { projects, relations, workItems } = organization
  const { rows } = workItems
  const has = (id: number): boolean => {
    const row = rows.indexOf(id)
    return row >= 0 && (instant === undefined || (rows.created[row] ?? 0) <= instant)
  }
  let pastIds: Int32Array | undefined
  return {
    fields: set.fields,
    get ids() {
      if (instant === undefined) return rows.ids()
      // A store of the past lives as long as one query, which reads its ids once for each of them.
      pastIds ??= rows.ids().filter(has)
      return pastIds
    },
    get projects() {
      return projects.all()
    },
    has,
    value(id, referenceName) {
      const row = rows.indexOf(id)
      return row < 0 ? undefined : set.value(row, referenceName)
    },
    asOf: (milliseconds) =>
      createStore(organization, { set: workItems.asOf(milliseconds), instant: milliseconds }),
    valuesEver: valuesEver(organization),
    linksOf(id) {
      const row = rows.indexOf(id)
      if (row < 0) return []
      return relations
        .linksOf(row)
        .map(({ name, row: other }) => ({ type: linkTypes[name], target: rows.id[other] ?? 0 }))
    },
    group: (name) => groupOf(organization, name),
    iteration: (team, offset) => iterationOf(organization, team, offset),
    teamArea(team) {
      const project = findTeam(organization, team)?.project
      return project === undefined ? undefined : organization.classification.areas(project)[0]?.path
    },
  }
}

function valuesEver({
  workItems,
}: Organization): (id: number, referenceName: string) => readonly FieldValue[] {
  let moment: Moment | undefined
  const past = workItems.at(() => {
    if (moment === undefined) throw new RangeError('a revision is chosen before it is read')
    return moment
  })
  return (id, referenceName) => {
    const row = workItems.rows.indexOf(id)
    if (row < 0) return []
    return workItems.history.momentsOf(row).map((each) => {
      moment = each
      return past.value(row, referenceName)
    })
  }
}

function findTeam(
  { projects, teams }: Organization,
  { project, team }: TeamName,
): Team | undefined {
  const index = projects.find(project)?.index
  if (index === undefined) return undefined
  const wanted = team.toLowerCase()
  return Array.from(teams.byProject.rowsOf(index), teams.at).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  )
}

function groupOf(organization: Organization, name: string): ReadonlySet<string> | undefined {
  const category = workItemCategories.find((one) =>
    [one.name, one.referenceName].some((known) => known.toLowerCase() === name.toLowerCase()),
  )
  if (category !== undefined) return new Set(category.types)
  const [, project = '', team = ''] = /^\[([^\]]+)\]\\(.+)$/.exec(name) ?? []
  const found = findTeam(organization, { project, team })
  if (found === undefined) return undefined
  return new Set(organization.teams.membersOf(found.index).map(organization.users.combinedName))
}

// A team works in all iterations of its project; the one that began last is current. (assumed)
function iterationOf(
  organization: Organization,
  team: TeamName,
  offset: number,
): string | undefined {
  const project = findTeam(organization, team)?.project
  if (project === undefined) return undefined
  const dated = organization.classification
    .iterations(project)
    .flatMap(({ path, startDate }) => (startDate === undefined ? [] : [{ path, startDate }]))
    .sort((one, other) => one.startDate - other.startDate)
  const current = dated.findLastIndex(({ startDate }) => startDate <= organization.now)
  return current < 0 ? undefined : dated[current + offset]?.path
}
