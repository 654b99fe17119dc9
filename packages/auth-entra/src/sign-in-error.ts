import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { firstLine } from './first-line.ts'
import type { IdentityNetwork } from './identity-network.ts'

/** The error for what MSAL or its network threw. MSAL's own texts are mostly links: what the service said is in `detail`. */
export function signInError(thrown: unknown, network: IdentityNetwork): DevopsqlError {
  const failure = network.failure()
  if (isDevopsqlError(failure)) return failure
  if (isDevopsqlError(thrown)) return thrown
  const error = thrown instanceof NoDeviceCode ? (network.refusal() ?? thrown) : thrown
  if (!(error instanceof AuthError)) {
    return new DevopsqlError('the sign-in with Microsoft Entra failed', {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'The cause of this error says what was met.',
      cause: error,
    })
  }
  const said = network.withoutSecrets(network.description() ?? error.errorMessage)
  const code = entraCode(error, said)
  const { problem, hint } = describe(error, code, network)
  const detail = firstLine(said)
  // MSAL's error itself is no cause: it may quote what was sent.
  return new DevopsqlError(problem, {
    code: isThrottled(error, network) ? 'DEVOPSQL_THROTTLED' : 'DEVOPSQL_SIGN_IN_FAILED',
    hint,
    detail: detail === '' ? error.errorCode : detail,
  })
}

/** Thrown inside only: what came instead of a device code is what the network heard last. */
export class NoDeviceCode extends Error {
  override readonly name = 'NoDeviceCode'
}

/** Whether the service says that the code or refresh token is of no use, so that another one has to be found. */
export function isInvalidGrant(error: unknown): boolean {
  return (
    error instanceof InteractionRequiredAuthError ||
    (error instanceof AuthError && error.errorCode === 'invalid_grant')
  )
}

/** What the service wants a new sign-in to prove, as JSON text. */
export function wantedClaims(error: unknown): string | undefined {
  if (!(error instanceof InteractionRequiredAuthError)) return undefined
  return error.claims === '' ? undefined : error.claims
}

function entraCode(error: AuthError, said: string): string | undefined {
  const number =
    error instanceof ServerError || error instanceof InteractionRequiredAuthError
      ? error.errorNo
      : undefined
  return number ?? /AADSTS(\d+)/.exec(said)?.[1]
}

function isThrottled(error: AuthError, network: IdentityNetwork): boolean {
  return network.status() === 429 || error.errorCode === '50196'
}

interface Description {
  readonly problem: string
  readonly hint: string
}

const signInAgain =
  'Sign in again: `devopsql login`, or InitiateOAuth=GETANDREFRESH where a browser can be opened.'

const wrongVerifier: Description = {
  problem: 'the PKCE verifier does not belong to this code',
  hint: 'Give PKCEVerifier as GetOAuthAuthorizationURL returned it with the URL.',
}

const noneInTime: Description = {
  problem: 'nobody signed in with the code in time',
  hint: 'Start the sign-in again; the code lives for some minutes.',
}

const untrustedToken: Description = {
  problem: 'the application does not trust the federated token',
  hint: 'Add a federated credential to the application, with issuer, subject and audience as the token has them.',
}

