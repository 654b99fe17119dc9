import { createHash, timingSafeEqual } from 'node:crypto'
import { DevopsqlError } from '@devopsql/errors'
import { firstLine } from './first-line.ts'

/** The code of an answer that belongs to `state`. Throws for another state, a refusal, and where no code is. */
export function codeOf(answer: URLSearchParams, state: string | undefined): string {
  if (state !== undefined && !isSameText(answer.get('state') ?? '', state)) {
    throw new DevopsqlError('the answer to the sign-in belongs to another request', {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'Its state is not the one that was sent: start the sign-in again and use the address that it gives.',
    })
  }
  const refusal = answer.get('error')
  if (refusal !== null) throw refused(refusal, answer.get('error_description') ?? undefined)
  const code = answer.get('code')
  if (code !== null && code !== '') return code
  throw new DevopsqlError('the answer to the sign-in holds no code', {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Give the whole address that the browser went to after the sign-in, or the value of code in it.',
  })
}

/**
 * The code in what a person copied: the bare code, or the whole callback address. The state of an address has to be
 * `state` where that is given.
 */
export function codeIn(verifier: string, state: string | undefined): string {
  const text = verifier.trim()
  if (!/^https?:\/\//i.test(text)) return codeOf(new URLSearchParams({ code: text }), undefined)
  const address = URL.canParse(text) ? new URL(text) : undefined
  const query = address?.searchParams ?? new URLSearchParams()
  const fragment = new URLSearchParams(address?.hash.slice(1) ?? '')
  // Some applications get it behind `#`, which never reaches a server.
  const isInFragment = fragment.has('code') || fragment.has('error')
  return codeOf(isInFragment ? fragment : query, state)
}

/** Compares in a time that tells nothing of where they differ. */
export function isSameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function refused(error: string, description: string | undefined): DevopsqlError {
  const isDeclined = error === 'access_denied' || error === 'consent_required'
  return new DevopsqlError(
    isDeclined ? 'the sign-in was declined' : 'the identity service refused the sign-in',
    {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      detail: firstLine(description === undefined ? error : `${error}: ${description}`),
      hint: isDeclined
        ? 'Sign in again and accept what the application asks for, or ask an administrator of the tenant to consent.'
        : 'Check OAuthClientId, AzureTenant and CallbackURL against how the application is registered.',
    },
  )
}
