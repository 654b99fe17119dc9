import type { RequestContext, RestRequest } from './contract.ts'
import type { Base } from './hosts.ts'

/** One `send` on its way through the policies. The fields that aren't readonly belong to the policy named. */
export interface Exchange {
  readonly request: RestRequest
  readonly context: RequestContext
  readonly base: Base
  /** Path and query as they are sent. */
  readonly path: string
  readonly body: string | undefined
  /** retry: 1 for the first try. */
  attempt: number
  /** rate-limit: how long this try waited for the service's sake. */
  waitedMs: number
  /** authorization: the header's value. */
  authorization: string
  /** authorization: whether the token has been accepted, and never for this template. */
  isAcceptedElsewhere: boolean
}

export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** What kind of body came: `none` for an empty one. */
export type BodyKind = 'json' | 'html' | 'other' | 'none'

/** An answer of any status. */
export interface Answer {
  readonly status: number
  readonly headers: ResponseHeaders
  readonly kind: BodyKind
  /** Parsed for `json`; undefined otherwise. */
  readonly body: unknown
  readonly bytes: number
}

export type Handler = (exchange: Exchange) => Promise<Answer>

/** Wraps the rest of the pipeline. */
export type Policy = (next: Handler) => Handler

/** The first value of a header. */
export function headerOf(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' || value === undefined ? value : value[0]
}

/** Success is 2xx and JSON (or nothing where 204 says so). */
export function isSuccess(answer: Answer): boolean {
  if (answer.status === 204) return true
  return (
    answer.status >= 200 && answer.status < 300 && answer.status !== 203 && answer.kind === 'json'
  )
}

/** Whether the service wants us to sign in: it says so with 401, a redirect, or a page in HTML. */
export function isSignInAnswer(answer: Answer): boolean {
  if (answer.status === 203 || answer.status === 401) return true
  if (answer.status >= 300 && answer.status < 400) return true
  return answer.status >= 200 && answer.status < 300 && answer.kind === 'html'
}
