import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { DevopsqlError } from '@devopsql/errors'
import { saslPrep } from './sasl-prep.ts'

/** What a server keeps instead of a password. */
export interface ScramKeys {
  readonly iterations: number
  readonly salt: Uint8Array
  readonly storedKey: Uint8Array
  readonly serverKey: Uint8Array
}

const derive = promisify(pbkdf2)
const keyBytes = 32
const defaultIterations = 4096
const saltBytes = 16
const mostIterations = 10_000_000
const verifierForm =
  /^SCRAM-SHA-256\$(?<iterations>\d+):(?<salt>[\w+/=]+)\$(?<storedKey>[\w+/=]+):(?<serverKey>[\w+/=]+)$/

/** A verifier of a password in the form that PostgreSQL stores, with a salt of its own. */
export async function createScramVerifier(
  password: string,
  {
    iterations = defaultIterations,
    salt = randomBytes(saltBytes),
  }: { readonly iterations?: number; readonly salt?: Uint8Array } = {},
): Promise<string> {
  const { storedKey, serverKey } = await deriveKeys(password, { iterations, salt })
  const [saltText, storedText, serverText] = [salt, storedKey, serverKey].map(toBase64)
  return `SCRAM-SHA-256$${iterations}:${saltText}$${storedText}:${serverText}`
}

/** Whether a password is the one of a verifier. Takes the same time for each password. */
export async function verifyScramPassword(password: string, verifier: string): Promise<boolean> {
  const keys = parseScramVerifier(verifier)
  const { storedKey } = await deriveKeys(password, keys)
  return timingSafeEqual(storedKey, keys.storedKey)
}

/** The parts of a verifier. The error doesn't show the text: it is as good as a secret. */
export function parseScramVerifier(verifier: string): ScramKeys {
  const parts = verifierForm.exec(verifier)?.groups
  const iterations = Number(parts?.['iterations'])
  const storedKey = Buffer.from(parts?.['storedKey'] ?? '', 'base64')
  const serverKey = Buffer.from(parts?.['serverKey'] ?? '', 'base64')
  const isWhole = storedKey.length === keyBytes && serverKey.length === keyBytes
  if (!isWhole || !(iterations > 0 && iterations <= mostIterations)) {
    throw new DevopsqlError('the verifier of a password does not have its form', {
      code: 'DEVOPSQL_USAGE',
      hint: 'It is SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>, as createScramVerifier() gives it.',
    })
  }
  return { iterations, salt: Buffer.from(parts?.['salt'] ?? '', 'base64'), storedKey, serverKey }
}

async function deriveKeys(
  password: string,
  { iterations, salt }: Pick<ScramKeys, 'iterations' | 'salt'>,
): Promise<Pick<ScramKeys, 'storedKey' | 'serverKey'>> {
  const salted = await derive(saslPrep(password), salt, iterations, keyBytes, 'sha256')
  return { storedKey: sha256(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') }
}

/** HMAC with SHA-256. */
export function hmac(key: Uint8Array, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest()
}

/** SHA-256. */
export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
