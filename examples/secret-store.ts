import { Buffer } from 'node:buffer'
import { type AccessToken, type TokenProvider, tokenManager } from '@devopsql/auth'
import { connect } from 'devopsql'

/** Where a secret store such as HashiCorp Vault leases personal access tokens. */
export interface SecretStore {
  /** `https://vault.contoso.example:8200` */
  readonly address: string
  /** What this program signs in to the store with. */
  readonly token: string
  /** `azure-devops/creds/reader` */
  readonly path: string
}

interface Lease {
  readonly id: string
  readonly isRenewable: boolean
  readonly token: AccessToken
}

/** What the store answers: `data` when a secret is read, none when a lease is renewed. */
interface Answer {
  readonly lease_id: string
  readonly lease_duration: number
  readonly renewable: boolean
  readonly data?: { readonly token: string } | null
}

/**
 * Leases a token. When asked again the lease is renewed; when it can't be, or Azure DevOps has refused the token, another one
 * is leased. In a `tokenManager` it is asked shortly before the lease ends, and not for each request.
 */
export function leasedTokens(store: SecretStore): TokenProvider {
  let lease: Lease | undefined
  return {
    getToken: async ({ signal, rejected }) => {
      signal?.throwIfAborted()
      const isRefused = lease?.token.value === rejected?.value
      const renewed =
        lease === undefined || isRefused ? undefined : await renew(store, lease, signal)
      lease = renewed ?? (await read(store, signal))
      if (lease.token.value !== rejected?.value) return lease.token
      throw new Error('the secret store still leases the token that Azure DevOps has refused')
    },
  }
}

export async function projectNames(
  connectionString: string,
  store: SecretStore,
): Promise<unknown[]> {
  const tokenProvider = tokenManager(leasedTokens(store))
  await using db = await connect(connectionString, { tokenProvider })
  const result = await db.query('SELECT Name FROM Projects ORDER BY Name')
  return (await result.toArray()).map((row) => row['Name'])
}

async function read(store: SecretStore, signal: AbortSignal | undefined): Promise<Lease> {
  const response = await ask(store, store.path, { signal })
  // Neither the answer nor the request may get into the message: both hold secrets.
  if (!response.ok)
    throw new Error(`the secret store answered ${response.status} for ${store.path}`)
  const answer = (await response.json()) as Answer
  const pat = answer.data?.token
  if (pat === undefined) throw new Error(`the secret store has no token at ${store.path}`)
  const value = Buffer.from(`:${pat}`).toString('base64')
  return leaseOf(answer, { scheme: 'Basic', value, expiresAt: undefined })
}

/** Undefined when the store doesn't renew: the lease has ended, was revoked or has reached its greatest age. */
async function renew(
  store: SecretStore,
  lease: Lease,
  signal: AbortSignal | undefined,
): Promise<Lease | undefined> {
  if (!lease.isRenewable) return undefined
  const body = JSON.stringify({ lease_id: lease.id })
  const response = await ask(store, 'sys/leases/renew', { signal, method: 'PUT', body })
  return response.ok ? leaseOf((await response.json()) as Answer, lease.token) : undefined
}

function leaseOf(answer: Answer, token: AccessToken): Lease {
  const expiresAt = new Date(Date.now() + answer.lease_duration * 1000)
  return {
    id: answer.lease_id,
    isRenewable: answer.renewable,
    token: { ...token, expiresAt, source: 'secret store' },
  }
}

async function ask(
  { address, token }: SecretStore,
  path: string,
  { signal, ...request }: { signal: AbortSignal | undefined; method?: string; body?: string },
): Promise<Response> {
  return await fetch(`${address}/v1/${path}`, {
    ...request,
    headers: { 'x-vault-token': token },
    ...(signal !== undefined && { signal }),
  })
}
