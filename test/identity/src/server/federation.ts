import { randomUUID } from 'node:crypto'
import { exportJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import { applications, contoso } from './directory.ts'
import { signingKeys } from './signing-keys.ts'

/** What the provider calls itself. */
export const providerIssuer: string = `https://login.microsoftonline.com/${contoso.id}/v2.0`

const issuer = 'https://token.actions.example'
const subject = 'repo:contoso/shop:ref:refs/heads/main'
const audience = 'api://AzureADTokenExchange'

/** An outside issuer of identity tokens, and what Entra does with such a token as client assertion. */
export interface Federation {
  /** A token of the outside issuer, as a build agent would find it in a file. */
  token(options?: { readonly subject?: string; readonly audience?: string }): Promise<string>
  /** Stands for the federated application at the provider, which knows no outside issuers. */
  readonly innerKey: JWK
  /** An assertion that the provider takes for a good token of the outside issuer; undefined for any other. */
  assertionFor(token: string): Promise<string | undefined>
}

export async function createFederation(): Promise<Federation> {
  const { outside, inside } = await signingKeys()
  return {
    token: async (options = {}) =>
      await new SignJWT({})
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(issuer)
        .setSubject(options.subject ?? subject)
        .setAudience(options.audience ?? audience)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(outside.privateKey),
    innerKey: await exportJWK(inside.publicKey),
    assertionFor: async (token) => {
      try {
        await jwtVerify(token, outside.publicKey, { issuer, subject, audience })
      } catch {
        return undefined
      }
      return await new SignJWT({})
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(applications.federated)
        .setSubject(applications.federated)
        .setAudience(providerIssuer)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(inside.privateKey)
    },
  }
}
