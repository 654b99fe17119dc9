import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DevopsqlError } from '@devopsql/errors'

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
  const temporaryPath = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`)
  await onDisk(path, async () => {
    const folder = await stat(path).then(
      (facts) => facts.isDirectory(),
      () => false,
    )
    if (folder) throw new Error('it is a folder')
    await (await open(temporaryPath, 'wx')).close()
  })
  return {
    temporaryPath,
    addFrom: async (source) =>
      await onDisk(path, async () => {
        await pipeline(createReadStream(source), createWriteStream(temporaryPath, { flags: 'a' }))
      }),
    keep: async () => await onDisk(path, async () => await rename(temporaryPath, path)),
    discard: async () => await rm(temporaryPath, { force: true }),
  }
}

async function onDisk(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    throw new DevopsqlError(`${path} can't be written`, {
      code: 'DEVOPSQL_USAGE',
      detail: cause instanceof Error ? cause.message : undefined,
      hint: 'Name a file in a folder that exists, that has room, and that this user may write to.',
      cause,
    })
  }
}
