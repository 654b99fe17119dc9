import type { DeviceCodeRequest } from '@azure/msal-node'
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
  return await untilAborted(signingIn, signal, () => {
    // MSAL looks at it between two polls.
    request.cancel = true
  })
}

// MSAL says that it is there, and gives undefined when the service refused.
function isGiven(userCode: unknown): boolean {
  return typeof userCode === 'string'
}

/** Rejects with the reason of the signal as soon as it aborts, whatever the promise does then. */
async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  cancel: () => void,
): Promise<T> {
  if (signal === undefined) return await promise
  let stop = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      cancel()
      // The reason is the caller's own, whatever it is.
      reject(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    stop = () => signal.removeEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    stop()
    promise.catch(() => undefined)
  }
}
