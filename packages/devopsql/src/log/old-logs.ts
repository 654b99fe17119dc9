import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const stamp = /^\d{8}T\d{9}Z(?:-\d+)?$/

/** What a full log is renamed to: the time at the end, in UTC to the millisecond, so that names sort as they came. */
export function nameOfFullLog(path: string, now: Date): string {
  const name = `${path}.${now.toISOString().replace(/[-:.]/g, '')}`
  if (!existsSync(name)) return name
  for (let count = 2; ; count++) if (!existsSync(`${name}-${count}`)) return `${name}-${count}`
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
