import { randomBytes } from 'node:crypto'
import { writeAuthentication } from '@devopsql/pgwire'
import type { Account, Authentication, Refusal } from '../host/session-host.ts'
import { beginScram, scramMechanism, scramPlusMechanism } from '../scram/scram-exchange.ts'
import { hmac, parseScramVerifier, type ScramKeys } from '../scram/scram-verifier.ts'
import { fatal } from '../session-error.ts'
import type { Startup, StartupWire } from './read-startup.ts'

export interface Client extends Pick<Startup, 'tls'> {
  readonly user: string
  readonly signal: AbortSignal
}

/** Has the client prove who it is. Undefined where it leaves instead. */
export async function authenticate(
  wire: StartupWire,
  how: Authentication | Refusal,
  client: Client,
): Promise<Account | undefined> {
  switch (how.kind) {
    case 'refused':
      throw fatal(how.sqlstate, how.message, how.hint)
    case 'trust':
      return how.account
    case 'scram':
      return await proveByScram(wire, how, client)
    case 'password':
      return await proveByPassword(wire, how, client)
  }
}

async function proveByPassword(
  { inbox, outbox, transport }: StartupWire,
  how: Extract<Authentication, { kind: 'password' }>,
  { user, tls, signal }: Client,
): Promise<Account | undefined> {
  if (tls === undefined && !transport.isLoopback) {
    throw fatal(
      '28000',
      'a password in clear needs an encrypted connection',
      'Connect with TLS: sslmode=require.',
    )
  }
  writeAuthentication(outbox.writer, { kind: 'cleartext-password' })
  await outbox.flush()
  const message = await inbox.next('password')
  if (message === undefined) return undefined
  const password = message.kind === 'password' ? message.password : ''
  if (password === '') throw wrongPassword(user)
  const account = await how.check(password, { signal })
  if (account === undefined) throw wrongPassword(user)
  return account
}

async function proveByScram(
  { inbox, outbox }: StartupWire,
  how: Extract<Authentication, { kind: 'scram' }>,
  { user, tls }: Client,
): Promise<Account | undefined> {
  const keys = how.verifier === undefined ? keysOfNobody(user) : parseScramVerifier(how.verifier)
  const certificateHash = tls?.certificateHash
  const mechanisms =
    certificateHash === undefined ? [scramMechanism] : [scramPlusMechanism, scramMechanism]
  writeAuthentication(outbox.writer, { kind: 'sasl', mechanisms })
  await outbox.flush()
  const first = await inbox.next('sasl-initial-response')
  if (first?.kind !== 'sasl-initial-response') return undefined
  const { mechanism } = first
  if (!mechanisms.includes(mechanism)) {
    throw fatal('08P01', 'client selected an invalid SASL authentication mechanism')
  }
  const nonce = randomBytes(18).toString('base64')
  const exchange = beginScram(textOf(first.response ?? new Uint8Array(0)), {
    keys,
    nonce,
    mechanism,
    certificateHash,
  })
  writeAuthentication(outbox.writer, { kind: 'sasl-continue', data: bytesOf(exchange.serverFirst) })
  await outbox.flush()
  const last = await inbox.next('sasl-response')
  if (last?.kind !== 'sasl-response') return undefined
  const serverFinal = exchange.finish(textOf(last.response))
  if (serverFinal === undefined || how.verifier === undefined) throw wrongPassword(user)
  writeAuthentication(outbox.writer, { kind: 'sasl-final', data: bytesOf(serverFinal) })
  return how.account
}

const secretOfProcess = randomBytes(32)

/** For a user that doesn't exist: the same salt each time, as a user that exists has one. */
function keysOfNobody(user: string): ScramKeys {
  return {
    iterations: 4096,
    salt: hmac(secretOfProcess, user).subarray(0, 16),
    storedKey: randomBytes(32),
    serverKey: randomBytes(32),
  }
}

function wrongPassword(user: string): Error {
  return fatal('28P01', `password authentication failed for user "${user}"`)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
