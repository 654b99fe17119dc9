export { type AzureCliOptions, azureCli } from './azure-cli/azure-cli.ts'
export { azureDevOpsResource } from './azure-devops-resource.ts'
export { type ChainLink, chainedTokenProvider } from './chained-token-provider.ts'
export {
  type ConformanceCase,
  type ConformanceOptions,
  tokenProviderConformance,
} from './conformance/token-provider-conformance.ts'
export { personalAccessToken, staticToken, userPassword } from './fixed-token.ts'
export type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts'
export { orAborted } from './or-aborted.ts'
export { type ExportSettingsOptions, exportSettings } from './settings/export-settings.ts'
export { type OpenSettingsOptions, openSettings } from './settings/open-settings.ts'
export {
  defaultKeyFile,
  defaultSettingsLocation,
  type Environment,
} from './settings/settings-location.ts'
export type { OAuthSettings, SettingsOptions, SettingsStore } from './settings/settings-store.ts'
export { isSignInUnavailable, signInUnavailable } from './sign-in-unavailable.ts'
export { type TokenManagerOptions, tokenManager } from './token-manager.ts'
export { tokenPayload } from './token-payload.ts'
export type { AccessToken, GetTokenOptions, TokenProvider } from './token-provider.ts'
