import type { MetadataStore } from '@devopsql/catalog'
import type { Log } from '@devopsql/rest'

/** A store of metadata whose use is told. */
export function loggedMetadata(store: MetadataStore, log: Log): MetadataStore {
  const tell = (text: () => string): void => log({ level: 2, module: 'META', text })
  return {
    read: async (name) => {
      const stored = await store.read(name)
      tell(() =>
        stored === undefined
          ? `nothing is kept of ${name}: they are asked for`
          : `${name} as of ${stored.savedAt.toISOString()}, kept on disk`,
      )
      return stored
    },
    write: async (name, value) => {
      await store.write(name, value)
      tell(() => `${name} are kept on disk`)
    },
    clear: async () => {
      await store.clear()
      tell(() => 'what was kept on disk is forgotten')
    },
  }
}
