import { ManagedIdentityApplication, ManagedIdentitySourceNames } from '@azure/msal-node'
import type { AccessToken, GetTokenOptions, HttpClient, TokenProvider } from '@devopsql/auth'
import { azureDevOpsResource } from '@devopsql/auth'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { fetchHttp } from '../fetch-http.ts'
import { identityNetwork } from '../identity-network.ts'
import { signInError } from '../sign-in-error.ts'
import { metadataService } from './metadata-service.ts'

export interface ManagedIdentityOptions {
  /** Of a user-assigned identity. Without any id: the one that the system has. */
  readonly clientId?: string | undefined
  /** Azure resource id of a user-assigned identity, instead of `clientId`. */
  readonly resourceId?: string | undefined
  /** The fetch of Node when absent. */
  readonly http?: HttpClient | undefined
}

/**
 * Signs in as the identity that Azure gives to a virtual machine, App Service, Container App, Function, Arc server or Cloud
 * Shell. Rejects with `signInUnavailable` where no such service answers on this machine.
 */
export function managedIdentity(options: ManagedIdentityOptions = {}): TokenProvider {
  return {
    getToken: async (request) => {
      request.signal?.throwIfAborted()
      const token = await ask(options, request)
      if (token.value === request.rejected?.value) throw onlyOne()
      return token
    },
  }
}

async function ask(
  { clientId, resourceId, http = fetchHttp }: ManagedIdentityOptions,
  { signal }: GetTokenOptions,
): Promise<AccessToken> {
  const isOnMachine = sourceOf(new ManagedIdentityApplication())
  const client = isOnMachine ? metadataService(http) : http
  const network = identityNetwork({ http: client, signal, direct: true })
  try {
    const application = new ManagedIdentityApplication({
      managedIdentityIdParams: {
        ...(clientId !== undefined && { userAssignedClientId: clientId }),
        ...(resourceId !== undefined && { userAssignedResourceId: resourceId }),
      },
      // Our network sends again itself, and stops when it is told to.
      system: { networkClient: network, disableInternalRetries: true },
    })
    forgetSource(application)
    // MSAL keeps the tokens of all identities for the whole process: never ask what it has.
    const result = await application.acquireToken({
      resource: azureDevOpsResource,
      forceRefresh: true,
    })
    return {
      scheme: 'Bearer',
      value: result.accessToken,
      expiresAt: result.expiresOn ?? undefined,
      source: 'managed identity',
    }
  } catch (error) {
    signal?.throwIfAborted()
    const shown = signInError(error, network)
    if (isDevopsqlError(network.failure())) throw shown
    throw new DevopsqlError('the managed identity gave no token', {
      code: shown.code,
      hint: 'Check that the identity is assigned to this machine or app, and OAuthClientId for a user-assigned one.',
      detail: shown.detail,
    })
  }
}

/** Whether the metadata service of a virtual machine is asked, and not what the environment names. */
function sourceOf(application: ManagedIdentityApplication): boolean {
  forgetSource(application)
  return application.getManagedIdentitySource() === ManagedIdentitySourceNames.DEFAULT_TO_IMDS
}

/**
 * MSAL uses address and network of the first application for all later ones, though that connection may long be closed.
 * There is no public way to undo that; a test notices when this one ends.
 */
function forgetSource(application: ManagedIdentityApplication): void {
  const client: unknown = Reflect.get(application, 'managedIdentityClient')
  if (typeof client !== 'object' || client === null) return
  Object.assign(client.constructor, { identitySource: undefined, sourceName: undefined })
}

function onlyOne(): DevopsqlError {
  return new DevopsqlError('the token of the managed identity was refused', {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Add the managed identity as a user of the organization, with access to the project. Azure gives the same token for some hours.',
  })
}
