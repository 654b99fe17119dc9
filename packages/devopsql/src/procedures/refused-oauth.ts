import { DevopsqlError } from '@devopsql/errors'
import type { OAuthProcedures } from './oauth-contract.ts'

/** The procedures of signing in on a connection that doesn't sign in with Microsoft Entra: each says so. */
export function refusedOAuth(): OAuthProcedures {
  const refuse = async (): Promise<never> => {
    await Promise.resolve()
    throw new DevopsqlError('this connection does not sign in with Microsoft Entra', {
      code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
      hint: 'Connect with AuthScheme=AzureAD to use the procedures of signing in.',
    })
  }
  return {
    authorizationUrl: refuse,
    accessToken: refuse,
    refresh: refuse,
    adminConsentUrl: refuse,
    exportSettings: refuse,
  }
}
