import { setTimeout as wait } from 'node:timers/promises'
import {
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
  ServerError,
} from '@azure/msal-node'
import type { HttpAnswer, HttpClient, HttpRequest } from '@devopsql/auth'
import { isDevopsqlError } from '@devopsql/errors'

/** The network of one MSAL application, and what MSAL doesn't tell of it. */
export interface IdentityNetwork extends INetworkModule {
  /** The newest refresh token that was answered: MSAL keeps it to itself. */
  readonly refreshToken: () => string | undefined
  /** Why the last request got no answer: MSAL replaces the error by one of its own. */
  readonly failure: () => unknown
  /** Status of the last answer. */
  readonly status: () => number | undefined
  /** What the last answer said was wrong: MSAL overlooks it where it expects a device code. */
  readonly refusal: () => ServerError | undefined
  /** What the last answer said was wrong, in the service's words. */
  readonly description: () => string | undefined
  /** `Retry-After` of the last answer, in seconds. */
  readonly retryAfter: () => number | undefined
  /** A text without the secrets that were sent or answered, should the service have quoted one. */
  readonly withoutSecrets: (text: string) => string
}

export interface IdentityNetworkOptions {
  readonly http: HttpClient
  readonly signal?: AbortSignal | undefined
  /** Past every proxy, as the metadata service of a virtual machine must be asked. */
  readonly direct?: boolean
}

const maximumTries = 3
const longestWaitMs = 30_000

/**
 * MSAL's requests over the given client. What the identity service refuses for a passing reason is sent again; a code
 * is redeemed once only, unless the service says that it did not look at the request.
 */
export function identityNetwork({ http, signal, direct }: IdentityNetworkOptions): IdentityNetwork {
  const secrets = new Set<string>()
  let refreshToken: string | undefined
  let failure: unknown
  let retryAfter: number | undefined
  let description: string | undefined
  let lastStatus: number | undefined
  let refusal: ServerError | undefined

  const sendOnce = async (request: HttpRequest): Promise<HttpAnswer> => {
    try {
      const answer = await http(request)
      failure = undefined
      return answer
    } catch (error) {
      failure = error
      throw error
    }
  }
  const call = async <T>(request: HttpRequest): Promise<NetworkResponse<T>> => {
    for (const secret of secretsSent(request)) secrets.add(secret)
    const { status, headers, text } = await patiently(request, () => sendOnce(request))
    lastStatus = status
    retryAfter = secondsOf(headers['retry-after'])
    const body = bodyOf(text, status)
    for (const secret of secretsAnswered(body)) secrets.add(secret)
    description = textIn(body, 'error_description')
    refusal = refusalIn(body, status)
    if (typeof body['refresh_token'] === 'string') refreshToken = body['refresh_token']
    return { status, headers: { ...headers }, body: body as T }
  }
  const common = { signal, ...(direct === true && { direct }) }
  return {
    sendGetRequestAsync: (url, options, timeout) =>
      call({
        ...common,
        ...sent('GET', url, options),
        ...(timeout !== undefined && { timeoutMs: timeout }),
      }),
    sendPostRequestAsync: (url, options) => call({ ...common, ...sent('POST', url, options) }),
    refreshToken: () => refreshToken,
    failure: () => failure,
    status: () => lastStatus,
    refusal: () => refusal,
    description: () => description,
    retryAfter: () => retryAfter,
    withoutSecrets: (text) => {
      let cleaned = text
      for (const form of [...secrets].flatMap(writtenForms))
        cleaned = cleaned.replaceAll(form, '(removed)')
      return cleaned
    },
  }
}

function sent(
  method: 'GET' | 'POST',
  url: string,
  options: NetworkRequestOptions = {},
): HttpRequest {
  const { headers, body } = options
  return {
    method,
    url,
    headers: { accept: 'application/json', ...headers },
    ...(method === 'POST' && { body: body ?? '' }),
  }
}

