import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Puts the whole content in the place of the file, or leaves what was there: also after a crash or a power cut.
 * Nobody but the owner can read what it writes.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryBeside(file)
  try {
    await writePrivately(temporary, content)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(file))
}

/** Rejects as `writeAtomically` would, without touching the file. */
export async function tryToWrite(file: string): Promise<void> {
  const temporary = temporaryBeside(file)
  await writePrivately(temporary, '')
  await rm(temporary)
}

/** A name that nobody can guess, so that nobody can lay a link there. */
export function temporaryBeside(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomUUID()}.part`)
}

export async function writePrivately(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the new name last. Windows can't open folders, and has no need to. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined)
  if (handle === undefined) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
