export { type AzureDefaultOptions, azureDefault } from './azure-default.ts'
export type { SignInPrompt } from './browser-sign-in.ts'
export type { AzureCloud } from './constants.ts'
export {
  type EntraApplication,
  type EntraUserOptions,
  entraUser,
  promptText,
} from './entra-user.ts'
export {
  type ManagedIdentityOptions,
  managedIdentity,
} from './managed-identity/managed-identity.ts'
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
export { certificateOfEnvironment } from './service-principal/certificate-of-environment.ts'
export type { ClientCertificate } from './service-principal/client-certificate.ts'
export {
  type ServicePrincipalCredential,
  type ServicePrincipalOptions,
  servicePrincipal,
} from './service-principal/service-principal.ts'
export {
  type WorkloadIdentityOptions,
  workloadIdentity,
} from './workload-identity/workload-identity.ts'
