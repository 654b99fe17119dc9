export type { CatalogSession } from './catalog/row-context.ts'
export { catalogColumnType, systemCatalog } from './catalog/system-catalog.ts'
export type {
  LeasedConnection,
  SessionConnection,
  SessionQueryOptions,
  SessionStatement,
} from './host/session-connection.ts'
export type {
  Account,
  Authentication,
  ConnectionPlace,
  SessionEvent,
  SessionHost,
  SessionRequest,
} from './host/session-host.ts'
export { type ErrorPlace, reportOfError } from './report-of-error.ts'
export { postgresTypeOf, type TypedColumn } from './values/postgres-type-of.ts'
