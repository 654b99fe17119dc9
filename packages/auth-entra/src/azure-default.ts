import {
  azureCli,
  type ChainLink,
  chainedTokenProvider,
  type HttpClient,
  type SettingsStore,
  signInUnavailable,
  staticToken,
  type TokenProvider,
} from '@devopsql/auth'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import type { AzureCloud } from './constants.ts'
import { entraUser } from './entra-user.ts'
import { variable } from './environment.ts'
import { managedIdentity } from './managed-identity/managed-identity.ts'
import { certificateOfEnvironment } from './service-principal/certificate-of-environment.ts'
import type { ClientCertificate } from './service-principal/client-certificate.ts'
import {
  type ServicePrincipalCredential,
  servicePrincipal,
} from './service-principal/service-principal.ts'
import { workloadIdentity } from './workload-identity/workload-identity.ts'

export interface AzureDefaultOptions {
  /** `AZURE_CLIENT_ID` when absent. */
  readonly clientId?: string | undefined
  /** `AZURE_CLIENT_SECRET` when absent. */
  readonly clientSecret?: string | undefined
  /** That of `AZURE_CLIENT_CERTIFICATE_PATH` and `AZURE_CLIENT_CERTIFICATE_PASSWORD` when absent. */
  readonly certificate?: ClientCertificate | undefined
  /** `AZURE_TENANT_ID` when absent, then the one that the organization belongs to. */
  readonly tenant?: string | undefined
  readonly cloud?: AzureCloud | undefined
  /** `AZURE_FEDERATED_TOKEN_FILE` when absent. */
  readonly tokenFile?: string | undefined
  readonly organizationUrl?: string | undefined
  /** Where a sign-in of a person may be kept. */
  readonly settings: SettingsStore
  /** The fetch of Node when absent. */
  readonly http?: HttpClient | undefined
}

/**
 * Signs in by the first way that is there, in this order: service principal, workload identity, token of a pipeline, kept
 * sign-in of a person, managed identity, Azure CLI. Never asks anybody. `source` of a token says which way it was.
 */
export function azureDefault(options: AzureDefaultOptions): TokenProvider {
  const { clientId, tenant, http } = options
  return chainedTokenProvider([
    link('service principal', environmentPrincipal(options)),
    link('workload identity', workloadIdentity(options)),
    link('token of the pipeline', pipelineJob()),
    link('kept sign-in', keptSignIn(options)),
    link(
      'managed identity',
      managedIdentity({ clientId: clientId ?? variable('AZURE_CLIENT_ID'), http }),
    ),
    link('Azure CLI', azureCli({ tenant })),
  ])
}

/** A way of signing in that lacks a setting is not there, which is no failure. */
function link(name: string, { getToken }: TokenProvider): ChainLink {
  return {
    name,
    provider: {
      getToken: async (request) => {
        try {
          return await getToken(request)
        } catch (error) {
          if (!isDevopsqlError(error) || error.code !== 'DEVOPSQL_MISSING_PROPERTY') throw error
          throw signInUnavailable(error.message, { hint: error.hint })
        }
      },
    },
  }
}

function environmentPrincipal(options: AzureDefaultOptions): TokenProvider {
  return {
    getToken: async (request) => {
      const credential = credentialOf(options)
      return await servicePrincipal({ ...options, credential }).getToken(request)
    },
  }
}

function credentialOf(options: AzureDefaultOptions): ServicePrincipalCredential {
  const secret = options.clientSecret ?? variable('AZURE_CLIENT_SECRET')
  if (secret !== undefined) return { secret }
  const certificate = options.certificate ?? certificateOfEnvironment()
  if (certificate !== undefined) return { certificate }
  throw notSet('neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set')
}

function pipelineJob(): TokenProvider {
  return {
    getToken: async (request) => {
      const token = variable('SYSTEM_ACCESSTOKEN')
      if (token === undefined) throw notSet('SYSTEM_ACCESSTOKEN is not set')
      return await staticToken(token).getToken(request)
    },
  }
}

function keptSignIn(options: AzureDefaultOptions): TokenProvider {
  const { clientId, clientSecret, tenant, cloud, organizationUrl, settings, http } = options
  const user = entraUser({
    ask: 'nobody',
    ...{ clientId, clientSecret, tenant, cloud, organizationUrl, settings, http },
  })
  return {
    getToken: async (request) => {
      const kept = await settings.read(request)
      if (kept === undefined) {
        throw signInUnavailable(`nothing is kept at ${settings.location}`, {
          hint: 'Sign in once with `devopsql login`.',
        })
      }
      return await user.getToken(request)
    },
  }
}

function notSet(problem: string): DevopsqlError {
  return new DevopsqlError(problem, {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Set it in the environment, or sign in with `az login`.',
  })
}