/** What the codes of the identity service ask a person to do (Microsoft Learn: "Microsoft Entra error codes"). */
const byEntraCode: Readonly<Record<string, Description>> = {
  '50011': {
    problem: 'the application is not registered with this CallbackURL',
    hint: 'Register CallbackURL as a redirect URI of the application, or set CallbackURL to a registered one.',
  },
  '50020': {
    problem: 'the account does not belong to this tenant',
    hint: 'Set AzureTenant to the tenant of the organization, or sign in with an account of that tenant.',
  },
  '50057': { problem: 'the account is disabled', hint: 'Ask an administrator of the tenant.' },
  '50076': {
    problem: 'the tenant wants another proof of who signs in',
    hint: signInAgain,
  },
  '50079': {
    problem: 'the tenant wants another proof of who signs in',
    hint: signInAgain,
  },
  '50148': wrongVerifier,
  '501481': wrongVerifier,
  '50173': {
    problem: 'the sign-in was revoked, as after a change of the password',
    hint: signInAgain,
  },
  '53003': {
    problem: 'a conditional access policy of the tenant does not permit this sign-in',
    hint: 'Sign in from a device and place that the policy permits, or ask an administrator of the tenant.',
  },
  '54005': {
    problem: 'the code was redeemed before',
    hint: 'A code works once: begin again with the address that GetOAuthAuthorizationURL gives, or sign in with `devopsql login`.',
  },
  '65001': {
    problem: 'nobody has consented to what the application asks for',
    hint: 'Sign in with a browser and consent, or let an administrator consent for the tenant (GetAdminConsentURL).',
  },
  '65002': {
    problem: 'this application is not authorized for Azure DevOps',
    hint: 'Use an application of your own in OAuthClientId, with the delegated permission user_impersonation of Azure DevOps.',
  },
  '65004': {
    problem: 'the consent was declined',
    hint: 'Sign in again and accept, or ask an administrator of the tenant.',
  },
  '70019': noneInTime,
  '70020': noneInTime,
  '70008': {
    problem: 'the code or refresh token has expired',
    hint: signInAgain,
  },
  '70021': untrustedToken,
  '700016': {
    problem: 'the application does not exist in this tenant',
    hint: 'Check OAuthClientId and AzureTenant.',
  },
  '700024': {
    problem: 'the signed assertion is not valid at this time',
    hint: 'Check the clock of this machine and the file of the federated token.',
  },
  '700025': {
    problem: 'the application is public and takes no secret',
    hint: 'Leave out OAuthClientSecret.',
  },
  '700027': {
    problem: 'the certificate is not registered with the application',
    hint: 'Upload the certificate to the application, or check OAuthJWTCert.',
  },
  '700082': {
    problem: 'the refresh token has expired, as it was not used for a long time',
    hint: signInAgain,
  },
  '700211': untrustedToken,
  '700212': untrustedToken,
  '700213': untrustedToken,
  '7000215': {
    problem: 'the client secret is wrong',
    hint: 'Check OAuthClientSecret: it is the value of the secret, not its id.',
  },
  '7000218': {
    problem: 'the application wants a client secret or assertion',
    hint: 'Add OAuthClientSecret, or allow public client flows for the application.',
  },
  '7000222': {
    problem: 'the client secret has expired',
    hint: 'Create a new secret for the application and set OAuthClientSecret.',
  },
  '90002': {
    problem: 'the tenant does not exist',
    hint: 'Check AzureTenant (its id or domain) and AzureEnvironment.',
  },
  '900023': {
    problem: 'the tenant does not exist',
    hint: 'Check AzureTenant (its id or domain) and AzureEnvironment.',
  },
}

function describe(
  error: AuthError,
  code: string | undefined,
  network: IdentityNetwork,
): Description {
  const known = code === undefined ? undefined : byEntraCode[code]
  if (known !== undefined) return known
  if (isThrottled(error, network)) {
    const retryAfter = network.retryAfter()
    return {
      problem: 'the identity service is throttled',
      hint:
        retryAfter === undefined
          ? 'Try again in some minutes.'
          : `Try again in ${retryAfter} seconds.`,
    }
  }
  if (isInvalidGrant(error)) {
    return { problem: 'the code or refresh token is not valid any more', hint: signInAgain }
  }
  switch (error.errorCode) {
    case 'invalid_client':
    case 'unauthorized_client':
      return {
        problem: 'the identity service does not accept the application',
        hint: 'Check OAuthClientId, OAuthClientSecret and AzureTenant.',
      }
    case 'access_denied':
    case 'authorization_declined':
      return {
        problem: 'the sign-in was declined',
        hint: 'Sign in again and accept, or ask an administrator of the tenant.',
      }
    case 'invalid_response':
    case 'server_error':
    case 'temporarily_unavailable':
      return {
        problem: 'the identity service has failed',
        hint: 'Try again later; check the network, a proxy may answer in its place.',
      }
    case 'device_code_expired':
    case 'user_timeout_reached':
    case 'expired_token':
      return noneInTime
    case 'invalid_scope':
      return {
        problem: 'the identity service does not know a scope that was asked for',
        hint: 'Check Scope or Permissions, such as vso.work vso.code.',
      }
  }
  if ((network.status() ?? 0) >= 500) {
    return { problem: 'the identity service has failed', hint: 'Try again later.' }
  }
  return {
    problem: 'the sign-in with Microsoft Entra failed',
    hint: 'See what the identity service said, and check OAuthClientId and AzureTenant.',
  }
}
