import type { Row } from '../row.ts'
import type {
  AccessTokenInputs,
  AuthorizationUrlInputs,
  CallOptions,
  OAuthMethods,
  OAuthTokens,
  Words,
} from './oauth-contract.ts'

/** Calls a procedure by name. */
export type CallProcedure = (
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  options: CallOptions,
) => Promise<readonly Row[]>

/** The procedures of signing in as methods over calls by name. */
export function createOAuthMethods(call: CallProcedure): OAuthMethods {
  const first = async (...given: Parameters<CallProcedure>): Promise<Row> =>
    (await call(...given))[0] ?? {}
  return {
    async getAuthorizationUrl(inputs = {}, options = {}) {
      const given = { ...requestOf(inputs), PKCE: inputs.pkce }
      const row = await first('GetOAuthAuthorizationURL', given, options)
      return {
        url: textOf(row['URL']) ?? '',
        state: textOf(row['State']),
        pkceVerifier: textOf(row['PKCEVerifier']),
      }
    },
    async getAccessToken(inputs = {}, options = {}) {
      const { verifier, pkceVerifier } = inputs
      const given = { ...requestOf(inputs), Verifier: verifier, PKCEVerifier: pkceVerifier }
      return tokensOf(await first('GetOAuthAccessToken', given, options))
    },
    async refreshAccessToken({ refreshToken }, options = {}) {
      const given = { OAuthRefreshToken: refreshToken }
      return tokensOf(await first('RefreshOAuthAccessToken', given, options))
    },
    async getAdminConsentUrl(inputs = {}, options = {}) {
      const { CallbackURL, State, Scope } = requestOf(inputs)
      const row = await first('GetAdminConsentURL', { CallbackURL, State, Scope }, options)
      return { url: textOf(row['URL']) ?? '' }
    },
    async exportSettings({ passphrase, location }, options = {}) {
      const given = { Passphrase: passphrase, Location: location }
      const row = await first('ExportOAuthSettings', given, options)
      return { location: textOf(row['Location']) ?? '' }
    },
  }
}

function requestOf(
  inputs: Omit<AuthorizationUrlInputs & AccessTokenInputs, 'pkce' | 'verifier' | 'pkceVerifier'>,
): Readonly<Record<string, unknown>> {
  return {
    AuthMode: inputs.authMode,
    CallbackURL: inputs.callbackUrl,
    Permissions: textOfWords(inputs.permissions),
    Scope: textOfWords(inputs.scopes),
    State: inputs.state,
    Prompt: inputs.prompt,
  }
}

function textOfWords(words: Words | undefined): string | undefined {
  return typeof words === 'object' ? words.join(' ') : words
}

function tokensOf(row: Row): OAuthTokens {
  return {
    accessToken: textOf(row['OAuthAccessToken']) ?? '',
    refreshToken: textOf(row['OAuthRefreshToken']),
    expiresInSeconds: Number(row['ExpiresIn']),
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
