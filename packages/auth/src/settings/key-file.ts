import type { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { constants, copyFile, link, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isErrno } from '../errno.ts'
import { damagedKeyFile } from './settings-errors.ts'
import { syncFolder, temporaryBeside, writePrivately } from './write-atomically.ts'

const length = 32

/** The 32 bytes of the key file; undefined when there is none. */
export async function readKeyFile(file: string): Promise<Buffer | undefined> {
  try {
    const key = await readFile(file)
    if (key.length !== length) throw damagedKeyFile(file, key.length)
    return key
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw error
  }
}

/** The key of the file, which is made when there is none; of several processes that make it at once, one does. */
export async function makeKeyFile(file: string): Promise<Buffer> {
  const existing = await readKeyFile(file)
  if (existing !== undefined) return existing
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = temporaryBeside(file)
  const key = randomBytes(length)
  try {
    await writePrivately(temporary, key)
    await giveName(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(file))
  return (await readKeyFile(file)) ?? key
}

/** Unlike a rename it replaces nothing: the key that another process has just made may be in use. */
async function giveName(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file)
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return
    // Not every file system has links.
    await copyFile(temporary, file, constants.COPYFILE_EXCL).catch(ignoreExisting)
  }
}

function ignoreExisting(error: unknown): void {
  if (!isErrno(error, 'EEXIST')) throw error
}
