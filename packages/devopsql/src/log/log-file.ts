import { closeSync, fstatSync, openSync, realpathSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { reasonOf } from './file-failure.ts'
import { logLine } from './log-line.ts'
import { deleteOldLogs, renameFullLog } from './old-logs.ts'

export interface LogLimits {
  /** Bytes that a log never passes, unless a single line is longer. */
  readonly maxBytes: number
  /** Logs that are kept, the current one among them; infinity: all. */
  readonly maxFiles: number
}

/** A log that lines are appended to. Closing it puts everything on disk that was given. */
export interface LogFile {
  append(line: string): void
  /** Why lines were lost, as long as there is no more room on the disk, or the file can't be written any more. */
  readonly failure: string | undefined
  close(): void
}

/** Bytes that wait at most: what a program writes at once goes out in pieces of this size, between its steps at last. */
const bufferBytes = 65_536

const opened = new Map<string, SharedLog>()

/**
 * Opens a log for appending. All connections of the process that name the same path share one file; other processes
 * append to it as well, each whole lines. Throws where nothing can be appended.
 */
export function openLogFile(path: string, limits: LogLimits): LogFile {
  const name = realPath(resolve(path))
  const shared = opened.get(name) ?? createSharedLog(name)
  if (opened.size === 0) process.on('exit', flushAll)
  opened.set(name, shared)
  shared.users.add(limits)
  return {
    append: shared.append,
    get failure() {
      return shared.failure()
    },
    close: () => {
      if (!shared.users.has(limits)) return
      shared.flush()
      shared.users.delete(limits)
      if (shared.users.size > 0) return
      shared.close()
      opened.delete(name)
      if (opened.size === 0) process.off('exit', flushAll)
    },
  }
}

// Where the program ends without closing its connections, as after process.exit, what waits is written here.
function flushAll(): void {
  for (const { flush } of opened.values()) flush()
}

interface SharedLog {
  readonly users: Set<LogLimits>
  append(line: string): void
  failure(): string | undefined
  flush(): void
  close(): void
}

function createSharedLog(path: string): SharedLog {
  const users = new Set<LogLimits>()
  let file = openForAppending(path)
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let isScheduled = false
  let lost = 0
  let isTorn = false
  let failure: string | undefined

  const reopen = (): void => {
    const full = file
    file = openSync(path, 'a', 0o600)
    closeSync(full)
  }
  /** Another process may have renamed a full log, or a person may have moved or deleted it. */
  const follow = (): boolean => {
    const now = statSync(path, { throwIfNoEntry: false })
    const ours = fstatSync(file)
    const isMoved = now?.ino !== ours.ino || now.dev !== ours.dev
    if (isMoved) reopen()
    return isMoved
  }
  const makeRoom = (): void => {
    if (follow()) return
    renameFullLog(path, new Date())
    reopen()
    deleteOldLogs(path, least(users, 'maxFiles'))
  }
  /** In one step, so that the lines of several processes never mix. */
  const writeWhole = (lines: readonly Buffer[]): void => {
    const bytes = Buffer.concat(lines)
    let written = 0
    try {
      while (written < bytes.length) written += writeSync(file, bytes, written)
    } finally {
      if (written > 0) isTorn = bytes[written - 1] !== newLine
    }
  }
  const write = (lines: readonly Buffer[]): void => {
    const maxBytes = least(users, 'maxBytes')
    follow()
    let piece: Buffer[] = []
    let size = fstatSync(file).size
    for (const line of lines) {
      while (size > 0 && size + line.length > maxBytes) {
        writeWhole(piece)
        piece = []
        makeRoom()
        size = fstatSync(file).size
      }
      piece.push(line)
      size += line.length
    }
    writeWhole(piece)
  }
  const flush = (): void => {
    isScheduled = false
    if (waiting.length === 0) return
    const lines = waiting
    waiting = []
    waitingBytes = 0
    try {
      write(lost > 0 ? [gap(lost, { failure, isTorn }), ...lines] : lines)
      lost = 0
      failure = undefined
    } catch (error) {
      // A log that can't be written is no reason for a query to fail.
      lost += lines.length
      failure = reasonOf(error)
    }
  }
  return {
    users,
    append: (line) => {
      const bytes = Buffer.from(`${line}\n`)
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= bufferBytes) flush()
      else if (!isScheduled) {
        isScheduled = true
        setImmediate(flush).unref()
      }
    },
    failure: () => failure,
    flush,
    close: () => closeSync(file),
  }
}

function least(users: ReadonlySet<LogLimits>, limit: keyof LogLimits): number {
  return Math.min(...[...users].map((limits) => limits[limit]))
}

const newLine = 0x0a

/** Says that lines are missing, on a line of its own. */
function gap(
  lines: number,
  { failure = '', isTorn }: { readonly failure: string | undefined; readonly isTorn: boolean },
): Buffer {
  const text = `up to ${lines} lines are missing here: ${failure}`
  const origin = String(process.pid)
  const line = logLine({ time: new Date(), level: 1, module: 'INFO', origin, text })
  return Buffer.from(`${isTorn ? '\n' : ''}${line}\n`)
}

// A new log has no real path yet, but its folder has.
function realPath(path: string): string {
  for (const known of [path, dirname(path)]) {
    try {
      const real = realpathSync(known)
      return known === path ? real : join(real, basename(path))
    } catch {
      // Whether it can be opened is found out next.
    }
  }
  return path
}

function openForAppending(path: string): number {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    // Opening a pipe would wait for its reader.
    if (found !== undefined && !found.isFile()) {
      throw refused(found.isDirectory() ? 'it is a folder' : 'it is no ordinary file')
    }
    return openSync(path, 'a', 0o600)
  } catch (error) {
    throw isDevopsqlError(error) ? error : refused(reasonOf(error), error)
  }
}

function refused(why: string, cause?: unknown): DevopsqlError {
  return new DevopsqlError(`Logfile can't be written: ${why}`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Give Logfile the path of a file, new or old, in a folder that is there and that you may write to.',
    cause,
  })
}
