import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isErrno } from '../errno.ts'
import { notReadable, unusablePlace } from './settings-errors.ts'

/**
 * Where the file really is, so that all who use it meet at one lock. A symbolic link is followed, except in a folder where
 * others could have laid it.
 */
export async function realPlace(file: string): Promise<string> {
  try {
    const folder = await realpath(dirname(file))
    const place = join(folder, basename(file))
    if (!(await isLink(place))) return place
    if (await isShared(folder)) throw sharedLink(file)
    return await realpath(place).catch((error: unknown) => {
      throw isErrno(error, 'ENOENT') ? linkToNothing(file) : error
    })
  } catch (error) {
    // The folder isn't there yet.
    if (isErrno(error, 'ENOENT')) return file
    throw isErrno(error) ? notReadable(file, error) : error
  }
}

async function isLink(place: string): Promise<boolean> {
  try {
    return (await lstat(place)).isSymbolicLink()
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false
    throw error
  }
}

/** Windows has no such bits; the folders of a profile are private there. */
async function isShared(folder: string): Promise<boolean> {
  const own = process.getuid?.()
  if (own === undefined) return false
  const { mode, uid } = await stat(folder)
  return (mode & 0o022) !== 0 || (uid !== own && uid !== 0)
}

function sharedLink(file: string): Error {
  return unusablePlace(
    `OAuthSettingsLocation is a symbolic link in a folder that others can write: ${file}`,
    'Give the path that the link leads to, or a path in a folder of your own.',
  )
}

function linkToNothing(file: string): Error {
  return unusablePlace(
    `OAuthSettingsLocation is a symbolic link to nothing: ${file}`,
    'Give the path that the link should lead to, or delete the link.',
  )
}