async function patiently(
  request: HttpRequest,
  send: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  for (let tries = 1; ; tries++) {
    const outcome = await outcomeOf(send)
    const pause = tries < maximumTries ? pauseBefore(outcome, request, tries) : undefined
    if (pause === undefined) {
      if (outcome.answer === undefined) throw outcome.error
      return outcome.answer
    }
    await wait(pause, undefined, request.signal === undefined ? {} : { signal: request.signal })
  }
}

interface Outcome {
  readonly answer: HttpAnswer | undefined
  readonly error: unknown
}

async function outcomeOf(send: () => Promise<HttpAnswer>): Promise<Outcome> {
  try {
    return { answer: await send(), error: undefined }
  } catch (error) {
    return { answer: undefined, error }
  }
}

/** Milliseconds until the request may be sent again; undefined when it must not, or would have to wait too long. */
function pauseBefore(
  { answer, error }: Outcome,
  request: HttpRequest,
  tries: number,
): number | undefined {
  const usual = 500 * 2 ** (tries - 1)
  const isRepeatable = !/(^|&)grant_type=authorization_code(&|$)/.test(request.body ?? '')
  if (answer === undefined) return isRepeatable && isPassing(error) ? usual : undefined
  const isUnseen = answer.status === 429 || answer.status === 503
  if (!isUnseen && !(isRepeatable && [500, 502, 504].includes(answer.status))) return undefined
  const asked = secondsOf(answer.headers['retry-after'])
  const pause = asked === undefined ? usual : asked * 1000
  return pause > longestWaitMs ? undefined : pause
}

function isPassing(error: unknown): boolean {
  return (
    isDevopsqlError(error) &&
    (error.code === 'DEVOPSQL_CONNECTION_FAILED' || error.code === 'DEVOPSQL_TIMEOUT')
  )
}

function secondsOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined
}

type Body = Readonly<Record<string, unknown>>

/** MSAL fails on a text where it expects an object, so what isn't JSON becomes an OAuth error. */
function bodyOf(text: string, status: number): Body {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null) return body as Body
  } catch {
    // Told by the status below.
  }
  return {
    error: 'invalid_response',
    error_description: `the identity service answered ${status} without JSON`,
  }
}

function refusalIn(body: Body, status: number): ServerError | undefined {
  const error = textIn(body, 'error')
  if (error === undefined) return undefined
  const numbers: unknown = body['error_codes']
  const number: unknown = Array.isArray(numbers) ? numbers[0] : undefined
  return new ServerError(
    error,
    textIn(body, 'correlation_id') ?? '',
    textIn(body, 'error_description'),
    textIn(body, 'suberror'),
    typeof number === 'number' ? String(number) : undefined,
    status,
  )
}

function textIn(body: Body, name: string): string | undefined {
  const value = body[name]
  return typeof value === 'string' ? value : undefined
}

const secretFields = [
  'code',
  'code_verifier',
  'client_secret',
  'client_assertion',
  'device_code',
  'refresh_token',
  'access_token',
  'id_token',
]

/** A secret as a service may quote it: plain, and as it stood in the form or in an address. */
function writtenForms(secret: string): readonly string[] {
  const inForm = new URLSearchParams({ a: secret }).toString().slice(2)
  const inJson = JSON.stringify(secret).slice(1, -1)
  const escaped = [encodeURIComponent(secret), inForm, inJson]
  return [secret, ...escaped, ...escaped.map(lowerEscapes)]
}

function lowerEscapes(text: string): string {
  return text.replace(/%[\dA-F]{2}/g, (hex) => hex.toLowerCase())
}

function secretsSent({ body }: HttpRequest): readonly string[] {
  const fields = new URLSearchParams(body ?? '')
  return secretFields.map((name) => fields.get(name) ?? '').filter(isLongEnough)
}

function secretsAnswered(body: Body): readonly string[] {
  return secretFields
    .map((name) => body[name])
    .filter((value): value is string => typeof value === 'string' && isLongEnough(value))
}

// Nothing shorter is a secret, and replacing it would spoil every text.
function isLongEnough(value: string): boolean {
  return value.length >= 4
}
