import type { DeviceCodeRequest } from '@azure/msal-node'
import { orAborted } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import type { SignInPrompt } from './browser-sign-in.ts'
import { type ClientApplication, exchange, type TokenSet } from './client-application.ts'
import { NoDeviceCode } from './sign-in-error.ts'
import type { ExchangeOptions } from './token-exchange.ts'

export interface DeviceCodeSignInOptions {
  readonly show: (prompt: SignInPrompt) => void
  readonly timeoutMs: number
}

/** Signs a person in with a browser anywhere, by a code to type there (OAuth 2.0 device authorization grant). */
export async function signInWithDeviceCode(
  application: ClientApplication,
  { show, timeoutMs }: DeviceCodeSignInOptions,
  { scopes, claims, signal }: ExchangeOptions,
): Promise<TokenSet> {
  const request: DeviceCodeRequest = {
    scopes: [...scopes],
    timeout: Math.ceil(timeoutMs / 1000),
    ...(claims !== undefined && { claims }),
    deviceCodeCallback: ({ message, verificationUri, userCode }) => {
      if (!isGiven(userCode)) throw new NoDeviceCode()
      show({ kind: 'device-code', message, url: verificationUri, userCode })
    },
  }
  const signingIn = exchange(application, signal, (client) => {
    if ('acquireTokenByDeviceCode' in client) return client.acquireTokenByDeviceCode(request)
    throw new DevopsqlError('a sign-in with a device code takes no client secret', {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Leave out OAuthClientSecret, and allow public client flows for the application.',
    })
  })
  const cancel = (): void => {
    // MSAL looks at it between two polls.
    request.cancel = true
  }
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    return await orAborted(signingIn, signal)
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

// MSAL says that it is there, and gives undefined when the service refused.
function isGiven(userCode: unknown): boolean {
  return typeof userCode === 'string'
}
