/** What is kept of a sign-in between connections. */
export interface OAuthSettings {
  readonly clientId: string
  /** `https://login.microsoftonline.com/<tenant>` */
  readonly authority: string
  readonly scopes: readonly string[]
  /** Whose sign-in it is, as the identity service names it. */
  readonly account: string | undefined
  /** A secret. */
  readonly accessToken: string
  /** A secret. */
  readonly refreshToken: string | undefined
  /** When the access token ends, in milliseconds since 1970. */
  readonly expiresAt: number
  /** SHA-256 (base64url) of codes and refresh tokens that the caller gave and that were redeemed or taken over. */
  readonly taken: readonly string[]
}

export interface SettingsOptions {
  readonly signal?: AbortSignal | undefined
}

/** Keeps one sign-in. What can't be read or written is an error, and is left as it was. */
export interface SettingsStore {
  /** The absolute path of the file, or `memory://<name>`. */
  readonly location: string
  /** What is kept; undefined when nothing is. Waits for nobody. */
  read(options: SettingsOptions): Promise<OAuthSettings | undefined>
  /**
   * Alone among all processes: reads again, runs `change`, writes what it returns, unless that is the very object it got.
   * `change` is not run when the place can't be written, and must not call this store. Aborting ends the wait for others.
   */
  update(
    change: (kept: OAuthSettings | undefined) => Promise<OAuthSettings>,
    options: SettingsOptions,
  ): Promise<OAuthSettings>
  /** Forgets the sign-in; false when there was none. */
  remove(options: SettingsOptions): Promise<boolean>
}
