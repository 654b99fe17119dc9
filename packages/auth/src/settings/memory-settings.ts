import type { OAuthSettings, SettingsStore } from './settings-store.ts'
import { queueOf } from './work-queue.ts'

const kept = new Map<string, OAuthSettings>()

/** Keeps the sign-in in this process; all who use the same location share it. */
export function memorySettings(location: string): SettingsStore {
  const queue = queueOf(location)
  return {
    location,
    read: async ({ signal }) => {
      signal?.throwIfAborted()
      return await Promise.resolve(kept.get(location))
    },
    update: async (change, { signal }) =>
      await queue.run(async () => {
        const settings = await change(kept.get(location))
        kept.set(location, settings)
        return settings
      }, signal),
    remove: async ({ signal }) =>
      await queue.run(async () => await Promise.resolve(kept.delete(location)), signal),
  }
}
