import { DevopsqlError } from '@devopsql/errors'
import { embeddedClientId } from './constants.ts'

/** The application that signs in where the caller names none: of the environment, or built in. Throws where there is none. */
export function defaultClientId(): string {
  const id = process.env['DEVOPSQL_OAUTH_CLIENT_ID'] ?? ''
  const chosen = id === '' ? embeddedClientId : id
  if (chosen !== '') return chosen
  throw new DevopsqlError('no application is named that could sign in with Microsoft Entra', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Set OAuthClientId, or DEVOPSQL_OAUTH_CLIENT_ID in the environment, to an application of your own: 1. register one in Microsoft Entra (Mobile and desktop, redirect URI http://localhost), 2. give it the delegated permission user_impersonation of Azure DevOps, 3. copy its client id (docs/auth.md). Without one use AuthScheme=AzureCLI, or AuthScheme=Basic with a personal access token; AzureADDeviceCode needs a client id too.',
  })
}
