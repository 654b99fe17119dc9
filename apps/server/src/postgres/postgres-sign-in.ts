import type { Account, Authentication, SessionRequest } from '@devopsql/pg-session'
import type { Host } from '../host.ts'
import type { Identity } from '../identity/identity.ts'

/** How PostgreSQL clients prove who they are: accounts by SCRAM, others with a token of their own as the password. */
export function createPostgresSignIn(
  host: Host,
): (request: SessionRequest) => Promise<Authentication> {
  const accountOf = (identity: () => Identity): Account => ({
    connect: async ({ user, catalog, schema }) =>
      await host.lease(identity(), {
        protocol: 'postgres',
        database: catalog,
        schema,
        postgresUser: user,
      }),
  })
  return async ({ user }) => {
    const signIn = await host.gate.signInOf(user)
    switch (signIn.kind) {
      case 'trust':
        return { kind: 'trust', account: accountOf(() => signIn.identity) }
      case 'scram': {
        const { account } = signIn
        return {
          kind: 'scram',
          verifier: account?.verifier,
          account: account === undefined ? nobody : accountOf(account.identity),
        }
      }
      case 'token':
        return {
          kind: 'password',
          check: async (password) => {
            const identity = await host.gate.byToken(password)
            return identity && accountOf(() => identity)
          },
        }
    }
  }
}

const nobody: Account = {
  connect: async () => await Promise.reject(new Error('nobody has no connection')),
}
