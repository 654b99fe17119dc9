import { below, createDice, guidOf, pick } from './random.ts'
import { createRowSet, type RowSet } from './row-set.ts'
import { components } from './words.ts'

export interface Project {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly description: string | undefined
  readonly revision: number
  readonly visibility: 'private' | 'public'
  /** Milliseconds. */
  readonly lastUpdateTime: number
  readonly process: ProjectProcess
}

interface ProjectProcess {
  readonly id: string
  readonly name: string
}

export interface Projects {
  readonly rows: RowSet
  at(index: number): Project
  all(): readonly Project[]
  /** By id or by name, whatever the letter case. */
  find(idOrName: string): Project | undefined
}

const firstNames = ['Fabrikam', 'Contoso Web.Shop', 'Fabrikam Fiber (Öst)']
const companies = [
  'Adventure',
  'Northwind',
  'Tailspin',
  'Wingtip',
  'Litware',
  'Proseware',
  'Woodgrove',
]

export function createProjects(seed: number, count: number, now: number): Projects {
  const dice = createDice(seed, 'project')
  const made: Project[] = []
  const rows = createRowSet(count)
  const at = (index: number): Project => {
    const known = made[index]
    if (known !== undefined) return known
    const company = pick(dice(index, 10), companies)
    const name = firstNames[index] ?? `${company} ${pick(dice(index, 11), components)}.${index + 1}`
    const revision = below(dice(index, 13), 1_000) + 10 + rows.revision(index)
    const project: Project = {
      index,
      id: guidOf(dice, index, 0),
      name,
      // Absent for some, as in real answers, where empty properties are omitted. (measured)
      description: index % 3 === 2 ? undefined : `Everything about ${name}`,
      revision,
      visibility: index % 10 === 9 ? 'public' : 'private',
      lastUpdateTime:
        now - below(dice(index, 12), 1_000) * 86_400_000 - below(dice(index, 14), 86_400_000),
      process: {
        id: index === 0 ? 'adcc42ab-9882-485e-a3ed-7678f01f66bc' : guidOf(dice, index, 20),
        name: index === 0 ? 'Agile' : `Agile for ${name}`,
      },
    }
    made[index] = project
    return project
  }
  const all = (): readonly Project[] => Array.from(rows.indices(), at)
  return {
    rows,
    at,
    all,
    find(idOrName) {
      const wanted = idOrName.toLowerCase()
      return all().find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
    },
  }
}
