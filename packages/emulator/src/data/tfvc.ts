import { below, createDice, objectIdOf, pick } from './random.ts'
import { nouns, verbs } from './words.ts'

export interface Changeset {
  readonly id: number
  /** Index of the project. */
  readonly project: number
  /** Milliseconds. */
  readonly created: number
  readonly author: number
  readonly checkedInBy: number
  readonly comment: string
  readonly paths: readonly string[]
  readonly workItems: readonly number[]
}

export interface TfvcFile {
  readonly path: string
  readonly isFolder: boolean
  readonly isBranch: boolean
  readonly version: number
  readonly size: number
  readonly hash: string
}

/** Every second project has version control of the old kind. (assumed) */
export interface Tfvc {
  /** Oldest first. */
  changesetsOf(project: number): readonly Changeset[]
  findChangeset(id: number): Changeset | undefined
  filesOf(project: number): readonly TfvcFile[]
}

interface TfvcInput {
  readonly seed: number
  readonly projects: number
  readonly users: number
  readonly now: number
  projectName(index: number): string
}

const perProject = 14
const names = ['Main', 'Main/src', 'Main/src/Größe & co.cs', "Main/it's [v2].txt", 'Dev', 'Dev/src']
const day = 86_400_000

export function createTfvc({ seed, projects, users, now, projectName }: TfvcInput): Tfvc {
  const dice = createDice(seed, 'tfvc')
  const filesOf = (project: number): readonly TfvcFile[] => {
    if (project % 2 === 1 || project >= projects) return []
    const root = `$/${projectName(project)}`
    const plain = Array.from({ length: 130 }, (_, place) => `Dev/src/${place}.cs`)
    return ['', ...names, ...plain].map((name, place) => {
      const isFolder = !/\.\w+$/.test(name)
      const key = project * 256 + place
      return {
        path: name === '' ? root : `${root}/${name}`,
        isFolder,
        isBranch: name === 'Main' || name === 'Dev',
        version: idOf(project, place % perProject),
        size: isFolder ? 0 : place === 3 ? 5_000_000_000 : below(dice(key, 1), 90_000),
        hash: objectIdOf(dice, key, 2).slice(0, 22),
      }
    })
  }
  // Numbers of the projects are interleaved.
  const idOf = (project: number, place: number): number =>
    place * Math.ceil(projects / 2) + project / 2 + 1
  const changesetAt = (project: number, place: number): Changeset => {
    const id = idOf(project, place)
    const files = filesOf(project)
      .map(({ path }) => path)
      .slice(1)
    const count = place === 0 ? files.length : 1 + below(dice(id, 10), 4)
    const first = below(dice(id, 11), files.length - count + 1)
    const plain = `${pick(dice(id, 12), verbs)} ${pick(dice(id, 13), nouns)}`
    return {
      id,
      project,
      created: now - (perProject - place) * 11 * day - below(dice(id, 14), day),
      author: below(dice(id, 15), users),
      checkedInBy: place % 5 === 0 ? 0 : below(dice(id, 15), users),
      comment: place === 2 ? '' : place === 3 ? `${plain} – "so" & <so>\r\n修正` : plain,
      paths: files.slice(first, first + count),
      workItems: place % 3 === 1 ? [1 + below(dice(id, 16), 50), 60 + place] : [],
    }
  }
  const changesetsOf = (project: number): readonly Changeset[] =>
    project % 2 === 1 || project >= projects
      ? []
      : Array.from({ length: perProject }, (_, place) => changesetAt(project, place))
  return {
    changesetsOf,
    findChangeset(id) {
      const half = Math.ceil(projects / 2)
      const place = Math.floor((id - 1) / half)
      if (!(id >= 1) || place >= perProject) return undefined
      return changesetAt(((id - 1) % half) * 2, place)
    },
    filesOf,
  }
}
