import type { PropertyTable } from '../property.ts'

export interface AzureDevOpsOptions {
  readonly AuthScheme: string | undefined
  readonly Organization: string | undefined
  readonly PersonalAccessToken: string | undefined
  readonly User: string | undefined
  readonly Password: string | undefined
  readonly AzureDevOpsEdition: string
  readonly URL: string | undefined
  readonly AzureDevOpsServiceAPI: string
  readonly AzureTenant: string | undefined
  readonly AzureEnvironment: 'GLOBAL' | 'CHINA' | 'USGOVT' | 'USGOVTDOD'
  readonly ProjectId: string | undefined
  readonly Catalog: string | undefined
  readonly Schema: string | undefined
  readonly IncludeCustomFields: boolean
}

export const azureDevOpsProperties: PropertyTable<AzureDevOpsOptions> = {
  AuthScheme: {
    type: 'choice',
    category: 'Authentication',
    default: undefined,
    values: [
      'Basic',
      'AzureAD',
      'AzureADDeviceCode',
      'AzureServicePrincipal',
      'AzureServicePrincipalCert',
      'AzureMSI',
      'AzureWorkloadIdentity',
      'AzureCLI',
      'AzureDefault',
      'OAuthAccessToken',
      'SystemAccessToken',
    ],
    doc: 'How to sign in; docs/auth.md has each way. Not set: `Basic` when PersonalAccessToken or User is given, `AzureAD` when an OAuth property is. `connect` takes schemes of your own too.',
    status: 'supported',
  },
  Organization: {
    type: 'text',
    category: 'Authentication',
    default: undefined,
    pattern: /^[^/\\?#:@]+$/,
    expected: 'the name alone, such as contoso for https://dev.azure.com/contoso',
    doc: 'Name of the organization, or of the collection on Azure DevOps Server. May be left out when the last segment of URL says it.',
    status: 'supported',
    neededBy: ['Basic', 'AzureAD'],
  },
  PersonalAccessToken: {
    type: 'secret',
    category: 'Authentication',
    default: undefined,
    doc: 'Personal access token; sent as HTTP Basic with an empty user name.',
    status: 'supported',
    neededBy: ['Basic'],
    aliases: ['PAT'],
  },
  User: {
    type: 'text',
    category: 'Authentication',
    default: undefined,
    doc: 'Account for Basic on Azure DevOps Server, instead of PersonalAccessToken.',
    status: 'supported',
    aliases: ['UID'],
  },
  Password: {
    type: 'secret',
    category: 'Authentication',
    default: undefined,
    doc: 'Password of User.',
    status: 'supported',
    aliases: ['PWD'],
  },
  AzureDevOpsEdition: {
    type: 'choice',
    category: 'Authentication',
    default: 'AzureDevOps Online',
    values: ['AzureDevOps Online', 'AzureDevOps OnPremise'],
    valueAliases: { online: 'AzureDevOps Online', onpremise: 'AzureDevOps OnPremise' },
    doc: 'The cloud service, or Azure DevOps Server; the server needs URL and `AuthScheme=Basic`.',
    status: 'supported',
  },
  URL: {
    type: 'text',
    category: 'Authentication',
    default: undefined,
    // A user name or password in the URL would reach messages and logs, which know only secret properties.
    pattern: /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/i,
    expected:
      'a whole address such as https://server/tfs/DefaultCollection, without user name, query or fragment',
    doc: 'Base address of the server, a proxy or the emulator; it overrides every host. Used as it is when its last segment is the organization or collection, otherwise Organization is appended.',
    status: 'supported',
  },
  AzureDevOpsServiceAPI: {
    type: 'choice',
    category: 'Azure DevOps',
    default: '7.1',
    values: ['7.1', '7.0', '6.0', '5.1'],
    doc: 'Newest version of the REST API to ask for.',
    status: 'supported',
  },
  AzureTenant: {
    type: 'text',
    category: 'Authentication',
    default: undefined,
    pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i,
    expected: 'its id or domain, such as contoso.onmicrosoft.com',
    doc: 'Microsoft Entra tenant to sign in to, by id or domain. Not set: AZURE_TENANT_ID of the environment for applications, else the one that the organization belongs to.',
    status: 'supported',
  },
  AzureEnvironment: {
    type: 'choice',
    category: 'Authentication',
    default: 'GLOBAL',
    values: ['GLOBAL', 'CHINA', 'USGOVT', 'USGOVTDOD'],
    doc: 'Cloud of the directory that signs in.',
    status: 'supported',
  },
  ProjectId: {
    type: 'text',
    category: 'Azure DevOps',
    default: undefined,
    doc: 'Id or name of a project: the same as `Catalog=Project_<name>`. Catalog wins when both are given.',
    status: 'supported',
  },
  Catalog: {
    type: 'text',
    category: 'Azure DevOps',
    default: undefined,
    doc: 'Where unqualified table names are looked up: `CData` (the organization, as when not set) or `Project_<name>`.',
    status: 'supported',
  },
  Schema: {
    type: 'text',
    category: 'Azure DevOps',
    default: undefined,
    doc: 'Schema in the catalog: `Information`, or `Project` in a project.',
    status: 'supported',
  },
  IncludeCustomFields: {
    type: 'boolean',
    category: 'Azure DevOps',
    default: true,
    doc: 'Show the custom fields of work items as columns.',
    status: 'supported',
  },
}
