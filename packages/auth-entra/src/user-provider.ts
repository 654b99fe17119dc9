import {
  type AccessToken,
  type GetTokenOptions,
  type HttpClient,
  type OAuthSettings,
  type SettingsStore,
  signInUnavailable,
  type TokenProvider,
} from '@devopsql/auth'
import type { DevopsqlError } from '@devopsql/errors'
import {
  type ClientApplication,
  InvalidGrant,
  shownError,
  type TokenSet,
} from './client-application.ts'
import { isForUs } from './is-for-us.ts'
import { isTaken, taking } from './taken-secrets.ts'
import { type ExchangeOptions, redeemCode, redeemRefreshToken } from './token-exchange.ts'
import { expiryIn, reserveOf } from './token-times.ts'

/** What a person or program that signed in elsewhere hands over. */
interface GivenTokens {
  /** A code, and the callback address that it was made for. */
  readonly code?: { readonly value: string; readonly redirectUri: string } | undefined
  readonly accessToken?: string | undefined
  readonly refreshToken?: string | undefined
  /** When the access token expires, in milliseconds since 1970. */
  readonly expiresAt?: number | undefined
}

/** A new sign-in by a person. */
export type SignIn = (application: ClientApplication, options: ExchangeOptions) => Promise<TokenSet>

export interface UserProviderOptions {
  /** Absent: that of the stored tokens. */
  readonly clientId?: string | undefined
  /** The client id of a new sign-in; throws where there is none. */
  readonly newClientId: () => string
  readonly clientSecret?: string | undefined
  /** Absent: that of the stored tokens, or what `findAuthority` says. */
  readonly authority?: string | undefined
  /** The authority of a new sign-in where none is given. */
  readonly findAuthority: (signal: AbortSignal | undefined) => Promise<string>
  readonly scopes: readonly string[]
  readonly given: GivenTokens
  readonly settings: SettingsStore
  /** Absent: nobody can be asked, so that tokens are only refreshed. */
  readonly signIn?: SignIn | undefined
  /** Signs in for the first token, whatever is stored or given. */
  readonly isAnew?: boolean | undefined
  readonly http: HttpClient
  readonly source: string
  readonly now?: () => number
}

// Of a token whose end nobody tells: should it end sooner, the service refuses it and it is refreshed then.
const usualLifeMs = 60 * 60_000

/**
 * Tokens of a person: from the settings, refreshed there under its lock so that several processes refresh once; else
 * from what was handed over; else by a new sign-in where that is possible.
 */
export function userProvider(options: UserProviderOptions): TokenProvider {
  const { settings, source, signIn, now = Date.now } = options
  // What given tokens have replaced that may turn out to be of no use.
  let earlier: OAuthSettings | undefined
  let isAnew = options.isAnew === true
  return {
    getToken: async (request) => {
      request.signal?.throwIfAborted()
      const isWanted = (kept: OAuthSettings | undefined): kept is OAuthSettings =>
        kept !== undefined && isForUs(kept, options) && kept.accessToken !== request.rejected?.value
      const seen = await settings.read(request)
      const isUsable =
        !isAnew && isWanted(seen) && request.claims === undefined && seen.expiresAt > now()
      const isFresh =
        isUsable && seen.expiresAt - now() > reserveOf(seen) && !isSurpassed(seen, options)
      if (isFresh) return tokenOf(seen, source)
      try {
        const kept = await settings.update(async (current) => {
          // Only now: a place that can't be written is better known before somebody signs in.
          if (isAnew) throw new NothingUsable(undefined)
          // Another process has refreshed since the first look; whether for these claims is not known.
          const isNewer = isWanted(current) && current.accessToken !== seen?.accessToken
          if (isNewer && current.expiresAt > now() && request.claims === undefined) return current
          const next = await renewed(current, { options, request, earlier })
          earlier = isGivenAsIs(next, current, options) ? current : undefined
          return next
        }, request)
        return tokenOf(kept, source)
      } catch (error) {
        request.signal?.throwIfAborted()
        if (!(error instanceof NothingUsable)) {
          // The identity service can't be reached: that is no matter yet.
          if (isUsable) return tokenOf(seen, source)
          throw error
        }
        if (signIn === undefined) throw error.shown()
        const claims = request.claims ?? error.problem?.claims
        const kept = await signedIn(signIn, options, { ...request, claims })
        isAnew = false
        return tokenOf(kept, source)
      }
    },
  }
}

