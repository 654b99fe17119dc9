import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { usageError } from '../usage-error.ts'
import type { TextSink } from './text-sink.ts'

/** Lets `write` fill a temporary file beside `file` and puts it in its place: the old one or the whole new one is there, never a part. */
export async function replaceFile(
  file: string,
  write: (sink: TextSink) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await open(temporary, 'wx').catch((error: unknown) => {
    throw notWritable(file, error)
  })
  // A second Ctrl-C ends the process at once.
  const removeAtExit = (): void => rmSync(temporary, { force: true })
  process.once('exit', removeAtExit)
  try {
    try {
      await write({
        async write(text) {
          await handle.appendFile(text).catch((error: unknown) => {
            throw notWritable(file, error)
          })
          return true
        },
      })
    } finally {
      await handle.close()
    }
    await rename(temporary, file).catch((error: unknown) => {
      throw notWritable(file, error)
    })
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    process.off('exit', removeAtExit)
  }
}

function notWritable(file: string, cause: unknown): Error {
  const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return usageError(
    `cannot write ${file}${reason}`,
    'Name a file in a folder that exists, that you may write to and that has room.',
    cause,
  )
}
