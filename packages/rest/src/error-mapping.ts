import { DevopsqlError, type DevopsqlErrorOptions } from '@devopsql/errors'
import { type Answer, type Exchange, isSignInAnswer } from './exchange.ts'
import { type FaultKind, faultKind } from './faults.ts'
import { scopeFor } from './permission-names.ts'
import { factsOfAnswer, type RemoteFacts, withRemoteFacts } from './remote-facts.ts'
import { tenantHint } from './tenant-hint.ts'

/** The error for an answer that is no success. Names the host and the template, never what fills its holes. */
export function errorOfAnswer(answer: Answer, exchange: Exchange): DevopsqlError {
  const facts = factsOfAnswer(answer)
  if (isSignInAnswer(answer)) return signInFailed(answer, exchange)
  const { problem, ...options } = describe(answer, exchange, facts)
  const error = new DevopsqlError(`${nameOf(exchange)} ${problem}`, {
    ...options,
    detail: facts.message,
  })
  return withRemoteFacts(error, facts)
}

/** The error for a token that the service refuses, even after the provider was asked for another. */
export function signInFailed(
  answer: Answer,
  exchange: Exchange,
  provider?: DevopsqlError,
): DevopsqlError {
  const facts = factsOfAnswer(answer)
  const error = new DevopsqlError(
    `${exchange.base.host} did not accept the sign-in (it answered ${signInAnswer(answer)})`,
    {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      detail: facts.message ?? reasonOf(provider),
      hint: exchange.isAcceptedElsewhere
        ? scopeHint(exchange.request.template)
        : (tenantHint(answer, exchange) ??
          provider?.hint ??
          'Check that the token is right, has not expired or been revoked, and belongs to this organization.'),
      cause: provider,
    },
  )
  return withRemoteFacts(error, facts)
}

/** Why there is no other token, where somebody remote said so. */
function reasonOf(provider: DevopsqlError | undefined): string | undefined {
  const { message, detail } = provider ?? {}
  return detail === undefined ? undefined : `${message}: ${detail}`
}

function signInAnswer(answer: Answer): string {
  if (answer.status >= 300 && answer.status < 400) return `${answer.status} with a redirect`
  return answer.kind === 'html' ? `${answer.status} with a sign-in page` : String(answer.status)
}

type Description = Pick<DevopsqlErrorOptions, 'code' | 'hint'> & { readonly problem: string }