/** Neither stored nor given tokens are of use. */
class NothingUsable extends Error {
  override readonly name = 'NothingUsable'
  /** What the first of them met. */
  readonly problem: InvalidGrant | undefined

  constructor(problem: InvalidGrant | undefined) {
    super('', { cause: problem })
    this.problem = problem
  }

  shown(): DevopsqlError {
    return this.problem?.shown ?? nobodySignedIn()
  }
}

function nobodySignedIn(): DevopsqlError {
  return signInUnavailable('nobody is signed in', {
    hint: 'Sign in first: `devopsql login` with this connection string, InitiateOAuth=GETANDREFRESH where a browser can be opened, AuthScheme=AzureADDeviceCode elsewhere, or OAuthVerifier with the code of GetOAuthAuthorizationURL.',
  })
}

/** Settings with a good token, by the first way that succeeds. */
async function renewed(kept: OAuthSettings | undefined, asked: Asked): Promise<OAuthSettings> {
  let problem: InvalidGrant | undefined
  for (const way of waysToRenew(kept, asked)) {
    try {
      return await way()
    } catch (error) {
      if (!(error instanceof InvalidGrant)) throw error
      problem ??= error
    }
  }
  throw new NothingUsable(problem)
}

type Way = () => Promise<OAuthSettings>

/** The code that was given unless it was redeemed before, then stored and given tokens, the longer-lived first. */
function waysToRenew(
  kept: OAuthSettings | undefined,
  { options, request, earlier }: Asked,
): readonly Way[] {
  const ways: Way[] = []
  const { code } = options.given
  if (code !== undefined && !isTaken(kept, code.value)) {
    ways.push(() => redeemed(code, kept, { options, request }))
  }
  const before = earlier && { ...earlier, taken: kept?.taken ?? earlier.taken }
  const sources = [
    keptSource(kept, options),
    givenSource(kept, options),
    keptSource(before, options),
  ]
  const byExpiry = sources
    .filter((one) => one !== undefined)
    .sort((one, other) => other.expiresAt - one.expiresAt)
  for (const one of byExpiry) {
    if (isGood(one, options, request)) ways.push(() => Promise.resolve(one))
    const { refreshToken } = one
    if (refreshToken !== undefined)
      ways.push(() => refreshed(one, refreshToken, { options, request }))
  }
  return ways
}

/** Whether something was handed over that the stored tokens don't know and that is newer. */
function isSurpassed(seen: OAuthSettings, options: UserProviderOptions): boolean {
  if (!isTaken(seen, options.given.code?.value)) return true
  const given = givenSource(seen, options)
  return given !== undefined && given.expiresAt > seen.expiresAt
}

function isGood(
  one: OAuthSettings,
  options: UserProviderOptions,
  request: GetTokenOptions,
): boolean {
  const { now = Date.now } = options
  const isRejected = one.accessToken === request.rejected?.value
  const reserve = one.refreshToken === undefined ? 0 : reserveOf(one)
  return !isRejected && request.claims === undefined && one.expiresAt - now() > reserve
}

function keptSource(
  kept: OAuthSettings | undefined,
  options: UserProviderOptions,
): OAuthSettings | undefined {
  return kept !== undefined && isForUs(kept, options) ? kept : undefined
}

