import { constants } from 'node:fs'
import { access, mkdir, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isErrno } from '../errno.ts'
import { lockFile } from './file-lock.ts'
import {
  openSettingsFile,
  readSealedFile,
  refuseForeignFile,
  sealSettings,
} from './sealed-settings.ts'
import { notKept, notWritable } from './settings-errors.ts'
import type { SettingsKeys } from './settings-keys.ts'
import { realPlace } from './settings-place.ts'
import type { SettingsStore } from './settings-store.ts'
import { queueOf } from './work-queue.ts'
import { tryToWrite, writeAtomically } from './write-atomically.ts'

export interface FileSettingsOptions {
  readonly keys: SettingsKeys
  /** Is told once when others can read the file or its key. The next write takes the file from them. */
  readonly warn: (text: string) => void
}

/** Keeps the sign-in in an encrypted file; `file` is an absolute path. */
export function fileSettings(file: string, { keys, warn }: FileSettingsOptions): SettingsStore {
  const warned = new Set<string>()
  const warnOnce = async (place: string): Promise<void> => {
    if (warned.has(place) || !(await isOpenToOthers(place))) return
    warned.add(place)
    warn(`other accounts can read ${place}: its mode should be 0600`)
  }

  return {
    location: file,
    read: async ({ signal }) => {
      signal?.throwIfAborted()
      const place = await realPlace(file)
      const opened = await openSettingsFile(place, keys)
      if (opened !== undefined) for (const secret of [place, keys.keyFile]) await warnOnce(secret)
      signal?.throwIfAborted()
      return opened?.settings
    },
    update: async (change, { signal }) =>
      await withFileToChange(file, signal, async (place) => {
        const kept = await openSettingsFile(place, keys)
        await keys.prepare()
        const settings = await change(kept?.settings)
        if (settings === kept?.settings) return settings
        await reportingLoss(place, async () => {
          // Read again for its slots: a lock can be lost while the machine sleeps, and another process can have added one.
          const sealed = await readSealedFile(place)
          const slots = sealed && (await keys.open(sealed.slots, place))
          await writeAtomically(place, sealSettings(settings, await keys.complete(slots)))
        })
        return settings
      }),
    remove: async ({ signal }) => {
      signal?.throwIfAborted()
      if (!(await asWriting(file, async () => await exists(file)))) return false
      return await withFileToChange(file, signal, async (place) => {
        if (!(await exists(place))) return false
        await refuseForeignFile(place)
        await asWriting(file, async () => await rm(place))
        return true
      })
    },
  }
}

/** Alone among all who change the file, which can be written. */
export async function withFileToChange<Result>(
  file: string,
  signal: AbortSignal | undefined,
  work: (place: string) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted()
  await asWriting(file, async () => await mkdir(dirname(file), { recursive: true, mode: 0o700 }))
  const place = await realPlace(file)
  return await queueOf(place).run(async () => {
    const lock = await asWriting(file, async () => await lockFile(place, signal))
    try {
      await asWriting(file, async () => await checkWritable(place))
      return await work(place)
    } finally {
      await lock.release()
    }
  }, signal)
}

/** For what is done when `change` has achieved something that must not get lost in silence. */
async function reportingLoss(place: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw notKept(place, error)
  }
}

export async function asWriting<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw isErrno(error) ? notWritable(file, error) : error
  }
}

/** A rename would replace a read-only file too; whoever made it read-only meant it. */
async function checkWritable(place: string): Promise<void> {
  if (await exists(place)) await access(place, constants.W_OK)
  await tryToWrite(place)
}

async function exists(place: string): Promise<boolean> {
  try {
    await stat(place)
    return true
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return false
    throw error
  }
}

async function isOpenToOthers(place: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  // It may be gone again.
  const stats = await stat(place).catch(() => undefined)
  return stats !== undefined && (stats.mode & 0o077) !== 0
}
