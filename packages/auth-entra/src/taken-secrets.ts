import { createHash } from 'node:crypto'
import type { OAuthSettings } from '@devopsql/auth'

/** Whether a code or token that was given has been redeemed or taken over before; nothing given is nothing new. */
export function isTaken(kept: OAuthSettings | undefined, secret: string | undefined): boolean {
  return secret === undefined || kept?.taken.includes(digest(secret)) === true
}

const rememberedSecrets = 20

/** The hashes to keep once the secret is taken over. */
export function taking(kept: OAuthSettings | undefined, secret: string): readonly string[] {
  return [...(kept?.taken ?? []), digest(secret)].slice(-rememberedSecrets)
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
