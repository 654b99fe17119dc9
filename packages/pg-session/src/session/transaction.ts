import type { TransactionStatus } from '@devopsql/pgwire'
import { refused } from '../session-error.ts'
import type { SessionSettings, SettingsSnapshot } from '../settings/session-settings.ts'

interface Savepoint {
  readonly name: string
  readonly settings: SettingsSnapshot
}

/** The transaction of a session: all that it undoes is settings, since nothing else changes in one. */
export interface Transaction {
  readonly status: TransactionStatus
  /** Before each statement: what the statement sets is undone if it fails. */
  enter(): void
  /** After a simple query and at Sync: outside of a block that is the end of the transaction. */
  leave(): void
  /** False where one has begun already. */
  begin(): boolean
  /** What has become of it; undefined where there was none. */
  commit(): 'COMMIT' | 'ROLLBACK' | undefined
  /** False where there was none. */
  rollback(): boolean
  fail(): void
  savepoint(name: string): void
  release(name: string): void
  rollbackTo(name: string): void
}

export function createTransaction(settings: SessionSettings): Transaction {
  let status: TransactionStatus = 'idle'
  let beginning: SettingsSnapshot | undefined
  let savepoints: Savepoint[] = []

  const end = (): void => {
    status = 'idle'
    savepoints = []
    beginning = undefined
    settings.endTransaction()
  }
  const undo = (): void => {
    if (beginning !== undefined) settings.restore(beginning)
    end()
  }
  const indexOf = (name: string): number => {
    if (status === 'idle') {
      throw refused('25P01', 'savepoints can only be used in transaction blocks')
    }
    const index = savepoints.findLastIndex((savepoint) => savepoint.name === name)
    if (index === -1) throw refused('3B001', `savepoint "${name}" does not exist`)
    return index
  }
  return {
    get status() {
      return status
    },
    enter: () => {
      beginning ??= settings.snapshot()
    },
    leave: () => {
      if (status === 'idle') end()
    },
    begin: () => {
      if (status !== 'idle') return false
      beginning ??= settings.snapshot()
      status = 'transaction'
      return true
    },
    commit: () => {
      const was = status
      if (was === 'failed') undo()
      else end()
      if (was === 'idle') return undefined
      return was === 'failed' ? 'ROLLBACK' : 'COMMIT'
    },
    rollback: () => {
      const was = status
      undo()
      return was !== 'idle'
    },
    fail: () => {
      if (status === 'idle') undo()
      else status = 'failed'
    },
    savepoint: (name) => {
      if (status === 'idle') {
        throw refused('25P01', 'SAVEPOINT can only be used in transaction blocks')
      }
      savepoints.push({ name, settings: settings.snapshot() })
    },
    release: (name) => {
      savepoints = savepoints.slice(0, indexOf(name))
    },
    rollbackTo: (name) => {
      const index = indexOf(name)
      const savepoint = savepoints[index]
      if (savepoint !== undefined) settings.restore(savepoint.settings)
      savepoints = savepoints.slice(0, index + 1)
      status = 'transaction'
    },
  }
}
