import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './answers/answer.ts'
import { errorAnswer } from './answers/failures.ts'
import { signInPage } from './answers/sign-in.ts'
import type { AcceptToken } from './token-verdict.ts'

export interface AuthenticationInput {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly accepts: AcceptToken
  /** The path that was asked for, to return to after the sign-in. */
  readonly path: string
  readonly place: Place
}

/** What the service tells of itself to whoever is not signed in. */
export interface Place {
  readonly organization: string
  /** Id of the tenant that the organization belongs to. */
  readonly tenant: string
}

/** The empty 401 that follows a bad token when redirects are suppressed. (measured) */
export function unauthorized({ organization, tenant }: Place): Answer {
  return {
    status: 401,
    body: '',
    contentType: 'none',
    headers: {
      'www-authenticate': 'Basic realm="https://tfsprodsin1.app.visualstudio.com/"',
      'x-tfs-fedauthrealm': 'https://tfsprodsin1.visualstudio.com/',
      'x-tfs-fedauthissuer': `https://dev.azure.com/${encodeURIComponent(organization)}/`,
      'x-vss-authorizationendpoint': `https://vssps.dev.azure.com/${encodeURIComponent(organization)}/`,
      'x-vss-resourcetenant': tenant,
    },
  }
}

/** The 401 with a body: a known identity without access to the organization. (measured) */
export function notAuthorized({ organization, tenant }: Place): Answer {
  const answer = errorAnswer({
    status: 401,
    message:
      "TF400813: The user 'Windows Live ID\\someone@example.com' is not authorized to access this resource.",
    exception: 'Microsoft.TeamFoundation.Framework.Server.UnauthorizedRequestException',
  })
  return {
    ...answer,
    headers: {
      'www-authenticate': `Bearer authorization_uri=https://login.microsoftonline.com/${tenant}, TFS-Federated`,
      'x-tfs-fedauthissuer': `https://dev.azure.com/${encodeURIComponent(organization)}/`,
    },
  }
}

/**
 * The 401 of continuous access evaluation. (docs: claims challenges and claims requests; the tenant and that Azure
 * DevOps writes it in the same way: assumed)
 */
function claimsChallenge(claims: string): Answer {
  const parameters = [
    'realm=""',
    'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
    'error="insufficient_claims"',
    `claims="${Buffer.from(claims, 'utf8').toString('base64')}"`,
  ]
  return {
    status: 401,
    body: '',
    contentType: 'none',
    headers: { 'www-authenticate': `Bearer ${parameters.join(', ')}` },
  }
}

/** Undefined if the request may proceed, else what the service answers instead. */
export async function authenticate(input: AuthenticationInput): Promise<Answer | undefined> {
  const { authorization } = input.headers
  const verdict = authorization === undefined ? 'refused' : await input.accepts(authorization)
  if (verdict === 'accepted') return undefined
  if (verdict !== 'refused') return claimsChallenge(verdict.claims)
  const isSuppressed = String(input.headers['x-tfs-fedauthredirect']).toLowerCase() === 'suppress'
  if (isSuppressed) return unauthorized(input.place)
  // Without Suppress: GET and POST end on a sign-in page, other methods on 401 with TF400813. (measured, azure-devops-auth-samples#52)
  if (input.method !== 'GET' && input.method !== 'POST') return notAuthorized(input.place)
  if (authorization !== undefined) return signInPage
  const location = `/_signin?reply_to=${encodeURIComponent(input.path)}`
  return { status: 302, body: '', contentType: 'html', headers: { location } }
}
