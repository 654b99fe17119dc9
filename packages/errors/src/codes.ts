/** What a failure means to a script: the command line turns it into its exit code. */
export type ErrorCategory = 'sql' | 'remote' | 'usage' | 'sign-in' | 'limit' | 'cancelled'

export interface ErrorCodeFacts {
  readonly category: ErrorCategory
  /** Five characters, as PostgreSQL clients expect them. */
  readonly sqlstate: string
}

export type ErrorCode =
  | 'DEVOPSQL_SYNTAX_ERROR'
  | 'DEVOPSQL_UNSUPPORTED_STATEMENT'
  | 'DEVOPSQL_UNDEFINED_TABLE'
  | 'DEVOPSQL_UNDEFINED_COLUMN'
  | 'DEVOPSQL_UNDEFINED_PROCEDURE'
  | 'DEVOPSQL_DUPLICATE_TABLE'
  | 'DEVOPSQL_AMBIGUOUS_NAME'
  | 'DEVOPSQL_UNDEFINED_CATALOG'
  | 'DEVOPSQL_INVALID_SQL'
  | 'DEVOPSQL_TYPE_MISMATCH'
  | 'DEVOPSQL_INVALID_PARAMETER'
  | 'DEVOPSQL_REQUIRED_FILTER'
  | 'DEVOPSQL_VALUE_OUT_OF_RANGE'
  | 'DEVOPSQL_INVALID_VALUE'
  | 'DEVOPSQL_QUERY_FAILED'
  | 'DEVOPSQL_OUT_OF_MEMORY'
  | 'DEVOPSQL_INVALID_CONNECTION_STRING'
  | 'DEVOPSQL_UNKNOWN_PROPERTY'
  | 'DEVOPSQL_INVALID_PROPERTY'
  | 'DEVOPSQL_UNSUPPORTED_PROPERTY'
  | 'DEVOPSQL_MISSING_PROPERTY'
  | 'DEVOPSQL_USAGE'
  | 'DEVOPSQL_SIGN_IN_FAILED'
  | 'DEVOPSQL_PERMISSION_DENIED'
  | 'DEVOPSQL_NOT_FOUND'
  | 'DEVOPSQL_REMOTE_ERROR'
  | 'DEVOPSQL_INVALID_RESPONSE'
  | 'DEVOPSQL_HOST_NOT_FOUND'
  | 'DEVOPSQL_CONNECTION_FAILED'
  | 'DEVOPSQL_TLS_FAILED'
  | 'DEVOPSQL_TIMEOUT'
  | 'DEVOPSQL_THROTTLED'
  | 'DEVOPSQL_INCOMPLETE'
  | 'DEVOPSQL_LIMIT_EXCEEDED'
  | 'DEVOPSQL_QUOTA_EXCEEDED'
  | 'DEVOPSQL_CANCELLED'
  | 'DEVOPSQL_CLOSED'
  | 'DEVOPSQL_PROTOCOL_VIOLATION'
  | 'DEVOPSQL_INTERNAL'

/** Every code that a devopsql error can carry. Each has a heading in `docs/errors.md`; a test holds the two equal. */
export const errorCodes: Readonly<Record<ErrorCode, ErrorCodeFacts>> = {
  DEVOPSQL_SYNTAX_ERROR: { category: 'sql', sqlstate: '42601' },
  DEVOPSQL_UNSUPPORTED_STATEMENT: { category: 'sql', sqlstate: '0A000' },
  DEVOPSQL_UNDEFINED_TABLE: { category: 'sql', sqlstate: '42P01' },
  DEVOPSQL_UNDEFINED_COLUMN: { category: 'sql', sqlstate: '42703' },
  DEVOPSQL_UNDEFINED_PROCEDURE: { category: 'sql', sqlstate: '42883' },
  DEVOPSQL_DUPLICATE_TABLE: { category: 'sql', sqlstate: '42P07' },
  DEVOPSQL_AMBIGUOUS_NAME: { category: 'sql', sqlstate: '42702' },
  DEVOPSQL_UNDEFINED_CATALOG: { category: 'sql', sqlstate: '3F000' },
  DEVOPSQL_INVALID_SQL: { category: 'sql', sqlstate: '42000' },
  DEVOPSQL_TYPE_MISMATCH: { category: 'sql', sqlstate: '42804' },
  DEVOPSQL_INVALID_PARAMETER: { category: 'sql', sqlstate: '07001' },
  DEVOPSQL_REQUIRED_FILTER: { category: 'sql', sqlstate: 'HV00L' },
  DEVOPSQL_VALUE_OUT_OF_RANGE: { category: 'sql', sqlstate: '22003' },
  DEVOPSQL_INVALID_VALUE: { category: 'sql', sqlstate: '22P02' },
  DEVOPSQL_QUERY_FAILED: { category: 'sql', sqlstate: '22000' },
  DEVOPSQL_OUT_OF_MEMORY: { category: 'limit', sqlstate: '53200' },
  DEVOPSQL_INVALID_CONNECTION_STRING: { category: 'usage', sqlstate: '08001' },
  DEVOPSQL_UNKNOWN_PROPERTY: { category: 'usage', sqlstate: '08001' },
  DEVOPSQL_INVALID_PROPERTY: { category: 'usage', sqlstate: '08001' },
  DEVOPSQL_UNSUPPORTED_PROPERTY: { category: 'usage', sqlstate: '0A000' },
  DEVOPSQL_MISSING_PROPERTY: { category: 'usage', sqlstate: '08001' },
  DEVOPSQL_USAGE: { category: 'usage', sqlstate: '22023' },
  DEVOPSQL_SIGN_IN_FAILED: { category: 'sign-in', sqlstate: '28000' },
  DEVOPSQL_PERMISSION_DENIED: { category: 'remote', sqlstate: '42501' },
  DEVOPSQL_NOT_FOUND: { category: 'remote', sqlstate: 'HV00R' },
  DEVOPSQL_REMOTE_ERROR: { category: 'remote', sqlstate: 'HV000' },
  DEVOPSQL_INVALID_RESPONSE: { category: 'remote', sqlstate: 'HV000' },
  DEVOPSQL_HOST_NOT_FOUND: { category: 'remote', sqlstate: '08001' },
  DEVOPSQL_CONNECTION_FAILED: { category: 'remote', sqlstate: '08006' },
  DEVOPSQL_TLS_FAILED: { category: 'remote', sqlstate: '08006' },
  DEVOPSQL_TIMEOUT: { category: 'remote', sqlstate: '08006' },
  DEVOPSQL_THROTTLED: { category: 'limit', sqlstate: '53400' },
  DEVOPSQL_INCOMPLETE: { category: 'limit', sqlstate: 'HV000' },
  DEVOPSQL_LIMIT_EXCEEDED: { category: 'limit', sqlstate: '54000' },
  DEVOPSQL_QUOTA_EXCEEDED: { category: 'limit', sqlstate: '53400' },
  DEVOPSQL_CANCELLED: { category: 'cancelled', sqlstate: '57014' },
  DEVOPSQL_CLOSED: { category: 'usage', sqlstate: '08003' },
  DEVOPSQL_PROTOCOL_VIOLATION: { category: 'usage', sqlstate: '08P01' },
  DEVOPSQL_INTERNAL: { category: 'sql', sqlstate: 'XX000' },
}
