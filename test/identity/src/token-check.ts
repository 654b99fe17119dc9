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
  /** Lets so many more requests pass, then refuses every token that was used until then: once. */
  endAfter(count: number): void
  /** Asks for a token that was issued for these claims; undefined: takes every good one. */
  challenge(claims: Readonly<Record<string, unknown>> | undefined): void
  /** Asks every token for these claims, those that were issued for them too. */
  challengeForEver(claims: Readonly<Record<string, unknown>>): void
}

export function createTokenCheck(keys: JSONWebKeySet): TokenCheck {
  const keySet = createLocalJWKSet(keys)
  const known = new Set<string>()
  const used: JWTPayload[] = []
  const refused = new Set<string>()
  let left = Number.POSITIVE_INFINITY
  let challenged: Readonly<Record<string, unknown>> | undefined
  let isEndless = false

  const refuseUsed = (): void => {
    for (const token of known) refused.add(token)
  }
  const verdictOf = (token: string, payload: JWTPayload): TokenVerdict => {
    if (left <= 0) {
      refuseUsed()
      left = Number.POSITIVE_INFINITY
    }
    if (payload['tid'] !== contoso.id || refused.has(token)) return 'refused'
    const isAnswered = !isEndless && payload['answered'] === JSON.stringify(challenged)
    if (challenged !== undefined && !isAnswered)
      return { claims: JSON.stringify({ access_token: challenged }) }
    left -= 1
    if (!known.has(token)) used.push(payload)
    known.add(token)
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
    refuseUsed,
    endAfter: (count) => {
      left = count
    },
    challenge: (claims) => {
      challenged = claims
    },
    challengeForEver: (claims) => {
      challenged = claims
      isEndless = true
    },
  }
}
