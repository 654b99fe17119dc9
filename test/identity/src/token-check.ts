import type { AcceptToken, TokenVerdict } from '@devopsql/emulator'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { azureDevOps, contoso } from './server/directory.ts'
import { providerIssuer } from './server/federation.ts'

/** What the organization thinks of tokens: only those that the test identity service issued for it are good. */
export interface TokenCheck {
  readonly accepts: AcceptToken
  /** Distinct good tokens, in the order of their first use. */
  readonly used: readonly JWTPayload[]
  /** Refuses every token that was used so far. */
  refuseUsed(): void
  /** Refuses each token after so many requests; undefined: no limit. */
  limitRequests(count: number | undefined): void
  /** Asks for a token that was issued for these claims; undefined: takes every good one. */
  challenge(claims: Readonly<Record<string, unknown>> | undefined): void
}

export function createTokenCheck(keys: JSONWebKeySet): TokenCheck {
  const keySet = createLocalJWKSet(keys)
  const requests = new Map<string, number>()
  const used: JWTPayload[] = []
  const refused = new Set<string>()
  let limit = Number.POSITIVE_INFINITY
  let challenged: Readonly<Record<string, unknown>> | undefined

  const verdictOf = (token: string, payload: JWTPayload): TokenVerdict => {
    if (payload['tid'] !== contoso.id || refused.has(token)) return 'refused'
    if (challenged !== undefined && payload['answered'] !== JSON.stringify(challenged))
      return { claims: JSON.stringify({ access_token: challenged }) }
    const count = (requests.get(token) ?? 0) + 1
    if (count > limit) return 'refused'
    requests.set(token, count)
    if (count === 1) used.push(payload)
    return 'accepted'
  }
  return {
    accepts: async (authorization) => {
      const token = /^Bearer (.+)$/.exec(authorization)?.[1]
      if (token === undefined) return 'refused'
      try {
        const options = { issuer: providerIssuer, audience: azureDevOps }
        const { payload } = await jwtVerify(token, keySet, options)
        return verdictOf(token, payload)
      } catch {
        return 'refused'
      }
    },
    used,
    refuseUsed: () => {
      for (const token of requests.keys()) refused.add(token)
    },
    limitRequests: (count) => {
      limit = count ?? Number.POSITIVE_INFINITY
    },
    challenge: (claims) => {
      challenged = claims
    },
  }
}
