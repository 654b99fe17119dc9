import { Buffer } from 'node:buffer'
import { DevopsqlError } from '@devopsql/errors'
import type { AccessToken, TokenProvider } from './token-provider.ts'

/** Signs in with a personal access token: HTTP Basic with an empty user name. */
export function personalAccessToken(token: string): TokenProvider {
  return fixedToken(basic('', token), {
    message: 'the personal access token was refused',
    hint: 'Check that the personal access token has not expired or been revoked, belongs to this organization and has the scopes to read; create a new one under User settings > Personal access tokens.',
  })
}

/** Signs in to Azure DevOps Server with an account and its password: HTTP Basic. */
export function userPassword(user: string, password: string): TokenProvider {
  return fixedToken(basic(user, password), {
    message: `the password of user ${user} was refused`,
    hint: 'Check User and Password, and that the server allows basic authentication; Azure DevOps Services takes personal access tokens only.',
  })
}

/** Signs in with a bearer token that was fetched elsewhere; nothing refreshes it. */
export function staticToken(
  token: string,
  options: { readonly expiresAt?: Date } = {},
): TokenProvider {
  return fixedToken(
    { scheme: 'Bearer', value: token, expiresAt: options.expiresAt },
    {
      message: 'the access token was refused',
      hint: 'Fetch a new access token; they live for about an hour. A token provider of your own can do that by itself.',
    },
  )
}

interface Refusal {
  readonly message: string
  readonly hint: string
}

function fixedToken(token: AccessToken, refusal: Refusal): TokenProvider {
  return {
    getToken: async ({ signal, rejected }) => {
      signal?.throwIfAborted()
      if (rejected?.value === token.value && rejected.scheme === token.scheme) {
        throw new DevopsqlError(refusal.message, {
          code: 'DEVOPSQL_SIGN_IN_FAILED',
          hint: refusal.hint,
        })
      }
      return await Promise.resolve(token)
    },
  }
}

function basic(user: string, password: string): AccessToken {
  const value = Buffer.from(`${user}:${password}`, 'utf8').toString('base64')
  return { scheme: 'Basic', value, expiresAt: undefined }
}
