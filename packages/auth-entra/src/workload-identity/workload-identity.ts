import type { HttpClient, TokenProvider } from '@devopsql/auth'
import type { AzureCloud } from '../constants.ts'
import { variable } from '../environment.ts'
import { fetchHttp } from '../fetch-http.ts'
import { applicationProvider } from '../service-principal/service-principal.ts'
import { federatedTokenSource } from './federated-token.ts'

export interface WorkloadIdentityOptions {
  /** Absent: `AZURE_CLIENT_ID`, in Azure Pipelines then that of the service connection. */
  readonly clientId?: string | undefined
  /** Id or domain. Absent: `AZURE_TENANT_ID`, then that of the service connection, then that of the organization. */
  readonly tenant?: string | undefined
  /** Absent: that of `AZURE_AUTHORITY_HOST`, then the public one. */
  readonly cloud?: AzureCloud | undefined
  /** File with the token of the other identity provider. Absent: `AZURE_FEDERATED_TOKEN_FILE`, then what a pipeline gives. */
  readonly tokenFile?: string | undefined
  /** Of Azure Pipelines; `AZURESUBSCRIPTION_SERVICE_CONNECTION_ID` when absent. */
  readonly serviceConnectionId?: string | undefined
  /** `https://dev.azure.com/<organization>`: asked for the tenant where none is given. */
  readonly organizationUrl?: string | undefined
  /** The fetch of Node when absent. */
  readonly http?: HttpClient | undefined
}

/**
 * Signs in as an application that trusts another identity provider: of a Kubernetes cluster (a file), GitHub Actions, or
 * Azure Pipelines. The token of that provider is fetched anew for each sign-in.
 */
export function workloadIdentity(options: WorkloadIdentityOptions = {}): TokenProvider {
  const { clientId, tenant, cloud, organizationUrl, http = fetchHttp } = options
  return {
    getToken: async (request) => {
      request.signal?.throwIfAborted()
      const source = federatedTokenSource({ ...options, http })
      const isOfPipeline = source.kind === 'azure-pipelines'
      const provider = applicationProvider(
        {
          clientId:
            clientId ??
            variable('AZURE_CLIENT_ID') ??
            (isOfPipeline ? variable('AZURESUBSCRIPTION_CLIENT_ID') : undefined),
          tenant:
            tenant ??
            variable('AZURE_TENANT_ID') ??
            (isOfPipeline ? variable('AZURESUBSCRIPTION_TENANT_ID') : undefined),
          cloud,
          organizationUrl,
          http,
          credential: { assertion: source.token },
        },
        'workload identity',
      )
      return await provider.getToken(request)
    },
  }
}
