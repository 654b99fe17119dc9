import { below, createDice, guidOf, pick, zipf } from './random.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import { components } from './words.ts'

export interface Team {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly description: string
  /** Index of the project. */
  readonly project: number
}

export interface Teams {
  readonly rows: RowSet
  readonly byProject: Groups
  at(index: number): Team
  /** Indices of the users, the first of them an administrator. */
  membersOf(index: number): readonly number[]
}

export interface TeamsInput {
  readonly seed: number
  readonly teams: number
  readonly projects: number
  readonly users: number
  projectName(index: number): string
}

// Quotes, brackets and letter case in names. Some teams share a name across projects.
const names = [
  'Ops "24/7" [EU]',
  'ops "24/7" [eu]',
  "Customer's Voice",
  'Ünïcode',
  'Team 🐙',
  'Core; Data',
]

export function createTeams(input: TeamsInput): Teams {
  const dice = createDice(input.seed, 'team')
  const rows = createRowSet(input.projects === 0 ? 0 : input.teams)
  // The first team of a project is the default team, named after it.
  const isDefault = (index: number): boolean => index < input.projects
  const projectOf = (index: number): number =>
    rows.groupOf(index) ?? (isDefault(index) ? index : zipf(dice(index, 4), input.projects))
  return {
    rows,
    byProject: groupRows(rows, projectOf),
    at(index) {
      const project = projectOf(index)
      const special = names[index - input.projects]
      const name = special ?? `${pick(dice(index, 5), components)} Team ${index + 1}`
      return {
        index,
        id: guidOf(dice, index, 0),
        name: isDefault(index) ? `${input.projectName(project)} Team` : name,
        description: isDefault(index) ? 'The default project team.' : '',
        project,
      }
    },
    membersOf(index) {
      const wanted = index === 0 ? 130 : 1 + below(dice(index, 6), 12)
      const first = below(dice(index, 7), input.users)
      const count = Math.min(wanted, input.users)
      return Array.from(
        { length: count },
        (_, offset) => (first + offset * (index === 0 ? 1 : 7)) % input.users,
      ).filter((user, position, list) => list.indexOf(user) === position)
    },
  }
}
