export { personalAccessToken, staticToken, userPassword } from './fixed-token.ts'
export type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts'
export { type TokenManagerOptions, tokenManager } from './token-manager.ts'
export type { AccessToken, GetTokenOptions, TokenProvider } from './token-provider.ts'
