import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)
const iterations = 4096

/** What is kept of a password, in the format of PostgreSQL: it proves the password and doesn't hold it. */
export async function createVerifier(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { storedKey, serverKey } = await keysOf(password, salt, iterations)
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey.toString('base64')}:${serverKey.toString('base64')}`
}

/** Whether a password is the one of a verifier; without a verifier it takes as long, and is not. */
export async function verifyPassword(
  verifier: string | undefined,
  password: string,
): Promise<boolean> {
  const [, count, salt = '', stored = ''] =
    /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(verifier ?? '') ?? []
  const { storedKey } = await keysOf(
    password,
    Buffer.from(salt, 'base64'),
    Number(count ?? iterations),
  )
  const wanted = Buffer.from(stored, 'base64')
  return wanted.length === storedKey.length && timingSafeEqual(wanted, storedKey)
}

async function keysOf(
  password: string,
  salt: Uint8Array,
  count: number,
): Promise<{ readonly storedKey: Buffer; readonly serverKey: Buffer }> {
  const salted = await derive(password.normalize('NFKC'), salt, count, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest()
  return { storedKey, serverKey: createHmac('sha256', salted).update('Server Key').digest() }
}
