export { type CloseReason, createPgSession, type PgSession } from './create-pg-session.ts'
export { sessionConnectOptions } from './host/session-connect-options.ts'
export type { LeasedConnection, SessionConnection } from './host/session-connection.ts'
export type {
  Account,
  Authentication,
  ConnectionPlace,
  Refusal,
  SessionEvent,
  SessionHost,
  SessionRequest,
} from './host/session-host.ts'
export { createScramVerifier, verifyScramPassword } from './scram/scram-verifier.ts'
export {
  type CancelKey,
  type CancelRegistry,
  createCancelRegistry,
} from './session/cancel-registry.ts'
export type { TlsFacts, Transport } from './transport.ts'
