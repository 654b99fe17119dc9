import { refused } from '../session-error.ts'
import type { Setting } from './setting.ts'
import { findSetting, settingTable } from './setting-table.ts'

/** Values by name in lower letters: those of the session, and over them those of the transaction. */
export interface SettingsSnapshot {
  readonly session: ReadonlyMap<string, string>
  readonly local: ReadonlyMap<string, string>
}

/** The settings of one session. */
export interface SessionSettings {
  /** Throws for a name that is none. */
  get(name: string): string
  /** Undefined for a name that is none. */
  find(name: string): string | undefined
  /** Undefined gives back what the session began with. */
  set(name: string, value: string | undefined, options?: { readonly isLocal?: boolean }): void
  resetAll(): void
  list(): readonly { readonly name: string; readonly value: string; readonly doc: string }[]
  snapshot(): SettingsSnapshot
  restore(snapshot: SettingsSnapshot): void
  /** Forgets what was set for the transaction only. */
  endTransaction(): void
}

/** Settings that begin with what the client and the host say; these are what RESET goes back to. */
export function createSessionSettings(beginning: ReadonlyMap<string, string>): SessionSettings {
  const initial = new Map([...beginning].map(([name, value]) => [name.toLowerCase(), value]))
  const nothing: ReadonlyMap<string, string> = new Map()
  let state: SettingsSnapshot = { session: nothing, local: nothing }

  const find = (name: string): string | undefined => {
    const key = name.toLowerCase()
    return (
      state.local.get(key) ?? state.session.get(key) ?? initial.get(key) ?? findSetting(key)?.value
    )
  }
  return {
    find,
    get: (name) => {
      const value = find(name)
      if (value === undefined) throw unknownSetting(name)
      return value
    },
    set: (name, value, { isLocal = false } = {}) => {
      const key = name.toLowerCase()
      const accepted = value === undefined ? undefined : acceptSetting(name, value)
      if (value === undefined) checkChangeable(name)
      const { session, local } = state
      state = isLocal
        ? { session, local: changed(local, key, accepted ?? beginningOf(key, initial)) }
        : { session: changed(session, key, accepted), local: changed(local, key, undefined) }
    },
    resetAll: () => {
      state = { session: nothing, local: nothing }
    },
    list: () => settingTable.map(({ name, doc }) => ({ name, doc, value: find(name) ?? '' })),
    snapshot: () => state,
    restore: (snapshot) => {
      state = snapshot
    },
    endTransaction: () => {
      state = { session: state.session, local: nothing }
    },
  }
}

/** The value as it is kept. Throws for a setting or a value that is none. */
export function acceptSetting(name: string, value: string): string {
  const setting = checkChangeable(name)
  // Names with a point are the client's own, as in PostgreSQL.
  return setting?.accept === undefined ? value : setting.accept(value)
}

function checkChangeable(name: string): Setting | undefined {
  const setting = findSetting(name)
  if (setting === undefined) {
    if (/^[\p{L}_][\p{L}\d_$]*(?:\.[\p{L}_][\p{L}\d_$]*)+$/u.test(name)) return undefined
    throw unknownSetting(name)
  }
  if (setting.accept === undefined) {
    throw refused('55P02', `parameter "${setting.name}" cannot be changed`)
  }
  return setting
}

function unknownSetting(name: string): Error {
  return refused(
    '42704',
    `unrecognized configuration parameter "${name}"`,
    'SHOW ALL lists those that the server knows.',
  )
}

function beginningOf(key: string, initial: ReadonlyMap<string, string>): string {
  return initial.get(key) ?? findSetting(key)?.value ?? ''
}

function changed(
  values: ReadonlyMap<string, string>,
  key: string,
  value: string | undefined,
): ReadonlyMap<string, string> {
  const copy = new Map(values)
  if (value === undefined) copy.delete(key)
  else copy.set(key, value)
  return copy
}
