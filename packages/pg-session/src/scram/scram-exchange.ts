import { timingSafeEqual } from 'node:crypto'
import { fatal } from '../session-error.ts'
import { hmac, type ScramKeys, sha256 } from './scram-verifier.ts'

/** What a server knows when a client begins to prove that it knows the password. */
export interface ScramInput {
  readonly keys: ScramKeys
  /** Unguessable, printable, without a comma. */
  readonly nonce: string
  readonly mechanism: string
  /** The hash of the server's certificate (`tls-server-end-point`), where binding to it was offered. */
  readonly certificateHash: Uint8Array | undefined
}

/** The answers of a server, in the order of the dialogue. */
export interface ScramExchange {
  readonly serverFirst: string
  /** The last answer, or undefined where the proof is wrong. */
  finish(clientFinal: string): string | undefined
}

export const scramMechanism = 'SCRAM-SHA-256'
export const scramPlusMechanism = 'SCRAM-SHA-256-PLUS'

/** The server's side of RFC 5802 with SHA-256 (RFC 7677), from the first message of the client on. */
export function beginScram(clientFirst: string, input: ScramInput): ScramExchange {
  const { header, bare } = splitHeader(clientFirst)
  const binding = bindingOf(header, input)
  const [user, clientNonce] = attributes(bare, ['n', 'r'])
  if (user === undefined || !clientNonce) throw malformed('the first message lacks name or nonce')
  const nonce = `${clientNonce}${input.nonce}`
  const { keys } = input
  const salt = Buffer.from(keys.salt).toString('base64')
  const serverFirst = `r=${nonce},s=${salt},i=${keys.iterations}`
  return {
    serverFirst,
    finish: (clientFinal) => {
      const proofAt = clientFinal.lastIndexOf(',p=')
      if (proofAt === -1) throw malformed('the last message lacks the proof')
      const withoutProof = clientFinal.slice(0, proofAt)
      const [channel, finalNonce] = attributes(withoutProof, ['c', 'r'])
      if (finalNonce !== nonce) throw malformed('the nonce is another than before')
      if (channel !== binding.toString('base64')) {
        throw fatal('28000', 'SCRAM channel binding check failed')
      }
      const proof = Buffer.from(clientFinal.slice(proofAt + 3), 'base64')
      const message = `${bare},${serverFirst},${withoutProof}`
      if (!provesPassword(proof, message, keys)) return undefined
      return `v=${hmac(keys.serverKey, message).toString('base64')}`
    },
  }
}

function provesPassword(proof: Uint8Array, message: string, keys: ScramKeys): boolean {
  const signature = hmac(keys.storedKey, message)
  if (proof.length !== signature.length) return false
  const clientKey = signature.map((byte, index) => byte ^ (proof[index] ?? 0))
  return timingSafeEqual(sha256(clientKey), keys.storedKey)
}

function splitHeader(clientFirst: string): { readonly header: string; readonly bare: string } {
  const [flag = '', authorization = '', ...rest] = clientFirst.split(',')
  if (authorization !== '') {
    throw fatal('0A000', 'client uses authorization identity, but it is not supported')
  }
  return { header: `${flag},,`, bare: rest.join(',') }
}

/** What the client has to repeat in its last message: its header, and what it binds to. */
function bindingOf(header: string, { mechanism, certificateHash }: ScramInput): Buffer {
  const flag = header.slice(0, -2)
  const isPlus = mechanism === scramPlusMechanism
  if (flag === 'n' || flag === 'y') {
    // Who could have bound but thinks that the server can't has been told so by somebody in between.
    if (isPlus || (flag === 'y' && certificateHash !== undefined)) {
      throw fatal('28000', 'SCRAM channel binding negotiation error')
    }
    return Buffer.from(header)
  }
  if (!isPlus || certificateHash === undefined) {
    throw malformed('channel binding was chosen, but not its mechanism')
  }
  if (flag !== 'p=tls-server-end-point') {
    throw fatal('08P01', 'unsupported SCRAM channel-binding type')
  }
  return Buffer.concat([Buffer.from(header), certificateHash])
}

/** The values of `name=value` pairs that have to begin a message in that order. */
function attributes(message: string, names: readonly string[]): readonly (string | undefined)[] {
  const parts = message.split(',')
  return names.map((name, index) => {
    const part = parts[index]
    return part?.startsWith(`${name}=`) === true ? part.slice(2) : undefined
  })
}

function malformed(what: string): Error {
  return fatal('08P01', `malformed SCRAM message: ${what}`)
}
