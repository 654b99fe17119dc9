import { closeSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const stamp = /^\d{8}T\d{9}Z(?:-\d+)?$/

/**
 * Renames a full log to its name and the time, in UTC to the millisecond, so that names sort as they came. The name is
 * taken by an empty file first: two processes that rename at the same moment never write over each other's.
 */
export function renameFullLog(path: string, now: Date): void {
  const name = takeName(`${path}.${now.toISOString().replace(/[-:.]/g, '')}`)
  try {
    renameSync(path, name)
  } catch (error) {
    rmSync(name, { force: true })
    // Another process has just renamed it.
    if (!isErrno(error, 'ENOENT')) throw error
  }
}

function takeName(name: string): string {
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${name}-${count}`
    try {
      closeSync(openSync(free, 'wx', 0o600))
      return free
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error
    }
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Deletes the oldest full logs beyond `maxFiles`, the current one counted. What can't be deleted stays. */
export function deleteOldLogs(path: string, maxFiles: number): void {
  if (!Number.isFinite(maxFiles)) return
  const folder = dirname(path)
  const start = `${basename(path)}.`
  const full = readdirSync(folder)
    .filter((name) => name.startsWith(start) && stamp.test(name.slice(start.length)))
    .toSorted((a, b) => (a < b ? -1 : 1))
  for (const name of full.slice(0, Math.max(0, full.length - (maxFiles - 1)))) {
    try {
      rmSync(join(folder, name), { force: true })
    } catch {
      // In use by another program: it goes the next time.
    }
  }
}
