import { DevopsqlError } from '@devopsql/errors'
import type { Account } from '../accounts/account.ts'
import type { Limits } from '../limits/limits.ts'
import { createUsage, type Usage } from '../limits/usage.ts'
import type { Identity } from './identity.ts'
import { openWith } from './open-with.ts'

export interface AccountIdentitiesOptions {
  readonly connections: ReadonlyMap<string, string>
  readonly limits: Limits
  readonly memoryLimit: string | undefined
}

/** Gives accounts their identity. What an account has taken stays counted when its entry in the file changes. */
export function createAccountIdentities({
  connections,
  limits,
  memoryLimit,
}: AccountIdentitiesOptions): (account: Account) => Identity {
  const known = new Map<string, { readonly usage: Usage; limits: Limits }>()
  return ({ name, connection = '', limits: own }) => {
    const connectionString = connections.get(connection)
    if (connectionString === undefined) throw noConnection(name, connection)
    const current = { ...limits, ...own }
    const entry = known.get(name) ?? {
      usage: createUsage({ user: name, limits: () => known.get(name)?.limits ?? current }),
      limits: current,
    }
    entry.limits = current
    known.set(name, entry)
    return {
      key: JSON.stringify(['account', name, connection]),
      user: name,
      bringsToken: false,
      usage: entry.usage,
      open: async (place) => await openWith(connectionString, place, { memoryLimit }),
    }
  }
}

function noConnection(name: string, connection: string): DevopsqlError {
  return new DevopsqlError(
    `the account ${name} is for the connection ${connection}, which the server has not`,
    {
      code: 'DEVOPSQL_USAGE',
      hint: 'Whoever runs the server names connections in its configuration.',
    },
  )
}
