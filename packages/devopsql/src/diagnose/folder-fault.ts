import { mkdtemp, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Why nothing can be written into a folder. */
export interface FolderFault {
  /** Undefined when something can be. */
  readonly fault: string | undefined
  /** The folder, or the nearest one above it that exists. */
  readonly existing: string
}

/** Tries it, with an empty folder that goes again at once. One that is made on demand is tried where it would be made. */
export async function folderFault(
  folder: string,
  { isMade }: { readonly isMade: boolean },
): Promise<FolderFault> {
  const kind = await stat(folder).then(
    (stats) => (stats.isDirectory() ? 'folder' : 'file'),
    (error: unknown) => codeOf(error),
  )
  if (kind === 'ENOENT' && isMade && dirname(folder) !== folder) {
    return await folderFault(dirname(folder), { isMade })
  }
  if (kind !== 'folder') return { fault: reasons[kind] ?? kind, existing: folder }
  try {
    await rmdir(await mkdtemp(join(folder, '.devopsql-')))
    return { fault: undefined, existing: folder }
  } catch (error) {
    const code = codeOf(error)
    return { fault: reasons[code] ?? code, existing: folder }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

const reasons: Readonly<Record<string, string>> = {
  file: 'it is a file',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'there is no permission to write it',
  EPERM: 'there is no permission to write it',
  EROFS: 'the disk can only be read',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of the disk is used up',
}
