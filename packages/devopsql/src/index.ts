export { type StatementText, splitStatements } from '@devopsql/planner'
export { type ConnectOptions, connect, type DefaultPlace, type LocalSchemas } from './connect.ts'
export type {
  Authorization,
  ColumnSource,
  ColumnSummary,
  Command,
  Connection,
  ConnectionProperties,
  ExportFormat,
  ExportOptions,
  ExportTarget,
  MissingPart,
  Parameters,
  PreparedStatement,
  PrepareOptions,
  QueryOptions,
  QueryProgress,
  QueryResult,
  QueryStats,
  ResultBatch,
  ResultColumn,
  ScanStats,
  StatementParameter,
  TableDescription,
  TableSummary,
} from './contract.ts'
export { diagnose } from './diagnose/diagnose.ts'
export type { Finding } from './diagnose/finding.ts'
export type { DiagnoseOptions } from './diagnose/subject.ts'
export type {
  LocalRequest,
  LocalSchema,
  LocalTable,
  LocalType,
  SystemTables,
} from './local-schema.ts'
export { coverSecrets } from './procedures/cover-secrets.ts'
export type {
  AccessTokenInputs,
  AdminConsentUrlInputs,
  AuthMode,
  AuthorizationUrl,
  AuthorizationUrlInputs,
  CallOptions,
  ExportSettingsInputs,
  OAuthMethods,
  OAuthTokens,
  Words,
} from './procedures/oauth-contract.ts'
export type { Row } from './row.ts'
export type {
  AuthSchemeFactory,
  AuthSchemes,
  SignInContext,
  SignInInteraction,
  SignInPrompt,
} from './sign-in/sign-in-context.ts'
export type { SignedIn } from './sign-in/who-am-i.ts'