/** Given tokens, unless the stored ones come from them. */
function givenSource(
  kept: OAuthSettings | undefined,
  options: UserProviderOptions,
): OAuthSettings | undefined {
  const { accessToken = '', refreshToken, expiresAt } = options.given
  const { clientId = '', authority = '', now = Date.now } = options
  if (accessToken === '' && refreshToken === undefined) return undefined
  if (isTaken(kept, refreshToken ?? accessToken)) return undefined
  return {
    clientId,
    authority,
    scopes: options.scopes,
    account: undefined,
    accessToken,
    refreshToken,
    expiresAt: accessToken === '' ? 0 : (expiresAt ?? expiryIn(accessToken) ?? now() + usualLifeMs),
    taken: taking(kept, refreshToken ?? accessToken),
  }
}

/** Whether given tokens have taken the place of stored ones before anybody has used them. */
function isGivenAsIs(
  next: OAuthSettings,
  current: OAuthSettings | undefined,
  { given }: UserProviderOptions,
): boolean {
  return next !== current && next.accessToken !== '' && next.accessToken === given.accessToken
}

interface Asked {
  readonly options: UserProviderOptions
  readonly request: GetTokenOptions
  /** What was stored before given tokens took its place unproven. */
  readonly earlier?: OAuthSettings | undefined
}

async function redeemed(
  code: { readonly value: string; readonly redirectUri: string },
  kept: OAuthSettings | undefined,
  { options, request }: Asked,
): Promise<OAuthSettings> {
  const application = await applicationOf(options, request)
  const tokens = await redeemCode(application, {
    ...exchangeOptions(options, request),
    code: code.value,
    redirectUri: code.redirectUri,
  })
  return settingsOf(application, tokens, {
    scopes: options.scopes,
    taken: taking(kept, code.value),
  })
}

async function refreshed(
  one: OAuthSettings,
  refreshToken: string,
  { options, request }: Asked,
): Promise<OAuthSettings> {
  const clientId = one.clientId === '' ? options.newClientId() : one.clientId
  const authority =
    one.authority === '' ? await options.findAuthority(request.signal) : one.authority
  const application = {
    clientId,
    clientSecret: options.clientSecret,
    authority,
    http: options.http,
  }
  const tokens = await redeemRefreshToken(application, {
    ...exchangeOptions(options, request),
    scopes: one.scopes,
    refreshToken,
  })
  const next = settingsOf(application, tokens, one)
  return { ...next, account: next.account ?? one.account }
}

/** A new sign-in, kept. The store is not locked while the person signs in. */
async function signedIn(
  signIn: SignIn,
  options: UserProviderOptions,
  request: GetTokenOptions,
): Promise<OAuthSettings> {
  const application = await applicationOf(options, request)
  const tokens = await signIn(application, exchangeOptions(options, request)).catch(
    (error: unknown) => {
      // A code of a new sign-in is no stored grant that could be replaced by another one.
      throw shownError(error)
    },
  )
  const { scopes } = options
  return await options.settings.update(
    (kept) =>
      Promise.resolve(settingsOf(application, tokens, { scopes, taken: kept?.taken ?? [] })),
    request,
  )
}

async function applicationOf(
  options: UserProviderOptions,
  { signal }: GetTokenOptions,
): Promise<ClientApplication> {
  const clientId = options.clientId ?? options.newClientId()
  const authority = options.authority ?? (await options.findAuthority(signal))
  return { clientId, clientSecret: options.clientSecret, authority, http: options.http }
}

function exchangeOptions(
  { scopes }: UserProviderOptions,
  { claims, signal }: GetTokenOptions,
): ExchangeOptions {
  return { scopes, claims, signal }
}

function settingsOf(
  { clientId, authority }: ClientApplication,
  { accessToken, refreshToken, expiresAt, account }: TokenSet,
  { scopes, taken }: Pick<OAuthSettings, 'scopes' | 'taken'>,
): OAuthSettings {
  return { clientId, authority, scopes, account, accessToken, refreshToken, expiresAt, taken }
}

function tokenOf({ accessToken, expiresAt }: OAuthSettings, source: string): AccessToken {
  return {
    scheme: 'Bearer',
    value: accessToken,
    expiresAt: expiresAt === 0 ? undefined : new Date(expiresAt),
    source,
  }
}
