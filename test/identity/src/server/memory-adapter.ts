import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Where the provider keeps codes, tokens, sessions and grants; tests may take some away. */
export interface ProviderMemory {
  readonly adapter: new (model: string) => Adapter
  /** Lets all entries of a model have ended a minute ago. */
  expire(model: 'AuthorizationCode' | 'RefreshToken' | 'DeviceCode'): void
  /** Forgets all refresh tokens and grants, as if an administrator had revoked the sessions. */
  revoke(): void
}

export function createProviderMemory(): ProviderMemory {
  const entries = new Map<string, AdapterPayload>()
  const seconds = (): number => Math.floor(Date.now() / 1_000)
  const findBy = (model: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload[] =>
    [...entries]
      .filter(([key, entry]) => key.startsWith(`${model}:`) && fits(entry))
      .map(([, e]) => e)

  class MemoryAdapter implements Adapter {
    private readonly model: string
    constructor(model: string) {
      this.model = model
    }
    async upsert(id: string, payload: AdapterPayload): Promise<void> {
      await Promise.resolve(entries.set(`${this.model}:${id}`, payload))
    }
    async find(id: string): Promise<AdapterPayload | undefined> {
      return await Promise.resolve(entries.get(`${this.model}:${id}`))
    }
    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return await Promise.resolve(findBy(this.model, (entry) => entry.uid === uid).at(0))
    }
    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return await Promise.resolve(findBy(this.model, (entry) => entry.userCode === userCode).at(0))
    }
    async destroy(id: string): Promise<void> {
      await Promise.resolve(entries.delete(`${this.model}:${id}`))
    }
    async consume(id: string): Promise<void> {
      const entry = await this.find(id)
      if (entry !== undefined) entry.consumed = seconds()
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, entry] of entries) if (entry.grantId === grantId) entries.delete(key)
      await Promise.resolve()
    }
  }

  return {
    adapter: MemoryAdapter,
    expire: (model) => {
      for (const entry of findBy(model, () => true)) entry.exp = seconds() - 60
    },
    revoke: () => {
      for (const key of entries.keys()) if (/^(RefreshToken|Grant):/.test(key)) entries.delete(key)
    },
  }
}
