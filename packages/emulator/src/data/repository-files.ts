import { below, createDice, objectIdOf, pick } from './random.ts'
import { components, topics } from './words.ts'

/** A file or folder at the head of a repository. */
interface RepositoryFile {
  readonly path: string
  readonly isFolder: boolean
  readonly objectId: string
}

/** One file of a commit or of an iteration of a pull request. */
export interface FileChange {
  readonly path: string
  readonly changeType: string
  readonly originalPath: string | undefined
  readonly objectId: string
  readonly originalObjectId: string | undefined
}

/** What lies in the repositories, by their index. */
export interface RepositoryFiles {
  /** Folders stand before what they hold. */
  filesOf(repository: number): readonly RepositoryFile[]
  /** So many changes of different files; `key` tells one set of changes from another. */
  changesOf(repository: number, key: number, kinds: ChangeKinds): readonly FileChange[]
}

interface ChangeKinds {
  readonly added: number
  readonly edited: number
  readonly deleted: number
}

const awkwardPaths = [
  '/README.md',
  '/readme.md',
  '/docs/Größe & Maße.md',
  "/docs/it's [v2] 100%.txt",
  '/docs/文書/読み方.md',
  '/src/a b/+plus#hash.cs',
] as const

export function createRepositoryFiles(seed: number): RepositoryFiles {
  const dice = createDice(seed, 'repositoryFile')
  const made = new Map<number, readonly RepositoryFile[]>()

  const make = (repository: number): readonly RepositoryFile[] => {
    const count = 20 + below(dice(repository, 0), 20)
    const plain = Array.from({ length: count }, (_, place) => {
      const key = repository * 64 + place
      const folder = pick(dice(key, 1), components).toLowerCase().replaceAll(' ', '-')
      return `/src/${folder}/${pick(dice(key, 2), topics)}-${place}.ts`
    })
    const paths = [...awkwardPaths, ...plain]
    const folders = new Set(paths.flatMap(foldersOf))
    return ['/', ...folders, ...paths].map((path, place) => ({
      path,
      isFolder: path === '/' || folders.has(path),
      objectId: objectIdOf(dice, repository * 256 + place, 10),
    }))
  }

  const filesOf = (repository: number): readonly RepositoryFile[] => {
    const known = made.get(repository) ?? make(repository)
    made.set(repository, known)
    return known
  }

  return {
    filesOf,
    changesOf(repository, key, { added, edited, deleted }) {
      const files = filesOf(repository).filter(({ isFolder }) => !isFolder)
      const count = added + edited + deleted
      const start = below(dice(key, 3), files.length)
      return Array.from({ length: count }, (_, place): FileChange => {
        const file = files[(start + place) % files.length]
        const round = Math.floor(place / files.length)
        const path = `${file?.path ?? '/'}${round === 0 ? '' : `.${round}`}`
        const objectId = objectIdOf(dice, key * 64 + place, 20)
        const originalObjectId = objectIdOf(dice, key * 64 + place, 30)
        if (place < added) {
          return {
            path,
            changeType: 'add',
            originalPath: undefined,
            objectId,
            originalObjectId: undefined,
          }
        }
        if (place >= added + edited) {
          return { path, changeType: 'delete', originalPath: undefined, objectId, originalObjectId }
        }
        // Flags are joined by a comma. (reference, section 13)
        const isMoved = (place + key) % 7 === 0
        return {
          path,
          changeType: isMoved ? 'edit, rename' : 'edit',
          originalPath: isMoved ? `${path}.old` : undefined,
          objectId,
          originalObjectId,
        }
      })
    },
  }
}

/** The folders above a file, the outermost first. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1)
  return parts.map((_, place) => `/${parts.slice(0, place + 1).join('/')}`)
}
