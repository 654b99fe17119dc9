import { exportJWK, type JWK } from 'jose'
import type { Adapter, AdapterFactory, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { applications, azureDevOps, contoso, tenantOf, webSecret } from './directory.ts'
import { requestedClaims } from './requested-claims.ts'
import { signingKeys } from './signing-keys.ts'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const scopes = [
  '.default',
  'user_impersonation',
  ...['vso.work', 'vso.code', 'vso.build', 'vso.project', 'vso.graph', 'vso.profile'],
].map((name) => `${azureDevOps}/${name}`)

export interface ProviderSettings {
  readonly tokenSeconds: number
  readonly rotation: boolean
  readonly adapter: AdapterFactory | (new (name: string) => Adapter)
  /** Public keys of the applications that sign their requests. */
  readonly keys: { readonly certificate: JWK; readonly federated: JWK }
}

/** How oidc-provider plays the part of Entra that a sign-in sees. */
export async function providerSettings(settings: ProviderSettings): Promise<Configuration> {
  const { privateKey } = (await signingKeys()).provider
  const { tokenSeconds, rotation, adapter, keys } = settings
  return {
    adapter,
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'test' }] },
    clients: [
      {
        client_id: applications.desktop,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        response_types: ['code'],
        redirect_uris: ['http://localhost'],
        grant_types: ['authorization_code', 'refresh_token', deviceGrant],
      },
      {
        client_id: applications.web,
        client_secret: webSecret,
        token_endpoint_auth_method: 'client_secret_post',
        response_types: ['code'],
        redirect_uris: ['http://localhost:33333', 'https://app.example/callback'],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      },
      signingClient(applications.certificate, keys.certificate),
      signingClient(applications.federated, keys.federated),
    ],
    clientAuthMethods: ['none', 'client_secret_post', 'private_key_jwt'],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub', 'oid', 'tid', 'preferred_username', 'name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
    pkce: { required: () => false },
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      AuthorizationCode: 600,
      RefreshToken: 86_400,
      DeviceCode: 900,
      IdToken: 3600,
      Interaction: 3600,
      Session: 86_400,
      Grant: 86_400,
    },
    rotateRefreshToken: rotation,
    issueRefreshToken: () => true,
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        oid: objectIdOf(id),
        tid: tenantIn(context),
        preferred_username: `${id}@contoso.example`,
        name: id,
      }),
    }),
    extraTokenClaims: (context, token) => ({
      tid: tenantIn(context),
      appid: token.clientId,
      ...('accountId' in token && {
        oid: objectIdOf(String(token.accountId)),
        upn: `${String(token.accountId)}@contoso.example`,
      }),
      ...requestedClaims(context.oidc.body?.['claims']),
    }),
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      device_authorization: '/oauth2/v2.0/devicecode',
      code_verification: '/oauth2/deviceauth',
      jwks: '/discovery/v2.0/keys',
    },
    features: {
      devInteractions: { enabled: true },
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `urn:${azureDevOps}`,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience: azureDevOps,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenSeconds,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  }
}

function signingClient(id: string, key: JWK): NonNullable<Configuration['clients']>[number] {
  return {
    client_id: id,
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [key] },
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
  }
}

export function objectIdOf(account: string): string {
  return `object-${account}`
}

/** The id of the tenant whose address was asked. */
export function tenantIn(context: KoaContextWithOIDC): string {
  const { originalUrl } = context.req as { originalUrl?: string }
  const [, segment = ''] = (originalUrl ?? '').split('/')
  return (tenantOf(segment) ?? contoso).id
}
