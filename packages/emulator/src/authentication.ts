import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './answers/answer.ts'
import { errorAnswer } from './answers/failures.ts'
import { signInPage } from './answers/sign-in.ts'

export interface AuthenticationInput {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly token: string
  /** The path that was asked for, to return to after the sign-in. */
  readonly path: string
  readonly organization: string
}

function presentedToken(authorization: string): string | undefined {
  const [scheme = '', credentials = ''] = authorization.split(' ')
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return undefined
  // A PAT is the password; the user name doesn't matter. (docs: authentication with personal access tokens)
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}

/** The empty 401 that follows a bad token when redirects are suppressed. (measured) */
export function unauthorized(organization: string): Answer {
  return {
    status: 401,
    body: '',
    contentType: 'none',
    headers: {
      'www-authenticate': 'Basic realm="https://tfsprodsin1.app.visualstudio.com/"',
      'x-tfs-fedauthrealm': 'https://tfsprodsin1.visualstudio.com/',
      'x-tfs-fedauthissuer': `https://dev.azure.com/${encodeURIComponent(organization)}/`,
      'x-vss-authorizationendpoint': `https://vssps.dev.azure.com/${encodeURIComponent(organization)}/`,
      'x-vss-resourcetenant': '00000000-0000-0000-0000-000000000000',
    },
  }
}

/** The 401 with a body: a known identity without access to the organization. (measured) */
export function notAuthorized(organization: string): Answer {
  const answer = errorAnswer({
    status: 401,
    message:
      "TF400813: The user 'Windows Live ID\\someone@example.com' is not authorized to access this resource.",
    exception: 'Microsoft.TeamFoundation.Framework.Server.UnauthorizedRequestException',
  })
  return {
    ...answer,
    headers: {
      'www-authenticate':
        'Bearer authorization_uri=https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000, TFS-Federated',
      'x-tfs-fedauthissuer': `https://dev.azure.com/${encodeURIComponent(organization)}/`,
    },
  }
}

/** Undefined if the request may proceed, else what the service answers instead. */
export function authenticate(input: AuthenticationInput): Answer | undefined {
  const { authorization } = input.headers
  if (authorization !== undefined && presentedToken(authorization) === input.token) return undefined
  const isSuppressed = String(input.headers['x-tfs-fedauthredirect']).toLowerCase() === 'suppress'
  if (isSuppressed) return unauthorized(input.organization)
  // Without Suppress: GET and POST end on a sign-in page, other methods on 401 with TF400813. (measured, azure-devops-auth-samples#52)
  if (input.method !== 'GET' && input.method !== 'POST') return notAuthorized(input.organization)
  if (authorization !== undefined) return signInPage
  const location = `/_signin?reply_to=${encodeURIComponent(input.path)}`
  return { status: 302, body: '', contentType: 'html', headers: { location } }
}
