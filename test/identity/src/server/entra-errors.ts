/** Numbers of Entra for what the provider refuses, by the provider's reason or else by its error. */
const numbers: readonly (readonly [RegExp, number])[] = [
  [/authorization code is expired/, 70008],
  [/authorization code already consumed/, 54005],
  [/redirect_uri mismatch/, 50011],
  [/code_verifier/, 501481],
  [/refresh token is expired/, 700082],
  [/refresh token not found|grant not found/, 50173],
  [/client not found|client is invalid/, 700016],
  [/no federated identity record/, 700213],
  [/public client with a secret/, 700025],
  [/no client authentication mechanism provided/, 7000218],
  [/invalid_client/, 7000215],
  [/authorization_pending/, 70016],
  [/authorization_declined/, 65004],
  [/expired_token/, 70020],
  [/invalid_scope/, 70011],
  [/unsupported_grant_type/, 70003],
  [/invalid_grant/, 70000],
]

interface ProviderError {
  readonly error: string
  readonly error_description?: string
}

/** The body of an error of the token endpoint in Entra's dialect. */
export function entraError(
  { error, error_description: description }: ProviderError,
  {
    reason = '',
    correlationId = '',
  }: { readonly reason?: string; readonly correlationId?: string },
): Readonly<Record<string, unknown>> {
  const number = numbers.find(([pattern]) => pattern.test(reason) || pattern.test(error))?.[1]
  const prefix = number === undefined ? '' : `AADSTS${number}: `
  return {
    error,
    error_description: `${prefix}${description ?? error} (${reason}) Trace ID: trace Correlation ID: ${correlationId}`,
    error_codes: number === undefined ? [] : [number],
    timestamp: new Date().toISOString(),
    trace_id: 'trace',
    correlation_id: correlationId,
  }
}

export function unknownTenant(name: string): Readonly<Record<string, unknown>> {
  return {
    error: 'invalid_request',
    error_description: `AADSTS90002: Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    error_codes: [90002],
    timestamp: new Date().toISOString(),
    trace_id: 'trace',
    correlation_id: 'correlation',
    error_uri: 'https://login.microsoftonline.com/error?code=90002',
  }
}

/** Entra's answer to a client that has no secret and sends one. */
export const secretOfPublicClient: Readonly<Record<string, unknown>> = entraError(
  {
    error: 'invalid_client',
    error_description:
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  { reason: 'public client with a secret' },
)

/** Entra's answer to a token of an outside issuer that no application trusts. */
export const unknownFederatedToken: Readonly<Record<string, unknown>> = entraError(
  {
    error: 'invalid_client',
    error_description: 'No matching federated identity record found for presented assertion.',
  },
  { reason: 'no federated identity record' },
)
