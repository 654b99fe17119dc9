import type { PropertyTable } from '../property.ts'

export interface OAuthOptions {
  readonly InitiateOAuth: string
  readonly OAuthClientId: string | undefined
  readonly OAuthClientSecret: string | undefined
  readonly CallbackURL: string
  readonly OAuthAccessToken: string | undefined
  readonly OAuthRefreshToken: string | undefined
  readonly OAuthSettingsLocation: string | undefined
  readonly OAuthSettingsPassphrase: string | undefined
  readonly OAuthVerifier: string | undefined
  readonly OAuthExpiresIn: string | undefined
  readonly OAuthTokenTimestamp: string | undefined
  readonly Scope: string | undefined
}

const waiting = {
  category: 'OAuth',
  status: 'not-yet',
  note: 'it comes with the Microsoft Entra packages',
} as const

export const oauthProperties: PropertyTable<OAuthOptions> = {
  InitiateOAuth: {
    ...waiting,
    type: 'choice',
    default: 'OFF',
    values: ['OFF', 'REFRESH', 'GETANDREFRESH'],
    doc: 'Whether tokens are only taken (`OFF`), refreshed (`REFRESH`), or fetched with a browser and refreshed (`GETANDREFRESH`).',
  },
  OAuthClientId: {
    ...waiting,
    type: 'text',
    default: undefined,
    doc: 'Id of your own application.',
    neededBy: ['AzureServicePrincipal', 'AzureServicePrincipalCert'],
  },
  OAuthClientSecret: {
    ...waiting,
    type: 'secret',
    default: undefined,
    doc: 'Secret of your own application; empty for a public client.',
    neededBy: ['AzureServicePrincipal'],
  },
  CallbackURL: {
    ...waiting,
    type: 'text',
    default: 'http://localhost:33333',
    doc: 'Redirect address, equal to the one that the application is registered with.',
  },
  OAuthAccessToken: {
    ...waiting,
    type: 'secret',
    default: undefined,
    doc: 'Access token that you have fetched yourself.',
  },
  OAuthRefreshToken: {
    ...waiting,
    type: 'secret',
    default: undefined,
    doc: 'Refresh token that you have fetched yourself.',
  },
  OAuthSettingsLocation: {
    ...waiting,
    type: 'text',
    default: undefined,
    doc: 'Encrypted file that keeps the tokens between connections, or `memory://<key>` for this process only.',
  },
  OAuthSettingsPassphrase: {
    ...waiting,
    type: 'secret',
    default: undefined,
    doc: 'Opens the file at OAuthSettingsLocation on another machine.',
  },
  OAuthVerifier: {
    ...waiting,
    type: 'secret',
    default: undefined,
    doc: 'Code that the callback has received, for machines without a browser.',
  },
  OAuthExpiresIn: {
    ...waiting,
    type: 'text',
    default: undefined,
    doc: 'Life time of OAuthAccessToken in seconds.',
  },
  OAuthTokenTimestamp: {
    ...waiting,
    type: 'text',
    default: undefined,
    doc: 'When OAuthAccessToken was issued, in milliseconds since 1970.',
  },
  Scope: {
    ...waiting,
    type: 'text',
    default: undefined,
    doc: 'Permissions to ask for, with spaces between.',
  },
}