function describe(answer: Answer, exchange: Exchange, facts: RemoteFacts): Description {
  const { status } = answer
  if (isThrottled(facts)) {
    return {
      problem: 'is throttled and stayed so after all retries',
      code: 'DEVOPSQL_THROTTLED',
      hint: 'Wait some minutes, or read less at once: a lower MaxConcurrency, a narrower WHERE.',
    }
  }
  if (status >= 200 && status < 300) {
    return {
      problem: `was answered ${status} without JSON`,
      code: 'DEVOPSQL_INVALID_RESPONSE',
      hint: 'Check that URL names an Azure DevOps organization or collection and no other web site.',
    }
  }
  if (facts.message?.startsWith('TF51535') === true) {
    const field = /field\s+["']?([\w.]*\w)/i.exec(facts.message)?.[1] ?? 'a field'
    return {
      problem: `names ${field}, which the organization does not have`,
      code: 'DEVOPSQL_UNDEFINED_COLUMN',
      hint: 'The field was renamed or deleted: connect again, so that the list of fields is read anew.',
    }
  }
  if (/^VssVersion|^VssInvalidPreviewVersion|ApiVersion/.test(facts.typeKey ?? '')) {
    return {
      problem: `was refused in api-version ${exchange.request.apiVersion}`,
      code: 'DEVOPSQL_REMOTE_ERROR',
      hint: 'Set AzureDevOpsServiceAPI to a version that the server has: 5.0 for 2019, 6.0 for 2020, 7.0 for 2022.',
    }
  }
  switch (status) {
    case 403:
      return {
        problem: 'is not permitted',
        code: 'DEVOPSQL_PERMISSION_DENIED',
        hint: permissionHint(exchange.request.template),
      }
    case 404:
      return {
        problem: 'was not found',
        code: 'DEVOPSQL_NOT_FOUND',
        hint: `Check that the organization is ${organizationOf(exchange)}, and the names in the query; what one may not see is not found either.`,
      }
    case 407:
      return {
        problem: 'was refused by the proxy',
        code: 'DEVOPSQL_CONNECTION_FAILED',
        hint: 'Check ProxyUser and ProxyPassword.',
      }
    case 408:
    case 504:
      return {
        problem: `timed out on the server (${status})`,
        code: 'DEVOPSQL_TIMEOUT',
        hint: 'Try again later, or read less at once with a narrower WHERE.',
      }
  }
  return {
    problem: `was answered ${status}`,
    code: 'DEVOPSQL_REMOTE_ERROR',
    hint:
      status >= 500
        ? 'Try again later; the service itself has failed.'
        : 'If it is a filter that the service refuses, Pushdown=off applies it here instead.',
  }
}

function organizationOf({ base }: Exchange): string {
  return decodeURIComponent(base.path.slice(base.path.lastIndexOf('/') + 1)) || base.host
}

/** Whether the service refused because it was asked too much. */
export function isThrottled(facts: RemoteFacts): boolean {
  return facts.status === 429 || facts.typeKey === 'RequestBlockedException'
}

function scopeHint(template: string): string {
  const scope = scopeFor(template)
  return scope === undefined
    ? 'Other requests were accepted with this token: it lacks the scope for this one, or has just been revoked.'
    : `Other requests were accepted with this token: give it the scope ${scope}, unless it has just been revoked.`
}

function permissionHint(template: string): string {
  const scope = scopeFor(template)
  return scope === undefined
    ? 'Ask for the permission to read it, or use a token whose scopes cover it.'
    : `Ask for the permission to read it, and check that the token has the scope ${scope}.`
}

/** The error for a failure below HTTP; other errors are passed through. */
export function errorOfFault(error: unknown, exchange: Exchange): unknown {
  const kind = faultKind(error)
  if (kind === undefined) return error
  const { problem, ...options } = faultDescriptions[kind](exchange.base.host)
  const subject = isOfRequest(kind) ? `${nameOf(exchange)} ` : ''
  return new DevopsqlError(`${subject}${problem}`, { ...options, cause: error })
}

/** The same for a request that is none of the REST API. */
export function faultError(error: unknown, host: string): unknown {
  const kind = faultKind(error)
  if (kind === undefined) return error
  const { problem, ...options } = faultDescriptions[kind](host)
  const subject = isOfRequest(kind) ? `a request to ${host} ` : ''
  return new DevopsqlError(`${subject}${problem}`, { ...options, cause: error })
}

// The others are about the host as a whole.
function isOfRequest(kind: FaultKind): boolean {
  return kind === 'timeout' || kind === 'broken-body'
}

const faultDescriptions: Readonly<Record<FaultKind, (host: string) => Description>> = {
  'host-not-found': (host) => ({
    problem: `the host ${host} does not resolve`,
    code: 'DEVOPSQL_HOST_NOT_FOUND',
    hint: 'Check the URL or the network, and whether a proxy is needed (ProxyServer).',
  }),
  tls: (host) => ({
    problem: `no trusted TLS connection to ${host} could be made`,
    code: 'DEVOPSQL_TLS_FAILED',
    hint: 'If the server has a certificate of your own authority, name it with SSLServerCert; if it speaks plain HTTP, write http:// in the URL.',
  }),
  timeout: () => ({
    problem: 'got no answer in time',
    code: 'DEVOPSQL_TIMEOUT',
    hint: 'Try again, or raise Timeout (seconds; 0 waits for ever).',
  }),
  refused: (host) => ({
    problem: `${host} refuses connections`,
    code: 'DEVOPSQL_CONNECTION_FAILED',
    hint: 'Check host and port of the URL, and that the server runs.',
  }),
  connection: (host) => ({
    problem: `the connection to ${host} broke`,
    code: 'DEVOPSQL_CONNECTION_FAILED',
    hint: 'Check the network and try again.',
  }),
  proxy: (host) => ({
    problem: `the proxy made no connection to ${host}`,
    code: 'DEVOPSQL_CONNECTION_FAILED',
    hint: 'Check ProxyServer, ProxyPort, ProxyUser and ProxyPassword, or HTTPS_PROXY.',
  }),
  'no-http': (host) => ({
    problem: `${host} does not speak HTTP`,
    code: 'DEVOPSQL_INVALID_RESPONSE',
    hint: 'Check host and port of the URL, and write https:// where the server speaks TLS.',
  }),
  'broken-body': () => ({
    problem: 'was answered with JSON that is cut short or damaged',
    code: 'DEVOPSQL_INVALID_RESPONSE',
    hint: 'Try again; if it stays, something between here and the service cuts answers short.',
  }),
}

function nameOf({ request, base }: Exchange): string {
  return `${request.method} ${request.template} on ${base.host}`
}
