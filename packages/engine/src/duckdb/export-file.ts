import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DevopsqlError } from '@devopsql/errors'
import { removeAtExit } from './remove-at-exit.ts'

/** A file that takes its name only when it is whole: until then it has another one beside it. */
export interface ExportFile {
  /** Where the content goes. */
  readonly temporaryPath: string
  /** Adds a copy of another file's bytes at the end. */
  addFrom(path: string): Promise<void>
  /** Gives the file its name, in place of one that was there. */
  keep(): Promise<void>
  /** Removes what was written. */
  discard(): Promise<void>
}

/** Makes the temporary file, so that a folder that can't be written to is known before any work is done. */
export async function createExportFile(path: string): Promise<ExportFile> {
  const place = await onDisk(path, async () => await placeOf(path))
  const temporaryPath = join(dirname(place), `.${basename(place)}.${randomUUID()}.partial`)
  await onDisk(path, async () => await (await open(temporaryPath, 'wx')).close())
  const keepAtExit = removeAtExit(temporaryPath)
  return {
    temporaryPath,
    addFrom: async (source) =>
      await onDisk(path, async () => {
        await pipeline(createReadStream(source), createWriteStream(temporaryPath, { flags: 'a' }))
      }),
    keep: async () => {
      await onDisk(path, async () => await rename(temporaryPath, place))
      keepAtExit()
    },
    discard: async () => {
      await rm(temporaryPath, { force: true })
      keepAtExit()
    },
  }
}

// A rename replaces what has the name: a symbolic link, or as root even a device such as /dev/null.
async function placeOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return path
  if (found.isDirectory()) throw new Error('it is a folder')
  if (!found.isFile()) throw new Error('it is a device or a pipe, not a file')
  return await realpath(path)
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new DevopsqlError(`${path} can't be written`, {
      code: 'DEVOPSQL_USAGE',
      detail: cause instanceof Error ? cause.message : undefined,
      hint: 'Name a file in a folder that exists, that has room, and that this user may write to.',
      cause,
    })
  }
}
