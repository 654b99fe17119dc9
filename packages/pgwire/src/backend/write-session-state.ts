import type { ByteWriter } from '../bytes/byte-writer.ts'
import type { NegotiatedProtocol } from '../frontend/negotiate-protocol.ts'

/** `idle`, in a transaction, or in one that has failed and takes only its end. */
export type TransactionStatus = 'idle' | 'transaction' | 'failed'

const code = {
  parameterStatus: 0x53,
  backendKeyData: 0x4b,
  negotiateProtocolVersion: 0x76,
  readyForQuery: 0x5a,
  notificationResponse: 0x41,
}
const statusCodes: Readonly<Record<TransactionStatus, number>> = {
  idle: 0x49,
  transaction: 0x54,
  failed: 0x45,
}

/** The answer to SSLRequest and GSSENCRequest: one byte that is no message. */
export function writeEncryptionAnswer(
  writer: ByteWriter,
  answer: 'tls' | 'gss' | 'unencrypted',
): void {
  writer.uint8({ tls: 0x53, gss: 0x47, unencrypted: 0x4e }[answer])
}

/** Tells the client a setting that it goes by: at the beginning of a session, and after each change. */
export function writeParameterStatus(writer: ByteWriter, name: string, value: string): void {
  const mark = writer.beginMessage(code.parameterStatus)
  writer.cString(name)
  writer.cString(value)
  writer.endMessage(mark)
}

/** What a client needs to cancel. The key has 4 bytes in protocol 3.0, and 4 to 256 in 3.2. */
export function writeBackendKeyData(
  writer: ByteWriter,
  key: { readonly processId: number; readonly secretKey: Uint8Array },
): void {
  const mark = writer.beginMessage(code.backendKeyData)
  writer.int32(key.processId)
  writer.bytes(key.secretKey)
  writer.endMessage(mark)
}

/** Answers a startup packet that asks for more than the server knows, before authentication begins. */
export function writeNegotiateProtocolVersion(
  writer: ByteWriter,
  negotiated: NegotiatedProtocol,
): void {
  const mark = writer.beginMessage(code.negotiateProtocolVersion)
  // The documentation says the minor version, but PostgreSQL sends, and libpq expects, the major one with it.
  writer.int32(0x3_0000 | negotiated.minorVersion)
  writer.int32(negotiated.unknownOptions.length)
  for (const option of negotiated.unknownOptions) writer.cString(option)
  writer.endMessage(mark)
}

/** Ends the answer to a simple query or to Sync. */
export function writeReadyForQuery(writer: ByteWriter, status: TransactionStatus): void {
  const mark = writer.beginMessage(code.readyForQuery)
  writer.uint8(statusCodes[status])
  writer.endMessage(mark)
}

/** Tells of a NOTIFY by the session of that process. */
export function writeNotificationResponse(
  writer: ByteWriter,
  notification: {
    readonly processId: number
    readonly channel: string
    readonly payload: string
  },
): void {
  const mark = writer.beginMessage(code.notificationResponse)
  writer.int32(notification.processId)
  writer.cString(notification.channel)
  writer.cString(notification.payload)
  writer.endMessage(mark)
}
