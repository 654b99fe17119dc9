import { randomUUID } from 'node:crypto'
import { createScramVerifier, verifyScramPassword } from '@devopsql/pg-session'

const nobodys = createScramVerifier(randomUUID())

/** Whether a password is the one of a verifier; without a verifier it takes as long, and is not. */
export async function verifyPassword(
  verifier: string | undefined,
  password: string,
): Promise<boolean> {
  const isRight = await verifyScramPassword(password, verifier ?? (await nobodys))
  return isRight && verifier !== undefined
}
