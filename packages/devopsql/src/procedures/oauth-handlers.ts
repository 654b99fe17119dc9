import type { Row } from '../row.ts'
import type { AuthMode, OAuthProcedures, OAuthTokens } from './oauth-contract.ts'
import type { ProcedureInputs } from './procedure-inputs.ts'

/** Does what a procedure says. Gives rows by the names of the outputs; what is undefined is NULL. */
export type ProcedureHandler = (
  inputs: ProcedureInputs,
  context: { readonly signal: AbortSignal },
) => Promise<readonly Row[]>

/** The procedures of signing in, by name. */
export function oauthHandlers(oauth: OAuthProcedures): Readonly<Record<string, ProcedureHandler>> {
  return {
    GetOAuthAuthorizationURL: async (inputs, context) => {
      const { url, state, pkceVerifier } = await oauth.authorizationUrl(
        { ...requestOf(inputs), pkce: inputs.get('PKCE') === true },
        context,
      )
      return [{ URL: url, State: state, PKCEVerifier: pkceVerifier }]
    },
    GetOAuthAccessToken: async (inputs, context) => [
      tokenRow(
        await oauth.accessToken(
          {
            ...requestOf(inputs),
            verifier: text(inputs, 'Verifier'),
            pkceVerifier: text(inputs, 'PKCEVerifier'),
          },
          context,
        ),
      ),
    ],
    RefreshOAuthAccessToken: async (inputs, context) => {
      const refreshToken = text(inputs, 'OAuthRefreshToken') ?? ''
      return [tokenRow(await oauth.refresh({ refreshToken }, context))]
    },
    GetAdminConsentURL: async (inputs, context) => {
      const { callbackUrl, state, scopes } = requestOf(inputs)
      const { url } = await oauth.adminConsentUrl({ callbackUrl, state, scopes }, context)
      return [{ URL: url }]
    },
    ExportOAuthSettings: async (inputs, context) => {
      const passphrase = text(inputs, 'Passphrase') ?? ''
      const location = text(inputs, 'Location')
      const written = await oauth.exportSettings({ passphrase, location }, context)
      return [{ Location: written.location }]
    },
  }
}

function requestOf(inputs: ProcedureInputs): {
  readonly authMode: AuthMode | undefined
  readonly callbackUrl: string | undefined
  readonly permissions: readonly string[] | undefined
  readonly scopes: readonly string[] | undefined
  readonly state: string | undefined
  readonly prompt: string | undefined
} {
  const mode = inputs.get('AuthMode')
  return {
    authMode: mode === 'APP' || mode === 'WEB' ? mode : undefined,
    callbackUrl: text(inputs, 'CallbackURL'),
    permissions: list(inputs, 'Permissions'),
    scopes: list(inputs, 'Scope'),
    state: text(inputs, 'State'),
    prompt: text(inputs, 'Prompt'),
  }
}

/** The text of an input; an empty one says nothing. */
function text(inputs: ProcedureInputs, name: string): string | undefined {
  const value = inputs.get(name)
  return value === undefined || value === '' ? undefined : String(value)
}

function list(inputs: ProcedureInputs, name: string): readonly string[] | undefined {
  const words = text(inputs, name)
    ?.split(/[\s,;]+/)
    .filter((word) => word !== '')
  return words === undefined || words.length === 0 ? undefined : words
}

function tokenRow({ accessToken, refreshToken, expiresInSeconds }: OAuthTokens): Row {
  return {
    OAuthAccessToken: accessToken,
    OAuthRefreshToken: refreshToken,
    ExpiresIn: expiresInSeconds,
  }
}
