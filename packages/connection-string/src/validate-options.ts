import { DevopsqlError } from '@devopsql/errors'
import type { ConnectionOptions } from './connection-options.ts'

export interface ValidateOptions {
  /** Tokens come from the caller, so the properties need not say how to sign in. */
  readonly hasTokenProvider: boolean
  /** Schemes that the caller brings. */
  readonly authSchemes?: readonly string[]
}

/** Throws when properties are missing that a connection can't do without, or contradict each other. */
export function validateOptions(options: ConnectionOptions, context: ValidateOptions): void {
  const isOwnScheme = context.authSchemes?.includes(options.AuthScheme ?? '') === true
  const bringsTokens = context.hasTokenProvider || isOwnScheme
  if (options.AzureDevOpsEdition === 'AzureDevOps OnPremise') validateServer(options, bringsTokens)
  if (!bringsTokens) validateSignIn(options)
  validateOrganization(options)
  validateTimeZone(options.TimeZone)
}

function validateServer(
  { URL: address, AuthScheme }: ConnectionOptions,
  bringsTokens: boolean,
): void {
  if (address === undefined) {
    throw missing('URL is missing for Azure DevOps Server', 'Add URL=https://server/collection.')
  }
  if (AuthScheme !== undefined && AuthScheme !== 'Basic' && !bringsTokens) {
    throw new DevopsqlError(`AuthScheme can't be ${AuthScheme} on Azure DevOps Server`, {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Use AuthScheme=Basic with PersonalAccessToken, or with User and Password.',
    })
  }
}

function validateSignIn(options: ConnectionOptions): void {
  const { AuthScheme = 'Basic' } = options
  if (AuthScheme === 'Basic') validateBasic(options)
  if (AuthScheme === 'OAuthAccessToken' && options.OAuthAccessToken === undefined) {
    throw missing('OAuthAccessToken is missing', 'Add OAuthAccessToken=….')
  }
  if (AuthScheme === 'AzureADDeviceCode' && options.OAuthClientSecret !== undefined) {
    throw new DevopsqlError("AzureADDeviceCode can't be used with OAuthClientSecret", {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Leave out OAuthClientSecret, and allow public client flows for the application.',
    })
  }
}

function validateBasic(options: ConnectionOptions): void {
  if (options.PersonalAccessToken !== undefined || options.User !== undefined) return
  if (options.Organization === undefined && options.URL === undefined) {
    throw missing(
      'Organization and PersonalAccessToken are missing',
      'Write Organization=<name>;PersonalAccessToken=<token>.',
    )
  }
  if (options.Password !== undefined) {
    throw missing('User is missing for Password', 'Add User=….')
  }
  throw missing(
    'PersonalAccessToken is missing',
    'Add PersonalAccessToken=…; User=… and Password=… on Azure DevOps Server; or another AuthScheme such as AzureAD, AzureADDeviceCode or AzureCLI.',
  )
}

function validateOrganization({ Organization, URL: address }: ConnectionOptions): void {
  if (Organization !== undefined) return
  if (address !== undefined && /^https?:\/\/[^/]+\/+[^/]/i.test(address)) return
  throw missing(
    'Organization is missing',
    address === undefined
      ? 'Add Organization=<name>, as in https://dev.azure.com/<name>.'
      : 'Add Organization=<name>, or end URL with the organization or collection.',
  )
}

function validateTimeZone(timeZone: string): void {
  // The default; looking it up would load the tables of all time zones.
  if (timeZone === 'UTC') return
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch (cause) {
    throw new DevopsqlError('TimeZone is not a known time zone', {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Write an IANA name such as UTC or Europe/Berlin.',
      cause,
    })
  }
}

function missing(message: string, hint: string): DevopsqlError {
  return new DevopsqlError(message, { code: 'DEVOPSQL_MISSING_PROPERTY', hint })
}
