import { rmdir, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { isErrno } from '../errno.ts'

export interface FileLock {
  release(): Promise<void>
}

/** A holder touches its lock all 2.5 s; one that has not for 10 s has crashed. */
const touchedEveryMs = 2_500
const staleAfterMs = 10_000

/**
 * The lock `<file>.lock`, which one process holds at a time, for as long as it likes. Waits without end for a holder that
 * lives, and takes over from one that has crashed. Aborting ends the wait.
 */
export async function lockFile(file: string, signal: AbortSignal | undefined): Promise<FileLock> {
  for (;;) {
    signal?.throwIfAborted()
    const lock = await tryToLock(file)
    if (lock !== undefined) return lock
    await breakStaleLock(file)
    await pause(signal)
  }
}

async function tryToLock(file: string): Promise<FileLock | undefined> {
  // Loaded here because it changes the process when it is (signal handlers): those who keep no sign-in don't need it.
  const { lock } = await properLockfile()
  try {
    const release = await lock(file, {
      realpath: false,
      update: touchedEveryMs,
      // Its own way of taking over lets two processes in when both find the lock stale at once.
      stale: Number.MAX_SAFE_INTEGER,
      // Somebody has removed the lock. The work goes on: its result is worth more than the lock.
      onCompromised: () => undefined,
    })
    return { release: async () => await release().catch(() => undefined) }
  } catch (error) {
    if (isErrno(error, 'ELOCKED')) return undefined
    throw error
  }
}

/** Under a lock of its own, so that nobody removes the lock that another one took a moment ago. */
async function breakStaleLock(file: string): Promise<void> {
  const directory = `${file}.lock`
  if (!(await isStale(directory))) return
  const { lock } = await properLockfile()
  try {
    const release = await lock(directory, { realpath: false, stale: staleAfterMs })
    try {
      if (await isStale(directory)) await rmdir(directory)
    } finally {
      await release().catch(() => undefined)
    }
  } catch (error) {
    if (!isErrno(error, 'ELOCKED', 'ENOENT')) throw error
  }
}

async function isStale(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).mtimeMs < Date.now() - staleAfterMs
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false
    throw error
  }
}

async function properLockfile(): Promise<typeof import('proper-lockfile')> {
  return (await import('proper-lockfile')).default
}

/** Of no fixed length, so that those who wait don't come back in step. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  await sleep(20 + Math.random() * 60, undefined, { signal }).catch(() => {
    signal?.throwIfAborted()
  })
}
