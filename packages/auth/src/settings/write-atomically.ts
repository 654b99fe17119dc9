import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isErrno } from '../errno.ts'

/**
 * Puts the whole content in the place of the file, or leaves what was there: also after a crash or a power cut.
 * Nobody but the owner can read what it writes. A file that is mounted by itself, as into a container, can't be replaced and
 * is overwritten instead.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryBeside(file)
  try {
    await writePrivately(temporary, content)
    await rename(temporary, file).catch(async (error: unknown) => {
      if (!isErrno(error, 'EBUSY')) throw error
      await overwrite(file, content)
    })
  } finally {
    // After a rename nothing is there.
    await rm(temporary, { force: true })
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

async function overwrite(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.truncate()
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
