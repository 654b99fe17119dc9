import type { SessionEvent } from '@devopsql/pg-session'
import type { Log } from '../telemetry/log.ts'

/** Tells the log of sessions: who, from when to when, and what nobody foresaw. */
export function logSessions(log: Log): (event: SessionEvent) => void {
  return (event) => {
    switch (event.kind) {
      case 'began':
        log.debug({ user: event.user, database: event.database }, 'a PostgreSQL session begins')
        break
      case 'refused': {
        const { address, sqlstate } = event
        log.warn({ address, sqlstate }, 'a PostgreSQL client is refused')
        break
      }
      case 'unforeseen':
        log.error({ err: event.error }, 'a PostgreSQL session met an error that nobody foresaw')
        break
      case 'ended':
        log.debug({ reason: event.reason }, 'a PostgreSQL session has ended')
        break
    }
  }
}
