import { type GenerateKeyPairResult, generateKeyPair } from 'jose'

/** Key pairs of the test identity service and of those it knows. */
export interface SigningKeys {
  readonly provider: GenerateKeyPairResult
  /** Of the outside issuer. */
  readonly outside: GenerateKeyPairResult
  /** Stands in for the outside issuer at the provider. */
  readonly inside: GenerateKeyPairResult
}

let made: Promise<SigningKeys> | undefined

/** The same keys for all of this process, since they take long to make. */
export function signingKeys(): Promise<SigningKeys> {
  made ??= makeKeys()
  return made
}

async function makeKeys(): Promise<SigningKeys> {
  const make = (): Promise<GenerateKeyPairResult> => generateKeyPair('RS256', { extractable: true })
  const [provider, outside, inside] = await Promise.all([make(), make(), make()])
  return { provider, outside, inside }
}
