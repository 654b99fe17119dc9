export type { ConnectionNote, ConnectionOptions } from './connection-options.ts'
export { connectionProperties, findProperty } from './connection-properties.ts'
export { formatConnectionString } from './format-connection-string.ts'
export {
  type ParseOptions,
  parseConnectionObject,
  parseConnectionString,
} from './parse-connection.ts'
export type { AzureDevOpsOptions } from './properties/azure-devops.ts'
export type { ExecutionOptions } from './properties/execution.ts'
export type { LegacyOptions } from './properties/legacy.ts'
export type { LocalOptions } from './properties/local.ts'
export type { NetworkOptions } from './properties/network.ts'
export type { OAuthOptions } from './properties/oauth.ts'
export type {
  ConnectionProperty,
  PropertyCategory,
  PropertyFacts,
  PropertyType,
  PropertyTypeOf,
  PropertyValue,
} from './property.ts'
export { redactConnectionString, secretsOf } from './redact-connection-string.ts'
export { type ValidateOptions, validateOptions } from './validate-options.ts'
