/** `APP`: a program on this computer. `WEB`: a web application. */
export type AuthMode = 'APP' | 'WEB'

/** Words in a list, or in one text with spaces or commas between them. */
export type Words = string | readonly string[]

export interface AuthorizationUrlInputs {
  readonly authMode?: AuthMode | undefined
  /** Where the sign-in page sends the code; default: the property `CallbackURL`. */
  readonly callbackUrl?: string | undefined
  /** Such as `vso.work`; default: those of the connection. */
  readonly permissions?: Words | undefined
  /** Scopes written out: `permissions` says the same in short. */
  readonly scopes?: Words | undefined
  /** Comes back with the code. */
  readonly state?: string | undefined
  /** `login`, `select_account`, `consent` or `none`. */
  readonly prompt?: string | undefined
  /** Protects the code by a verifier, for applications without a client secret. */
  readonly pkce?: boolean | undefined
}

export interface AuthorizationUrl {
  readonly url: string
  /** The state that the URL has. */
  readonly state?: string | undefined
  /** A secret that the exchange of the code needs; only with `pkce`. */
  readonly pkceVerifier?: string | undefined
}

export interface AccessTokenInputs {
  readonly authMode?: AuthMode | undefined
  /** The code, or the whole address to which the browser was sent. */
  readonly verifier?: string | undefined
  /** That of the URL. */
  readonly callbackUrl?: string | undefined
  readonly permissions?: Words | undefined
  readonly scopes?: Words | undefined
  /** That of the URL: an address with another one is refused. */
  readonly state?: string | undefined
  readonly prompt?: string | undefined
  readonly pkceVerifier?: string | undefined
}

/** What a sign-in or a refresh gives; the tokens are secrets. */
export interface OAuthTokens {
  readonly accessToken: string
  /** The one to use from now on. */
  readonly refreshToken?: string | undefined
  readonly expiresInSeconds: number
}

export interface AdminConsentUrlInputs {
  readonly callbackUrl?: string | undefined
  readonly state?: string | undefined
  readonly scopes?: Words | undefined
}

export interface ExportSettingsInputs {
  /** At least 12 characters. */
  readonly passphrase: string
  /** Where to write the copy; default: the settings file itself is changed. */
  readonly location?: string | undefined
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

/** Inputs whose words stand in lists, of at least one. */
type WithLists<Inputs> = Omit<Inputs, 'permissions' | 'scopes'> & {
  readonly [Name in keyof Inputs & ('permissions' | 'scopes')]?: readonly string[] | undefined
}

/** What the procedures of signing in do, over the properties of one connection. Each rejects with a `DevopsqlError`. */
export interface OAuthProcedures {
  authorizationUrl(
    inputs: WithLists<AuthorizationUrlInputs>,
    options: CallOptions,
  ): Promise<AuthorizationUrl>
  accessToken(inputs: WithLists<AccessTokenInputs>, options: CallOptions): Promise<OAuthTokens>
  refresh(inputs: { readonly refreshToken: string }, options: CallOptions): Promise<OAuthTokens>
  adminConsentUrl(
    inputs: WithLists<AdminConsentUrlInputs>,
    options: CallOptions,
  ): Promise<{ readonly url: string }>
  exportSettings(
    inputs: ExportSettingsInputs,
    options: CallOptions,
  ): Promise<{ readonly location: string }>
}

/** The procedures of signing in as methods: what `EXEC` does, with typed inputs and outputs. */
export interface OAuthMethods {
  /** `EXEC GetOAuthAuthorizationURL`. */
  getAuthorizationUrl(
    inputs?: AuthorizationUrlInputs,
    options?: CallOptions,
  ): Promise<AuthorizationUrl>
  /** `EXEC GetOAuthAccessToken`. */
  getAccessToken(inputs?: AccessTokenInputs, options?: CallOptions): Promise<OAuthTokens>
  /** `EXEC RefreshOAuthAccessToken`. */
  refreshAccessToken(
    inputs: { readonly refreshToken: string },
    options?: CallOptions,
  ): Promise<OAuthTokens>
  /** `EXEC GetAdminConsentURL`. */
  getAdminConsentUrl(
    inputs?: AdminConsentUrlInputs,
    options?: CallOptions,
  ): Promise<{ readonly url: string }>
  /** `EXEC ExportOAuthSettings`. */
  exportSettings(
    inputs: ExportSettingsInputs,
    options?: CallOptions,
  ): Promise<{ readonly location: string }>
}
