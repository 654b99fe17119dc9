export { type AuthenticationRequest, writeAuthentication } from './backend/write-authentication.ts'
export {
  type PlainMessage,
  writeCommandComplete,
  writePlainMessage,
} from './backend/write-completion.ts'
export {
  characterPosition,
  type Report,
  writeErrorResponse,
  writeNoticeResponse,
} from './backend/write-report.ts'
export {
  type ColumnDescription,
  type DataColumn,
  valueWriter,
  type WriteValue,
  writeCopyData,
  writeCopyOutResponse,
  writeDataRow,
  writeParameterDescription,
  writeRowDescription,
  writeTuple,
} from './backend/write-rows.ts'
export {
  type TransactionStatus,
  writeBackendKeyData,
  writeEncryptionAnswer,
  writeNegotiateProtocolVersion,
  writeNotificationResponse,
  writeParameterStatus,
  writeReadyForQuery,
} from './backend/write-session-state.ts'
export { ByteReader } from './bytes/byte-reader.ts'
export { ByteWriter } from './bytes/byte-writer.ts'
export type { Codec, WireValue } from './codecs/codec.ts'
export { isoIntervalCodec } from './codecs/iso-interval.ts'
export type {
  AuthenticationResponse,
  BoundParameter,
  Format,
  FrontendMessage,
  SessionMessage,
  StartupPacket,
} from './frontend/frontend-message.ts'
export { type Expected, FrontendParser, type ParserLimits } from './frontend/frontend-parser.ts'
export { type NegotiatedProtocol, negotiateProtocol } from './frontend/negotiate-protocol.ts'
export type { AuthenticationStep } from './frontend/parse-authentication-response.ts'
export { decodeValue } from './types/decode-value.ts'
export type { PostgresType } from './types/postgres-type.ts'
export { lengthModifier, numericModifier } from './types/type-modifier.ts'
export {
  postgresTypes,
  type ScalarName,
  scalar,
  typeOfName,
  typeOfOid,
} from './types/type-table.ts'
