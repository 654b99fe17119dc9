import { defineProcedure, type Procedure, type ProcedureDefinition } from '@devopsql/schema'

type Inputs = ProcedureDefinition['inputs']
type Input = Inputs[number]

const authMode: Input = {
  name: 'AuthMode',
  doc: 'APP signs in for a program on this computer, WEB for a web application.',
  values: ['APP', 'WEB'],
}
const callbackUrl: Input = {
  name: 'CallbackURL',
  doc: 'Where the sign-in page sends the code: a redirect URI of the application, the same for the URL and for the exchange of its code. The property CallbackURL if it is not given.',
}
const permissions: Input = {
  name: 'Permissions',
  doc: 'Permissions of Azure DevOps to ask for, with spaces or commas between them, such as vso.work. Those of the connection if none are given.',
}
const scope: Input = {
  name: 'Scope',
  doc: 'Scopes to ask for, written out, with spaces between them. Permissions says the same in short.',
}
const state: Input = {
  name: 'State',
  doc: 'A text that comes back with the code, so that the caller knows its own request again.',
}
const prompt: Input = {
  name: 'Prompt',
  doc: 'What the sign-in page asks: login, select_account, consent or none.',
}

const url = { name: 'URL', doc: 'The page to open in a browser.' } as const

const tokens: ProcedureDefinition['outputs'] = [
  { name: 'OAuthAccessToken', doc: 'The token that requests carry.', sensitive: true },
  {
    name: 'OAuthRefreshToken',
    doc: 'The token that gives the next access token: the newest one, which replaces the one that was used.',
    nullable: true,
    sensitive: true,
  },
  { name: 'ExpiresIn', type: 'integer', doc: 'Seconds until the access token expires.' },
]

// covers P-PROC-01
const authorizationUrl = defineProcedure({
  name: 'GetOAuthAuthorizationURL',
  doc: 'The address of the page on which a user signs in and grants permissions. It ends at CallbackURL with a code, which GetOAuthAccessToken takes.',
  inputs: [
    authMode,
    callbackUrl,
    permissions,
    state,
    prompt,
    scope,
    {
      name: 'PKCE',
      type: 'boolean',
      doc: 'Whether to protect the code by a verifier, which the exchange then needs: for applications without a client secret.',
      default: 'false',
    },
  ],
  outputs: [
    url,
    { name: 'State', doc: 'The state that the URL has.', nullable: true },
    {
      name: 'PKCEVerifier',
      doc: 'What GetOAuthAccessToken needs to exchange the code; NULL without PKCE.',
      nullable: true,
      sensitive: true,
    },
  ],
})

// covers P-PROC-02
const accessToken = defineProcedure({
  name: 'GetOAuthAccessToken',
  doc: 'Exchanges the code of a sign-in for tokens. Codes work once, for some minutes.',
  inputs: [
    authMode,
    {
      name: 'Verifier',
      doc: 'The code, or the whole address to which the browser was sent. WEB needs it.',
      sensitive: true,
    },
    callbackUrl,
    permissions,
    { ...state, doc: 'The state of the URL: an address that has another one is refused.' },
    prompt,
    scope,
    {
      name: 'PKCEVerifier',
      doc: 'What GetOAuthAuthorizationURL gave with PKCE.',
      sensitive: true,
    },
  ],
  outputs: tokens,
})

// covers P-PROC-03
const refresh = defineProcedure({
  name: 'RefreshOAuthAccessToken',
  doc: 'Gives a new access token for a refresh token, and the refresh token to use from then on.',
  inputs: [
    {
      name: 'OAuthRefreshToken',
      doc: 'The refresh token that came last.',
      required: true,
      sensitive: true,
    },
  ],
  outputs: tokens,
})

// covers P-PROC-04
const adminConsentUrl = defineProcedure({
  name: 'GetAdminConsentURL',
  doc: 'The address of the page on which an administrator grants the permissions for all users of the tenant.',
  inputs: [callbackUrl, state, scope],
  outputs: [url],
})

const exportSettings = defineProcedure({
  name: 'ExportOAuthSettings',
  doc: 'Lets a passphrase open the settings file of this connection too, so that a copy of it works on another computer with OAuthSettingsPassphrase.',
  inputs: [
    {
      name: 'Passphrase',
      doc: 'At least 12 characters.',
      required: true,
      sensitive: true,
    },
    {
      name: 'Location',
      doc: 'Where to write the copy. Without it the settings file itself is changed.',
      path: true,
    },
  ],
  outputs: [{ name: 'Location', doc: 'The file that the passphrase opens.' }],
})

/** Signing in by hand: what `InitiateOAuth=OFF` leaves to the caller. */
export const signInProcedures: readonly Procedure[] = [
  authorizationUrl,
  accessToken,
  refresh,
  adminConsentUrl,
  exportSettings,
]
