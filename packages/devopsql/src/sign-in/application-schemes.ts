import { azureCli, type HttpClient, type TokenProvider } from '@devopsql/auth'
import type { AzureCloud, ClientCertificate } from '@devopsql/auth-entra'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'
import { organizationUrl } from './organization-url.ts'
import type { SignInContext } from './sign-in-context.ts'

/** `AuthScheme=AzureServicePrincipal`: an application with a secret. */
export async function servicePrincipalScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const secret = options.OAuthClientSecret ?? variable('AZURE_CLIENT_SECRET')
  if (secret === undefined) {
    throw new DevopsqlError('no client secret is given', {
      code: 'DEVOPSQL_MISSING_PROPERTY',
      hint: 'Set OAuthClientSecret, or AZURE_CLIENT_SECRET in the environment; AuthScheme=AzureServicePrincipalCert takes a certificate.',
    })
  }
  const { servicePrincipal } = await import('@devopsql/auth-entra')
  return servicePrincipal({ ...applicationOf(options, context), credential: { secret } })
}

/** `AuthScheme=AzureServicePrincipalCert`: an application with a certificate. */
export async function servicePrincipalCertScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const { certificateOfEnvironment, servicePrincipal } = await import('@devopsql/auth-entra')
  const certificate = certificateOf(options) ?? certificateOfEnvironment()
  if (certificate === undefined) {
    throw new DevopsqlError('no certificate is given', {
      code: 'DEVOPSQL_MISSING_PROPERTY',
      hint: 'Set OAuthJWTCert, or AZURE_CLIENT_CERTIFICATE_PATH in the environment, to a file with the certificate and its private key.',
    })
  }
  return servicePrincipal({ ...applicationOf(options, context), credential: { certificate } })
}

/** `AuthScheme=AzureMSI`: the identity that Azure gives to this machine or app. */
export async function managedIdentityScheme(
  { OAuthClientId }: ConnectionOptions,
  { http }: SignInContext,
): Promise<TokenProvider> {
  const { managedIdentity } = await import('@devopsql/auth-entra')
  return managedIdentity({ clientId: OAuthClientId, http })
}

/** `AuthScheme=AzureWorkloadIdentity`: an application that trusts another identity provider. */
export async function workloadIdentityScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const { workloadIdentity } = await import('@devopsql/auth-entra')
  return workloadIdentity({
    ...applicationOf(options, context),
    tokenFile: options.AzureFederatedTokenFile,
  })
}

/** `AuthScheme=AzureCLI`: whoever signed in with `az login`. */
export function azureCliScheme({ AzureTenant }: ConnectionOptions): TokenProvider {
  return azureCli({ tenant: AzureTenant })
}

/** `AuthScheme=AzureDefault`: the first way of signing in that is there. */
export async function azureDefaultScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const { azureDefault } = await import('@devopsql/auth-entra')
  return azureDefault({
    ...applicationOf(options, context),
    clientSecret: options.OAuthClientSecret,
    certificate: certificateOf(options),
    tokenFile: options.AzureFederatedTokenFile,
    settings: context.settings,
  })
}

interface Application {
  readonly clientId: string | undefined
  readonly tenant: string | undefined
  readonly cloud: AzureCloud
  readonly organizationUrl: string | undefined
  readonly http: HttpClient
}

function applicationOf(options: ConnectionOptions, { http }: SignInContext): Application {
  return {
    clientId: options.OAuthClientId,
    tenant: options.AzureTenant,
    cloud: options.AzureEnvironment,
    organizationUrl: organizationUrl(options),
    http,
  }
}

const kinds: Readonly<Record<string, ClientCertificate['kind']>> = {
  PEMKEY_FILE: 'pem-file',
  PEMKEY_BLOB: 'pem',
  PFXFILE: 'pfx-file',
  PFXBLOB: 'pfx',
}

function certificateOf({
  OAuthJWTCert,
  OAuthJWTCertType,
  OAuthJWTCertPassword,
}: ConnectionOptions): ClientCertificate | undefined {
  if (OAuthJWTCert === undefined) return undefined
  return {
    source: OAuthJWTCert,
    kind: OAuthJWTCertType === undefined ? undefined : kinds[OAuthJWTCertType],
    password: OAuthJWTCertPassword,
  }
}

function variable(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}
