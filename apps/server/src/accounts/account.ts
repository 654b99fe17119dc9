import { type Static, Type } from 'typebox'
import { limitsSchema } from '../limits/limits.ts'

export const accountSchema = Type.Object(
  {
    name: Type.String({
      pattern: '^[^\\s:,=\\u0000-\\u001f][^:\\u0000-\\u001f]{0,62}$',
      description: 'What the user signs in as.',
    }),
    verifier: Type.String({
      pattern: '^SCRAM-SHA-256\\$[1-9]\\d*:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$',
      description: 'The hashed password, as PostgreSQL keeps it.',
    }),
    connection: Type.Optional(
      Type.String({ description: 'Name of the connection that the queries run with.' }),
    ),
    limits: Type.Optional(limitsSchema),
    expires: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?Z)?$',
        description: 'First moment at which the account is no longer good, in UTC.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const accountsSchema = Type.Object(
  { accounts: Type.Array(accountSchema) },
  { additionalProperties: false, title: 'accounts of a devopsql server' },
)

/** Who may sign in to the server. The password can't be got from it. */
export type Account = Static<typeof accountSchema>

export function isExpired({ expires }: Account, now: number): boolean {
  return expires !== undefined && Date.parse(expires) <= now
}
