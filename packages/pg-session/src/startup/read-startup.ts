import { type StartupPacket, writeEncryptionAnswer } from '@devopsql/pgwire'
import type { CancelRegistry } from '../session/cancel-registry.ts'
import type { Inbox } from '../session/inbox.ts'
import type { Outbox } from '../session/outbox.ts'
import { fatal } from '../session-error.ts'
import type { TlsFacts, Transport } from '../transport.ts'

export interface StartupWire {
  readonly inbox: Inbox
  readonly outbox: Outbox
  readonly transport: Transport
}

export interface Startup {
  readonly packet: Extract<StartupPacket, { kind: 'startup' }>
  /** Undefined: not encrypted. */
  readonly tls: TlsFacts | undefined
}

/**
 * Reads what comes before a session: requests for encryption, then the startup packet. Undefined where the client
 * wanted to cancel something, or left.
 */
export async function readStartup(
  { inbox, outbox, transport }: StartupWire,
  cancels: CancelRegistry,
): Promise<Startup | undefined> {
  const asked = new Set<string>()
  let tls: TlsFacts | undefined
  for (;;) {
    const packet = await inbox.next('startup')
    if (packet === undefined) return undefined
    tls ??= transport.tls
    if (packet.kind === 'startup') return { packet, tls }
    if (packet.kind === 'cancel-request') {
      cancels.cancel(packet)
      return undefined
    }
    if (asked.has(packet.kind)) throw fatal('08P01', 'encryption was asked for twice')
    asked.add(packet.kind)
    const startTls =
      packet.kind === 'ssl-request' && tls === undefined ? transport.startTls : undefined
    writeEncryptionAnswer(outbox.writer, startTls === undefined ? 'unencrypted' : 'tls')
    // Whoever listens in between could have put it there, to have it taken for the client's own.
    if (inbox.hasBytes) throw fatal('08P01', 'received unencrypted data after SSL request')
    await outbox.flush()
    if (startTls !== undefined) tls = await startTls()
  }
}
