import { exportSettings } from '@devopsql/auth'
import type { OAuthTokens as EntraTokens, OAuthProcedures as Steps } from '@devopsql/auth-entra'
import { type ConnectionOptions, findProperty } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'
import type {
  AccessTokenInputs,
  AdminConsentUrlInputs,
  AuthMode,
  OAuthProcedures,
  OAuthTokens,
} from '../procedures/oauth-contract.ts'
import { applicationOf } from './entra-user-schemes.ts'
import { settingsPlaceOf } from './settings-place.ts'
import type { SignInContext } from './sign-in-context.ts'

const defaultCallbackUrl = findProperty('CallbackURL')?.default

/** A sign-in whose address this connection has given out. */
interface Begun {
  readonly callbackUrl: string
  readonly state: string
}

/** The procedures of signing in, over the properties of one connection. */
export function createOAuthProcedures(
  options: ConnectionOptions,
  context: SignInContext,
): OAuthProcedures {
  let begun: Begun | undefined

  /** That of the call, of the property where it is set, of the last address, the default (P-AUTH-24). */
  const callbackFor = (given: string | undefined): string => {
    const { CallbackURL } = options
    if (given !== undefined) return given
    return CallbackURL === defaultCallbackUrl ? (begun?.callbackUrl ?? CallbackURL) : CallbackURL
  }
  const steps = async (mode: AuthMode | undefined): Promise<Steps> => {
    if (mode === 'WEB' && options.OAuthClientId === undefined) throw webNeedsApplication()
    const { oauthProcedures } = await import('@devopsql/auth-entra')
    return oauthProcedures({ ...applicationOf(options), http: context.http })
  }
  const scopesFor = async (
    inputs: Pick<AccessTokenInputs, 'permissions' | 'scopes'>,
  ): Promise<readonly string[] | undefined> => {
    const { scopesIn } = await import('@devopsql/auth-entra')
    const asked = [...(inputs.permissions ?? []), ...(inputs.scopes ?? [])].join(' ')
    const scopes = scopesIn(asked === '' ? (options.Scope ?? '') : asked)
    return scopes.length === 0 ? undefined : scopes
  }

  return {
    authorizationUrl: async (inputs) => {
      const callbackUrl = callbackFor(inputs.callbackUrl)
      const answer = await (await steps(inputs.authMode)).authorizationUrl({
        callbackUrl,
        scopes: await scopesFor(inputs),
        state: inputs.state,
        prompt: inputs.prompt,
        pkce: inputs.pkce,
      })
      begun = { callbackUrl, state: answer.state }
      return answer
    },
    accessToken: async (inputs, { signal }) => {
      const { interaction } = context
      const verifier = inputs.verifier ?? options.OAuthVerifier
      const { authMode = 'APP', pkceVerifier } = inputs
      const oauth = await steps(authMode)
      const request = {
        callbackUrl: callbackFor(inputs.callbackUrl),
        scopes: await scopesFor(inputs),
        signal,
      }
      if (verifier !== undefined) {
        const state = inputs.state ?? begun?.state
        return tokensOf(await oauth.accessToken({ ...request, verifier, state, pkceVerifier }))
      }
      if (authMode === 'WEB') throw verifierMissing()
      return tokensOf(await oauth.signIn({ ...request, ...interaction }))
    },
    refresh: async ({ refreshToken }, { signal }) =>
      tokensOf(
        await (await steps(undefined)).refresh({
          refreshToken,
          scopes: await scopesFor({}),
          signal,
        }),
      ),
    adminConsentUrl: async (inputs: AdminConsentUrlInputs) => ({
      url: (await steps(undefined)).adminConsentUrl({
        callbackUrl: callbackFor(inputs.callbackUrl),
        state: inputs.state,
        scopes: await scopesFor(inputs),
      }),
    }),
    exportSettings: async ({ passphrase, location }, { signal }) => ({
      location: await exportSettings(settingsPlaceOf(options), {
        passphrase,
        target: location,
        signal,
      }),
    }),
  }
}

function tokensOf({ accessToken, refreshToken, expiresIn }: EntraTokens): OAuthTokens {
  return { accessToken, refreshToken, expiresInSeconds: expiresIn }
}

function webNeedsApplication(): DevopsqlError {
  return new DevopsqlError('a web application signs in with an application of its own', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Set OAuthClientId and OAuthClientSecret of an application with the platform Web.',
  })
}

function verifierMissing(): DevopsqlError {
  return new DevopsqlError('GetOAuthAccessToken has no Verifier', {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: 'Give the code, or the whole address that the browser went to after the sign-in.',
  })
}
