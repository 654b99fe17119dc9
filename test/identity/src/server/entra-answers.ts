import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { entraError } from './entra-errors.ts'
import { objectIdOf, tenantIn } from './provider-settings.ts'
import type { Issued } from './request-log.ts'

type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>
type Body = Record<string, unknown>

/** Puts the provider's answers into Entra's dialect and tells what was handed out. */
export function createEntraAnswers(
  provider: Provider,
  record: (issued: Issued) => void,
): Middleware {
  const reasons = new WeakMap<object, string>()
  provider.on('grant.error', (context, error) => {
    reasons.set(context, String((error as { error_detail?: unknown }).error_detail ?? ''))
  })

  return async (context, next) => {
    await next()
    const body = bodyOf(context)
    if (context.path.endsWith('/oauth2/v2.0/token')) {
      if (typeof body.error === 'string') {
        const isDevice =
          context.oidc.params?.['grant_type']?.toString().endsWith('device_code') === true
        const error =
          isDevice && body.error === 'access_denied' ? 'authorization_declined' : body.error
        context.body = entraError(
          { ...body, error },
          {
            reason: reasons.get(context) ?? '',
            correlationId: context.get('client-request-id'),
          },
        )
        return
      }
      recordTokens(body, record)
      context.body = { ...body, ...tokenExtras(context, body) }
    } else if (context.path.endsWith('/devicecode') && context.status === 200) {
      record({ kind: 'device_code', value: String(body['device_code']) })
      context.body = {
        ...body,
        interval: 1,
        message: `To sign in, use a web browser to open the page ${String(body['verification_uri'])} and enter the code ${String(body['user_code'])} to authenticate.`,
      }
    } else {
      redirectInDialect(context, record)
    }
  }
}

function bodyOf({ body }: KoaContextWithOIDC): Body & { readonly error?: unknown } {
  return typeof body === 'object' && body !== null ? (body as Body) : {}
}

function recordTokens(body: Body, record: (issued: Issued) => void): void {
  for (const kind of ['access_token', 'refresh_token', 'id_token'] as const) {
    const value = body[kind]
    if (typeof value === 'string') record({ kind, value })
  }
}

function tokenExtras(context: KoaContextWithOIDC, body: Body): Body {
  const account = context.oidc.entities.Account?.accountId
  const info = { uid: objectIdOf(account ?? ''), utid: tenantIn(context) }
  return {
    ext_expires_in: body['expires_in'],
    ...(account !== undefined && {
      client_info: Buffer.from(JSON.stringify(info)).toString('base64url'),
    }),
  }
}

/** The redirect back to the application: Entra says declined consent in its own words. */
function redirectInDialect(context: KoaContextWithOIDC, record: (issued: Issued) => void): void {
  const location = context.response.get('location')
  if (!URL.canParse(location)) return
  const url = new URL(location)
  const code = url.searchParams.get('code')
  if (code !== null) record({ kind: 'code', value: code })
  if (url.searchParams.get('error') !== 'access_denied') return
  url.searchParams.set('error_subcode', 'cancel')
  url.searchParams.set(
    'error_description',
    'AADSTS65004: User declined to consent to access the app.',
  )
  context.set('location', url.href)
}
