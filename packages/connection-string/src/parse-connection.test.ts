import { expect, it } from 'vitest'
import { parseConnectionString } from './parse-connection.ts'

it("reads the product's own sample unchanged (P-CONN-03)", () => {
  const options = parseConnectionString(
    'AuthScheme=Basic;Organization=MyAzureDevOpsOrganization;Catalog=Project_dev;Schema=Project;PersonalAccessToken=MyPAT;',
  )
  expect(options).toMatchObject({
    AuthScheme: 'Basic',
    Organization: 'MyAzureDevOpsOrganization',
    Catalog: 'Project_dev',
    Schema: 'Project',
    PersonalAccessToken: 'MyPAT',
    notes: [],
  })
})

it('fills in the defaults', () => {
  expect(parseConnectionString('')).toMatchObject({
    AuthScheme: undefined,
    AzureDevOpsServiceAPI: '7.1',
    IncludeCustomFields: true,
    AllowPartial: false,
    Pushdown: 'on',
    TimeZone: 'UTC',
    MaxConcurrency: 8,
    MaxRequests: undefined,
    MaxRows: -1,
    Timeout: 60,
    ProxyPort: 80,
    ProxyExceptions: [],
    ConnectOnOpen: false,
  })
})
