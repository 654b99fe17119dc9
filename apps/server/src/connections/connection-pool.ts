import type { Connection } from 'devopsql'
import type { Identity, Place } from '../identity/identity.ts'

/** A connection for as long as it is held. */
interface Lease {
  readonly connection: Connection
  release(): void
  /** Gives it back, and to nobody else again. */
  discard(): void
}

/** What is open, by identity and place: nothing of one identity is ever handed to another. */
export interface ConnectionPool {
  lease(identity: Identity, place: Place): Promise<Lease>
  close(): Promise<void>
}

export interface PoolOptions {
  readonly idleMilliseconds: number
  /** Connections that are kept though nobody holds them. Default 50. */
  readonly mostIdle?: number
}

interface Entry {
  readonly opening: Promise<Connection>
  holders: number
  timer: NodeJS.Timeout | undefined
}

/** Connections can be used by many at once, so that all who are at one place share one. */
export function createConnectionPool({
  idleMilliseconds,
  mostIdle = 50,
}: PoolOptions): ConnectionPool {
  const entries = new Map<string, Entry>()

  const drop = async (key: string, entry: Entry): Promise<void> => {
    if (entries.get(key) === entry) entries.delete(key)
    clearTimeout(entry.timer)
    await entry.opening.then(
      (connection) => connection.close(),
      () => undefined,
    )
  }
  /** Entries stand in the order in which they were last held. */
  const trim = (): void => {
    const idle = [...entries].filter(([, { holders }]) => holders === 0)
    for (const [key, entry] of idle.slice(0, Math.max(0, idle.length - mostIdle))) {
      void drop(key, entry)
    }
  }
  const idle = (key: string, entry: Entry): void => {
    entries.delete(key)
    entries.set(key, entry)
    entry.timer = setTimeout(() => void drop(key, entry), idleMilliseconds)
    entry.timer.unref()
    trim()
  }

  return {
    lease: async (identity, place) => {
      const { database, schema, timeZone, postgresUser } = place
      const key = JSON.stringify([identity.key, database, schema, timeZone, postgresUser])
      const entry = entries.get(key) ?? {
        opening: identity.open(place),
        holders: 0,
        timer: undefined,
      }
      entries.set(key, entry)
      entry.holders += 1
      clearTimeout(entry.timer)
      let isHeld = true
      const release = (): void => {
        if (!isHeld) return
        isHeld = false
        entry.holders -= 1
        if (entry.holders > 0) return
        if (entries.get(key) === entry) idle(key, entry)
        else void drop(key, entry)
      }
      const discard = (): void => {
        if (entries.get(key) === entry) entries.delete(key)
        if (!isHeld) return
        isHeld = false
        entry.holders -= 1
        if (entry.holders === 0) void drop(key, entry)
      }
      try {
        return { connection: await entry.opening, release, discard }
      } catch (error) {
        discard()
        throw error
      }
    },
    close: async () => {
      await Promise.all([...entries].map(async ([key, entry]) => drop(key, entry)))
    },
  }
}
