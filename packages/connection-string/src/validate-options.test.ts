import { expect, it } from 'vitest'
import { parseConnectionString } from './parse-connection.ts'
import { validateOptions } from './validate-options.ts'

const server = 'AzureDevOpsEdition=AzureDevOps OnPremise;'

it.each([
  'Organization=contoso;PersonalAccessToken=x',
  'URL=http://127.0.0.1:8080/contoso;PersonalAccessToken=x',
  `${server}URL=https://tfs/tfs/DefaultCollection;User=x;Password=y`,
  `${server}URL=https://tfs/tfs;Organization=DefaultCollection;PAT=x;TimeZone=Europe/Berlin`,
])('accepts %s', (text) => {
  expect(() =>
    validateOptions(parseConnectionString(text), { hasTokenProvider: false }),
  ).not.toThrow()
})

it.each([
  [
    'PAT=x',
    'Organization is missing',
    'Add Organization=<name>, as in https://dev.azure.com/<name>.',
  ],
  [
    'PAT=x;URL=http://127.0.0.1:8080/',
    'Organization is missing',
    'Add Organization=<name>, or end URL with the organization or collection.',
  ],
  [
    'Organization=contoso',
    'PersonalAccessToken is missing',
    'Add PersonalAccessToken=…; User=… and Password=… on Azure DevOps Server; or another AuthScheme such as AzureAD, AzureADDeviceCode or AzureCLI.',
  ],
  [
    'Organization=contoso;AuthScheme=Basic;PersonalAccessToken=',
    'PersonalAccessToken is missing',
    'Add PersonalAccessToken=…; User=… and Password=… on Azure DevOps Server; or another AuthScheme such as AzureAD, AzureADDeviceCode or AzureCLI.',
  ],
  ['Organization=contoso;Password=x', 'User is missing for Password', 'Add User=….'],
  [
    `${server}Organization=DefaultCollection;PAT=x`,
    'URL is missing for Azure DevOps Server',
    'Add URL=https://server/collection.',
  ],
])('says what is missing in %s', (text, message, hint) => {
  expect(errorOf(text)).toMatchObject({ code: 'DEVOPSQL_MISSING_PROPERTY', message, hint })
})

it('refuses another scheme than Basic on the server (P-AUTH-03)', () => {
  expect(errorOf(`${server}URL=https://tfs/tfs/c;AuthScheme=AzureAD`)).toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message: "AuthScheme can't be AzureAD on Azure DevOps Server",
  })
})

it.each([
  'AuthScheme=AzureAD',
  'AuthScheme=AzureMSI;PAT=x',
  'AuthScheme=AzureADDeviceCode;OAuthClientId=x',
  'OAuthClientId=x;OAuthClientSecret=y',
  'InitiateOAuth=REFRESH',
  'OAuthAccessToken=x',
])('takes %s without a personal access token', (text) => {
  expect(errorOf(`Organization=contoso;${text}`)).toBeUndefined()
})

it('wants the token of a scheme that only passes it on', () => {
  expect(errorOf('Organization=contoso;AuthScheme=OAuthAccessToken')).toMatchObject({
    code: 'DEVOPSQL_MISSING_PROPERTY',
    message: 'OAuthAccessToken is missing',
  })
})

it('knows that a device code takes no client secret', () => {
  expect(
    errorOf('Organization=contoso;AuthScheme=AzureADDeviceCode;OAuthClientSecret=x'),
  ).toMatchObject({ code: 'DEVOPSQL_INVALID_PROPERTY' })
})

it("takes a caller's own scheme, on the server too", () => {
  const authSchemes = ['Mine']
  const text = `${server}URL=https://tfs/tfs/c;AuthScheme=mine`
  const options = parseConnectionString(text, { authSchemes })
  expect(options.AuthScheme).toBe('Mine')
  expect(() => validateOptions(options, { hasTokenProvider: false, authSchemes })).not.toThrow()
  expect(() => parseConnectionString(text)).toThrow("AuthScheme can't be 'mine'")
})

it('needs no sign-in property when tokens come from the caller', () => {
  const withProvider = { hasTokenProvider: true }
  expect(() =>
    validateOptions(parseConnectionString('Organization=contoso'), withProvider),
  ).not.toThrow()
  expect(() =>
    validateOptions(parseConnectionString('Organization=contoso;AuthScheme=AzureAD'), withProvider),
  ).not.toThrow()
  expect(() => validateOptions(parseConnectionString(''), withProvider)).toThrow(
    'Organization is missing',
  )
})

it('refuses a time zone that does not exist', () => {
  expect(errorOf('Organization=contoso;PAT=x;TimeZone=Mars/Base')).toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message: 'TimeZone is not a known time zone',
  })
})

function errorOf(text: string): unknown {
  try {
    return validateOptions(parseConnectionString(text), { hasTokenProvider: false })
  } catch (error) {
    return error
  }
}
