import { below, createDice, guidOf, pick, zipf } from './random.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import { components } from './words.ts'

export interface Definition {
  readonly index: number
  readonly id: number
  readonly name: string
  /** The folder, `\` for the root. */
  readonly path: string
  readonly project: number
  readonly revision: number
  readonly queueStatus: 'enabled' | 'paused' | 'disabled'
  /** Milliseconds; undefined stands for the least date of the service. */
  readonly createdDate: number | undefined
  readonly author: number
  /** Index of a repository of the same project, or -1. */
  readonly repository: number
  readonly planId: string
}

export interface Definitions {
  readonly rows: RowSet
  readonly byProject: Groups
  at(index: number): Definition
  /** The index of an id, or -1. */
  find(id: number): number
}

export interface DefinitionsInput {
  readonly seed: number
  readonly definitions: number
  readonly projects: number
  readonly users: number
  readonly now: number
  repositoriesOf(project: number): Uint32Array
}

const awkwardNames = [
  'Deploy [prod] "blue"',
  'deploy [PROD] "blue"',
  "Nightly: Ana's",
  'CI',
  'ci',
  'Bauen & prüfen',
  '100%_done*',
]
const folders = ['\\', '\\', '\\Nightly', '\\Team A\\CI', '\\team a\\ci'] as const

export function createDefinitions(input: DefinitionsInput): Definitions {
  const { projects } = input
  const dice = createDice(input.seed, 'definition')
  const rows = createRowSet(projects === 0 ? 0 : input.definitions)
  const projectOf = (index: number): number =>
    rows.groupOf(index) ?? (index < projects ? index : zipf(dice(index, 0), projects))
  const made: Definition[] = []
  return {
    rows,
    byProject: groupRows(rows, projectOf),
    // Ids have gaps, since definitions are deleted for good.
    find: (id) => (id % 3 === 1 && rows.has((id - 1) / 3) ? (id - 1) / 3 : -1),
    at(index) {
      const known = made[index]
      if (known !== undefined) return known
      const project = projectOf(index)
      const repositories = input.repositoriesOf(project)
      const definition: Definition = {
        index,
        id: index * 3 + 1,
        name: awkwardNames[index - projects] ?? `${pick(dice(index, 1), components)}-CI-${index}`,
        path: pick(dice(index, 2), folders),
        project,
        revision: 1 + below(dice(index, 3), 40),
        queueStatus: index % 11 === 7 ? 'disabled' : index % 11 === 8 ? 'paused' : 'enabled',
        createdDate:
          index % 13 === 5
            ? undefined
            : input.now -
              below(dice(index, 4), 2_000) * 86_400_000 -
              below(dice(index, 9), 86_400_000),
        author: zipf(dice(index, 5), input.users),
        repository: repositories[below(dice(index, 6), repositories.length)] ?? -1,
        planId: guidOf(dice, index, 10),
      }
      made[index] = definition
      return definition
    },
  }
}

/** The definition as it was in a revision: each was made a day before the next, and the first had another name. */
export function inRevision(definition: Definition, revision: number): Definition {
  const { createdDate, name } = definition
  const days = definition.revision - revision
  return {
    ...definition,
    revision,
    name: revision === 1 ? `${name} (old)` : name,
    createdDate: createdDate === undefined ? undefined : createdDate - days * 86_400_000,
  }
}
