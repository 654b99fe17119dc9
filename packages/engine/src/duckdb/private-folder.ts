import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import { removeAtExit } from './remove-at-exit.ts'

/** A folder that only this user can read; it goes when it is removed, or with the process. */
export interface PrivateFolder {
  readonly path: string
  remove(): Promise<void>
}

/** Makes one inside `parent`, or inside the system's folder for temporary files. */
export async function makePrivateFolder(parent: string = tmpdir()): Promise<PrivateFolder> {
  const path = await makeInside(parent)
  const keepAtExit = removeAtExit(path)
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true })
      keepAtExit()
    },
  }
}

async function makeInside(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'devopsql-'))
  } catch (cause) {
    throw new DevopsqlError(`no temporary folder can be made in ${parent}`, {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Name a folder that exists and that this user may write to.',
      cause,
    })
  }
}
