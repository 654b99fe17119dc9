import type { PropertyTable } from '../property.ts'

export interface OAuthOptions {
  readonly InitiateOAuth: string | undefined
  readonly OAuthClientId: string | undefined
  readonly OAuthClientSecret: string | undefined
  readonly CallbackURL: string
  readonly OAuthAccessToken: string | undefined
  readonly OAuthRefreshToken: string | undefined
  readonly OAuthSettingsLocation: string | undefined
  readonly OAuthSettingsPassphrase: string | undefined
  readonly OAuthVerifier: string | undefined
  readonly OAuthExpiresIn: number | undefined
  readonly OAuthTokenTimestamp: number | undefined
  readonly OAuthJWTCert: string | undefined
  readonly OAuthJWTCertType: string | undefined
  readonly OAuthJWTCertPassword: string | undefined
  readonly AzureFederatedTokenFile: string | undefined
  readonly Scope: string | undefined
}

const oauth = { category: 'OAuth', status: 'supported' } as const

export const oauthProperties: PropertyTable<OAuthOptions> = {
  InitiateOAuth: {
    ...oauth,
    type: 'choice',
    default: undefined,
    values: ['OFF', 'REFRESH', 'GETANDREFRESH'],
    doc: '`OFF`: only OAuthAccessToken is used. `REFRESH`: tokens that are kept or given are refreshed and kept, and nobody is asked. `GETANDREFRESH`: the same, and a browser opens when nothing else is of use. Not set: `OFF` when OAuthAccessToken is given, else `GETANDREFRESH` in a terminal and `REFRESH` elsewhere.',
  },
  OAuthClientId: {
    ...oauth,
    type: 'text',
    default: undefined,
    pattern: /^[\w.-]+$/,
    expected: 'the client id of an application, such as 11111111-2222-3333-4444-555555555555',
    doc: 'Client id of your own application; of the user-assigned identity for AzureMSI. Not set: DEVOPSQL_OAUTH_CLIENT_ID of the environment, and for service principals AZURE_CLIENT_ID.',
    neededBy: ['AzureServicePrincipal', 'AzureServicePrincipalCert'],
  },
  OAuthClientSecret: {
    ...oauth,
    type: 'secret',
    default: undefined,
    doc: 'Secret of your own application; a public client has none. Not set: AZURE_CLIENT_SECRET of the environment for service principals.',
    neededBy: ['AzureServicePrincipal'],
  },
  CallbackURL: {
    ...oauth,
    type: 'text',
    default: 'http://localhost:33333',
    pattern: /^https?:\/\/[^\s/?#@]+(?:[/?][^\s#]*)?$/i,
    expected: 'a whole address such as http://localhost:33333, without user name or fragment',
    doc: 'Redirect URI, equal to the one that the application is registered with. To sign in with a browser on this machine it is an http address of localhost.',
  },
  OAuthAccessToken: {
    ...oauth,
    type: 'secret',
    default: undefined,
    doc: 'Access token that you have fetched yourself.',
  },
  OAuthRefreshToken: {
    ...oauth,
    type: 'secret',
    default: undefined,
    doc: 'Refresh token that you have fetched yourself, used with `InitiateOAuth=REFRESH`.',
  },
  OAuthSettingsLocation: {
    ...oauth,
    type: 'text',
    default: undefined,
    doc: 'Encrypted file that keeps the tokens between connections, or `memory://<name>` for this process only. Not set: `devopsql/OAuthSettings.txt` in the folder for settings of the system.',
  },
  OAuthSettingsPassphrase: {
    ...oauth,
    type: 'secret',
    default: undefined,
    doc: 'Opens the file at OAuthSettingsLocation on another machine; at least 12 characters. Not set: DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE of the environment.',
  },
  OAuthVerifier: {
    ...oauth,
    type: 'secret',
    default: undefined,
    doc: 'Code, or the whole callback address with it, of a sign-in on another machine. It is redeemed once; what it gave is then at OAuthSettingsLocation.',
  },
  OAuthExpiresIn: {
    ...oauth,
    type: 'integer',
    default: undefined,
    minimum: 0,
    doc: 'Life time of OAuthAccessToken in seconds. Not set: what the token says.',
  },
  OAuthTokenTimestamp: {
    ...oauth,
    type: 'integer',
    default: undefined,
    minimum: 0,
    doc: 'When OAuthAccessToken was issued, in milliseconds since 1970; now when not set.',
  },
  OAuthJWTCert: {
    ...oauth,
    // It may be the key itself.
    type: 'secret',
    default: undefined,
    doc: 'Certificate and private key of a service principal: the path of a PEM or PFX file, PEM text, or the base64 of a PFX. Not set: AZURE_CLIENT_CERTIFICATE_PATH of the environment.',
    neededBy: ['AzureServicePrincipalCert'],
  },
  OAuthJWTCertType: {
    ...oauth,
    type: 'choice',
    default: undefined,
    values: ['PEMKEY_FILE', 'PEMKEY_BLOB', 'PFXFILE', 'PFXBLOB'],
    doc: 'What OAuthJWTCert is. Not set: what it looks like.',
  },
  OAuthJWTCertPassword: {
    ...oauth,
    type: 'secret',
    default: undefined,
    doc: 'Password of the private key or PFX in OAuthJWTCert.',
  },
  AzureFederatedTokenFile: {
    ...oauth,
    type: 'text',
    default: undefined,
    doc: 'File with the token of another identity provider, for AzureWorkloadIdentity; it is read again for each sign-in. Not set: AZURE_FEDERATED_TOKEN_FILE of the environment, else the token that GitHub Actions or Azure Pipelines gives.',
  },
  Scope: {
    ...oauth,
    type: 'text',
    default: undefined,
    doc: 'Permissions to ask for, with spaces between: `vso.work vso.code`. Not set: everything that the application may do.',
  },
}
