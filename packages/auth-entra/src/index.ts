export type { SignInPrompt } from './browser-sign-in.ts'
export { type AzureCloud, azureDevOpsResource } from './constants.ts'
export {
  type EntraApplication,
  type EntraUserOptions,
  entraUser,
  promptText,
} from './entra-user.ts'
export {
  type AccessTokenRequest,
  type AuthorizationUrlAnswer,
  type AuthorizationUrlRequest,
  type OAuthProcedures,
  type OAuthTokens,
  oauthProcedures,
  type RefreshRequest,
  type SignInRequest,
} from './oauth-procedures.ts'
export { openBrowser } from './open-browser.ts'
export { scopesIn } from './scopes.ts'
