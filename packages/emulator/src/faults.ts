import type { Answer } from './answers/answer.ts'
import { errorAnswer } from './answers/failures.ts'
import { signInPage } from './answers/sign-in.ts'
import { notAuthorized, type Place, unauthorized } from './authentication.ts'

/** What goes wrong. */
export type FaultKind =
  /** Any status, with an optional Retry-After in seconds and a body. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: number
      readonly body?: string
    }
  /** 429 with the body that blocked requests get. */
  | { readonly kind: 'blocked'; readonly retryAfter?: number }
  /** 503 with JSON that starts with a byte order mark, as a stopped organization answers. */
  | { readonly kind: 'unavailable-json' }
  /** 503 with an HTML page. */
  | { readonly kind: 'unavailable-html' }
  /** The right answer, late, with Retry-After and X-RateLimit-Delay. */
  | { readonly kind: 'delayed'; readonly seconds: number }
  /** The connection breaks before an answer. */
  | { readonly kind: 'reset' }
  /** No answer ever comes. */
  | { readonly kind: 'stall' }
  /** Only the first half of the body is JSON that ends nowhere. */
  | { readonly kind: 'truncated' }
  /** The body breaks off together with its connection. */
  | { readonly kind: 'cut-off' }
  /** The right answer, behind a byte order mark. */
  | { readonly kind: 'byte-order-mark' }
  /** 203 with the HTML of a sign-in page. */
  | { readonly kind: 'sign-in-page' }
  | { readonly kind: 'redirect'; readonly location?: string }
  /** 401 with an empty body. */
  | { readonly kind: 'unauthorized' }
  /** 401 with JSON TF400813. */
  | { readonly kind: 'not-authorized' }
  /** 403, as for a project that the token may not read. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-found' }
  /** The body arrives in pieces over this time. */
  | { readonly kind: 'slow-body'; readonly milliseconds: number }

/** A fault and when it strikes. All given conditions must hold. */
export type Fault = FaultKind & {
  /** A part of the path and query, or a pattern for it. */
  readonly path?: string | RegExp
  readonly method?: string
  /** Name or id of the project of the path. */
  readonly project?: string
  /** How often it strikes. Default: always. */
  readonly times?: number
  /** How many fitting requests pass before it strikes. Default 0. */
  readonly after?: number
}

/** Switches faults on and off while the emulator runs. */
export interface FaultSwitch {
  add(fault: Fault): void
  clear(): void
}

interface FaultedRequest {
  readonly method: string
  readonly url: string
  readonly project: { readonly id: string; readonly name: string } | undefined
}

export interface Faults extends FaultSwitch {
  /** The fault that strikes this request, if one does. */
  next(request: FaultedRequest): Fault | undefined
}

function fits(fault: Fault, request: FaultedRequest): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== request.method) return false
  if (fault.project !== undefined) {
    const { id = '', name = '' } = request.project ?? {}
    if (![id, name.toLowerCase()].includes(fault.project.toLowerCase())) return false
  }
  if (fault.path === undefined) return true
  if (typeof fault.path === 'string')
    return request.url.toLowerCase().includes(fault.path.toLowerCase())
  return new RegExp(fault.path.source, fault.path.flags.replace('g', '')).test(request.url)
}

export function createFaults(initial: readonly Fault[]): Faults {
  const entryOf = (fault: Fault): { readonly fault: Fault; seen: number } => ({ fault, seen: 0 })
  let entries = initial.map(entryOf)
  return {
    add(fault) {
      entries.push(entryOf(fault))
    },
    clear() {
      entries = []
    },
    next(request) {
      for (const entry of entries) {
        const { after = 0, times = Number.POSITIVE_INFINITY } = entry.fault
        if (!fits(entry.fault, request)) continue
        entry.seen += 1
        if (entry.seen > after && entry.seen <= after + times) return entry.fault
      }
      return undefined
    },
  }
}

// The message of a blocked request. (microsoft/onefuzz#2891)
export function blockedAnswer(retryAfter: number | undefined): Answer {
  const answer = errorAnswer({
    status: 429,
    message:
      "Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'VSID'. For more information on why your request was blocked, see the topic \"Rate limits\" on the Microsoft Web site.",
    exception: 'Microsoft.TeamFoundation.Framework.Server.RequestBlockedException',
  })
  return retryAfter === undefined
    ? answer
    : { ...answer, headers: { 'retry-after': String(retryAfter) } }
}

const stopped =
  'TF24668: The following team project collection is stopped: contoso. Start the collection and then try again. Administrator Reason: This organization has been deactivated due to inactivity.'

/** The answer that a fault gives instead of the right one; undefined if the fault spoils the right one. */
export function faultAnswer(fault: Fault, place: Place): Answer | undefined {
  switch (fault.kind) {
    case 'status': {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
      return { status: fault.status, body: fault.body ?? '', contentType: 'json', headers }
    }
    case 'blocked':
      return blockedAnswer(fault.retryAfter)
    case 'unavailable-json': {
      // BOM, no charset, and the message again in a header. (measured)
      const { body } = errorAnswer({
        status: 503,
        message: stopped,
        exception: 'Microsoft.VisualStudio.Services.Common.VssServiceException',
      })
      const headers = { 'x-tfs-serviceerror': encodeURIComponent(stopped) }
      return {
        status: 503,
        body: `\uFEFF${String(body)}`,
        contentType: 'json-without-charset',
        headers,
      }
    }
    case 'unavailable-html': {
      const body =
        '<!DOCTYPE html>\r\n<html><head><title>Service Unavailable</title></head><body><h1>The service is unavailable.</h1></body></html>'
      return { status: 503, body, contentType: 'html', headers: {} }
    }
    case 'sign-in-page':
      return signInPage
    case 'redirect': {
      const location = fault.location ?? '/_signin?reply_to=%2F'
      return { status: 302, body: '', contentType: 'html', headers: { location } }
    }
    case 'unauthorized':
      return unauthorized(place)
    case 'not-authorized':
      return notAuthorized(place)
    case 'forbidden':
      // (assumed: exception and words)
      return errorAnswer({
        status: 403,
        message:
          'TF50309: The following account does not have sufficient permissions to complete the operation: someone@example.com. The following permissions are needed to perform this operation: View project-level information.',
        exception: 'Microsoft.TeamFoundation.Framework.Server.AccessCheckException',
      })
    case 'not-found':
      return errorAnswer({
        status: 404,
        message: `TF200016: The following project does not exist: ${fault.project ?? 'unknown'}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
        exception: 'Microsoft.TeamFoundation.Core.WebApi.ProjectDoesNotExistWithNameException',
      })
    case 'delayed':
    case 'reset':
    case 'stall':
    case 'truncated':
    case 'cut-off':
    case 'byte-order-mark':
    case 'slow-body':
      return undefined
  }
}
