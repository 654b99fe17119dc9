import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MetadataStore, StoredMetadata } from '@devopsql/catalog'
import writeFileAtomic from 'write-file-atomic'

interface MetadataFilesOptions {
  readonly directory: string
  /** Names organization and identity together: what one identity may see is never shown to another. */
  readonly owner: () => Promise<string>
  /** Seconds after which what was saved counts no more. */
  readonly tolerance: number
}

/** Bumped when what is saved changes its shape: other files are as good as absent. */
const format = 1

/** Keeps metadata in files below a folder. What can't be written is asked for again the next time. */
export function createMetadataFiles(options: MetadataFilesOptions): MetadataStore {
  const folder = async (): Promise<string> =>
    join(options.directory, 'metadata', await options.owner())
  return {
    async read(name) {
      const text = await readFile(join(await folder(), `${name}.json`), 'utf8').catch(() => '')
      const stored = parseStored(text)
      const age = stored === undefined ? Number.NaN : Date.now() - stored.savedAt.getTime()
      // A clock that was set back leaves files of the future.
      return age >= 0 && age <= options.tolerance * 1000 ? stored : undefined
    },
    async write(name, value) {
      if (options.tolerance === 0) return
      const text = JSON.stringify({ format, savedAt: new Date(), value })
      const path = await folder()
      await mkdir(path, { recursive: true, mode: 0o700 })
        .then(async () => writeFileAtomic(join(path, `${name}.json`), text, { mode: 0o600 }))
        .catch(() => undefined)
    },
    async clear() {
      await rm(await folder(), { recursive: true, force: true }).catch(() => undefined)
    },
  }
}

function parseStored(text: string): StoredMetadata | undefined {
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content !== 'object' || content === null) return undefined
    if (!('format' in content && content.format === format)) return undefined
    if (!('savedAt' in content && 'value' in content)) return undefined
    return { value: content.value, savedAt: new Date(String(content.savedAt)) }
  } catch {
    return undefined
  }
}
