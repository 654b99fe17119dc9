import type { Connection } from 'devopsql'
import type { Usage } from '../limits/usage.ts'

/** Where names are looked up, and how times are read, in what an identity has open. Undefined: as the connection has it. */
export interface Place {
  readonly database?: string | undefined
  readonly schema?: string | undefined
  readonly timeZone?: string | undefined
  /** The user of a PostgreSQL session, for which SQL is read as PostgreSQL reads it. Undefined: it is no such session. */
  readonly postgresUser?: string | undefined
}

/** Somebody who has proved who it is. */
export interface Identity {
  /** Differs between any two whose permissions may differ. Holds no secret. */
  readonly key: string
  /** For logs. */
  readonly user: string
  readonly usage: Usage
  /** Whether it signs in to Azure DevOps itself, so that a refusal there is one of its own token. */
  readonly bringsToken: boolean
  /** Azure DevOps has refused its sign-in in a query: at the next one it is asked again. */
  readonly doubt?: () => void
  /** A connection with the permissions of this identity and of nobody else. */
  open(place: Place): Promise<Connection>
}
