import { createHmac, randomBytes } from 'node:crypto'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import type { ConnectionPool } from '../connections/connection-pool.ts'
import type { Limits } from '../limits/limits.ts'
import { createUsage, type Usage } from '../limits/usage.ts'
import { boundedTurns } from './bounded-turns.ts'
import type { Identity } from './identity.ts'
import { openWith, type TokenProvider } from './open-with.ts'
import { isSignInRefusal } from './sign-in-refusal.ts'

const believedMilliseconds = 5 * 60_000
const most = 10_000

export interface PassThroughOptions {
  /** Says the organization; its own sign-in is not used. */
  readonly connectionString: string
  readonly limits: Limits
  readonly memoryLimit: string | undefined
  readonly pool: ConnectionPool
  readonly now?: () => number
}

/** Takes people at the word of Azure DevOps. */
export interface PassThrough {
  /** Undefined where the token is not accepted. */
  identify(token: string): Promise<Identity | undefined>
}

/** A token is asked about once, and again after five minutes or a refusal. Of a token itself nothing is kept but in its connections. */
export function createPassThrough({
  connectionString,
  limits,
  memoryLimit,
  pool,
  now = Date.now,
}: PassThroughOptions): PassThrough {
  const secret = randomBytes(32)
  const believed = new Map<string, { readonly identity: Identity; readonly until: number }>()
  const asking = new Map<string, Promise<Identity | undefined>>()
  const usages = new Map<string, Usage>()
  const inTurn = boundedTurns({ atOnce: 8, waiting: 200 })

  const ask = async (token: string, digest: string): Promise<Identity | undefined> => {
    const doubt = (): void => void believed.delete(digest)
    const stranger: Identity = {
      key: JSON.stringify(['token', digest]),
      user: 'somebody',
      bringsToken: true,
      doubt,
      usage: createUsage({ user: 'somebody', limits: () => limits }),
      open: async (place) =>
        await openWith(connectionString, place, { tokenProvider: providerOf(token), memoryLimit }),
    }
    const lease = await pool.lease(stranger, {})
    try {
      const { id, account, displayName } = await lease.connection.whoAmI()
      const user = account ?? displayName ?? id
      const usage = usages.get(id) ?? createUsage({ user, limits: () => limits })
      usages.set(id, usage)
      const identity = { ...stranger, user, usage }
      if (believed.size >= most) believed.clear()
      believed.set(digest, { identity, until: now() + believedMilliseconds })
      return identity
    } catch (error) {
      doubt()
      lease.discard()
      if (isRefusal(error)) return undefined
      throw error
    } finally {
      lease.release()
    }
  }

  return {
    identify: async (token) => {
      const digest = createHmac('sha256', secret).update(token).digest('base64url')
      const known = believed.get(digest)
      if (known !== undefined && known.until > now()) return known.identity
      const asked =
        asking.get(digest) ??
        inTurn(async () => ask(token, digest)).finally(() => asking.delete(digest))
      asking.set(digest, asked)
      return await asked
    },
  }
}

function isRefusal(error: unknown): boolean {
  return (
    isSignInRefusal(error) ||
    (isDevopsqlError(error) && error.code === 'DEVOPSQL_PERMISSION_DENIED')
  )
}

/** A JSON Web Token is one of Entra; everything else is a personal access token. */
function providerOf(token: string): TokenProvider {
  const isEntra = /^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
  const scheme = isEntra ? 'Bearer' : 'Basic'
  const value = isEntra ? token : Buffer.from(`:${token}`).toString('base64')
  return {
    getToken: async ({ rejected }) => {
      if (rejected !== undefined) {
        throw new DevopsqlError('Azure DevOps does not accept the token', {
          code: 'DEVOPSQL_SIGN_IN_FAILED',
          hint: 'Sign in again with a token that has neither expired nor been revoked.',
        })
      }
      return await Promise.resolve({ scheme, value, expiresAt: undefined })
    },
  }
}
