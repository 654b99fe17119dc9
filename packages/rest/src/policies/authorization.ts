import type { AccessToken, GetTokenOptions, TokenProvider } from '@devopsql/auth'
import { type DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { claimsIn } from '../challenges.ts'
import { signInFailed } from '../error-mapping.ts'
import { type Answer, isSignInAnswer, isSuccess, type Policy } from '../exchange.ts'
import { secretsOfToken } from '../token-secrets.ts'

/** Asks for a token before each request, once more when the service rejects it, and once more when it wants more claims. */
export function authorization(provider: TokenProvider): Policy {
  // By token, the templates that it was accepted for. Tokens live for an hour at least, so these stay few.
  const accepted = new Map<string, Set<string>>()
  return (next) => async (exchange) => {
    const { signal } = exchange.context
    const send = async (token: AccessToken): Promise<Answer> => {
      exchange.authorization = headerValue(token)
      const templates = accepted.get(exchange.authorization) ?? new Set()
      accepted.set(exchange.authorization, templates)
      const { template } = exchange.request
      // What was accepted once and no more has expired or been revoked.
      exchange.isAcceptedElsewhere = templates.size > 0 && !templates.has(template)
      const answer = await next(exchange)
      if (isSuccess(answer) && !isSignInAnswer(answer)) templates.add(template)
      return withoutToken(answer, token)
    }
    let token = await provider.getToken({ signal })
    let answer = await send(token)
    // A new token may be asked for more claims, once; a second plain refusal is final.
    for (let renewals = 0, isChallenged = false; isSignInAnswer(answer); renewals++) {
      const claims = claimsIn(answer.headers['www-authenticate'])
      if (isChallenged || (renewals > 0 && claims === undefined)) return answer
      // There is no other personal access token: called rejected, it would serve no more requests that it is good for.
      if (token.scheme === 'Basic' && exchange.isAcceptedElsewhere && claims === undefined) {
        return answer
      }
      isChallenged = claims !== undefined
      const other = await anotherToken(provider, { signal, rejected: token, claims })
      if (isDevopsqlError(other)) throw signInFailed(answer, exchange, other)
      if (other.value === token.value) return answer
      token = other
      answer = await send(token)
    }
    return answer
  }
}

function headerValue(token: AccessToken): string {
  return `${token.scheme} ${token.value}`
}

async function anotherToken(
  provider: TokenProvider,
  options: GetTokenOptions,
): Promise<AccessToken | DevopsqlError> {
  try {
    return await provider.getToken(options)
  } catch (error) {
    if (isDevopsqlError(error) && error.code === 'DEVOPSQL_SIGN_IN_FAILED') return error
    throw error
  }
}

// A server or proxy that quotes the request in its error must not carry the token into ours.
function withoutToken(answer: Answer, token: AccessToken): Answer {
  if (isSuccess(answer)) return answer
  const told = JSON.stringify([answer.body, answer.headers])
  return secretsOfToken(token).some((secret) => told.includes(jsonText(secret)))
    ? { ...answer, headers: {}, body: undefined, kind: 'other' }
    : answer
}

function jsonText(secret: string): string {
  return JSON.stringify(secret).slice(1, -1)
}
