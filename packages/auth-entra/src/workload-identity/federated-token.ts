import { readFile } from 'node:fs/promises'
import type { HttpClient } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { variable } from '../environment.ts'
import { pipelineToken } from './pipeline-token.ts'

export interface FederatedTokenOptions {
  readonly tokenFile?: string | undefined
  readonly serviceConnectionId?: string | undefined
  readonly http: HttpClient
}

/** Where the token of another identity provider comes from. */
export interface FederatedTokenSource {
  readonly kind: 'file' | 'github-actions' | 'azure-pipelines'
  readonly token: (options: { readonly signal?: AbortSignal }) => Promise<string>
}

const audience = 'api://AzureADTokenExchange'

/** The first source that is there: a file, GitHub Actions, Azure Pipelines. Throws DEVOPSQL_MISSING_PROPERTY without one. */
export function federatedTokenSource(options: FederatedTokenOptions): FederatedTokenSource {
  const { http } = options
  const file = options.tokenFile ?? variable('AZURE_FEDERATED_TOKEN_FILE')
  if (file !== undefined) return { kind: 'file', token: async () => await tokenIn(file) }

  const gitHub = variable('ACTIONS_ID_TOKEN_REQUEST_URL')
  const gitHubToken = variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN')
  if (gitHub !== undefined && gitHubToken !== undefined) {
    return {
      kind: 'github-actions',
      token: async ({ signal }) =>
        await pipelineToken(http, {
          agent: 'GitHub Actions',
          method: 'GET',
          url: withQuery(gitHub, { audience }),
          token: gitHubToken,
          field: 'value',
          signal,
        }),
    }
  }
  const azure = variable('SYSTEM_OIDCREQUESTURI')
  if (azure === undefined) throw nothingThere()
  return { kind: 'azure-pipelines', token: azurePipelines(azure, options) }
}

function azurePipelines(
  address: string,
  { serviceConnectionId, http }: FederatedTokenOptions,
): FederatedTokenSource['token'] {
  const jobToken = variable('SYSTEM_ACCESSTOKEN')
  if (jobToken === undefined) {
    throw missing(
      'the environment variable SYSTEM_ACCESSTOKEN is not set',
      'Give it to the step of the pipeline: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken).',
    )
  }
  const connection = serviceConnectionId ?? variable('AZURESUBSCRIPTION_SERVICE_CONNECTION_ID')
  if (connection === undefined) {
    throw missing(
      'the environment variable AZURESUBSCRIPTION_SERVICE_CONNECTION_ID is not set',
      'Run the step in an AzureCLI@2 or AzurePowerShell@5 task with azureSubscription, or set the variable to the id of the service connection.',
    )
  }
  return async ({ signal }) =>
    await pipelineToken(http, {
      agent: 'Azure Pipelines',
      method: 'POST',
      url: withQuery(address, { 'api-version': '7.1', serviceConnectionId: connection }),
      token: jobToken,
      field: 'oidcToken',
      signal,
    })
}

async function tokenIn(file: string): Promise<string> {
  const text = await readTokenFile(file)
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return text
  throw new DevopsqlError(`the file of the federated token holds no token: ${file}`, {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'The file holds one JSON Web Token and nothing else; whoever writes it may not have done so yet.',
  })
}

async function readTokenFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    throw new DevopsqlError(`the file of the federated token can not be read: ${file}`, {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'Check AzureFederatedTokenFile or AZURE_FEDERATED_TOKEN_FILE.',
      cause,
    })
  }
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  if (!URL.canParse(address)) {
    throw new DevopsqlError('the address of the pipeline’s identity tokens is no URL', {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'Leave ACTIONS_ID_TOKEN_REQUEST_URL and SYSTEM_OIDCREQUESTURI as the agent sets them.',
    })
  }
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

function nothingThere(): DevopsqlError {
  return missing(
    'there is no federated token: AZURE_FEDERATED_TOKEN_FILE is not set',
    'Set AzureFederatedTokenFile or AZURE_FEDERATED_TOKEN_FILE; in GitHub Actions give the job permissions: id-token: write; Azure Pipelines sets SYSTEM_OIDCREQUESTURI.',
  )
}

function missing(problem: string, hint: string): DevopsqlError {
  return new DevopsqlError(problem, { code: 'DEVOPSQL_MISSING_PROPERTY', hint })
}
