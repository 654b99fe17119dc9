import { DevopsqlError } from '@devopsql/errors'
import type { ConnectionOptions } from './connection-options.ts'

export interface ValidateOptions {
  /** Tokens come from the caller, so the properties need not say how to sign in. */
  readonly hasTokenProvider: boolean
}

/** Throws when properties are missing that a connection can't do without, or contradict each other. */
export function validateOptions(options: ConnectionOptions, context: ValidateOptions): void {
  if (options.AzureDevOpsEdition === 'AzureDevOps OnPremise') validateServer(options)
  if (!context.hasTokenProvider) validateSignIn(options)
  validateOrganization(options)
  validateTimeZone(options.TimeZone)
}

function validateServer({ URL: address, AuthScheme }: ConnectionOptions): void {
  if (address === undefined) {
    throw missing('URL is missing for Azure DevOps Server', 'Add URL=https://server/collection.')
  }
  if (AuthScheme !== undefined && AuthScheme !== 'Basic') {
    throw new DevopsqlError(`AuthScheme can't be ${AuthScheme} on Azure DevOps Server`, {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Use AuthScheme=Basic with PersonalAccessToken, or with User and Password.',
    })
  }
}

function validateSignIn(options: ConnectionOptions): void {
  const scheme = options.AuthScheme ?? (asksForOAuth(options) ? 'AzureAD' : 'Basic')
  if (scheme !== 'Basic') {
    throw new DevopsqlError(`AuthScheme=${scheme} is not supported yet`, {
      code: 'DEVOPSQL_UNSUPPORTED_PROPERTY',
      hint: 'It comes with the Microsoft Entra packages: until then use AuthScheme=Basic with PersonalAccessToken, or pass a token provider.',
    })
  }
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
    'Add PersonalAccessToken=…, or User=… and Password=… on Azure DevOps Server.',
  )
}

function asksForOAuth(options: ConnectionOptions): boolean {
  return (
    options.InitiateOAuth !== 'OFF' ||
    options.OAuthClientId !== undefined ||
    options.OAuthAccessToken !== undefined ||
    options.OAuthRefreshToken !== undefined
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
