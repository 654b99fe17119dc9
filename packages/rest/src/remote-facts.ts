import { type Answer, headerOf } from './exchange.ts'

/** What the remote said with a failure. */
export interface RemoteFacts {
  readonly status: number
  /** `WorkItemTrackingQueryResultSizeLimitExceededException` and the like. */
  readonly typeKey: string | undefined
  readonly message: string | undefined
}

const factsOfErrors = new WeakMap<Error, RemoteFacts>()

/** What the remote said when it caused this error; undefined for errors of another origin. */
export function remoteFactsOf(error: unknown): RemoteFacts | undefined {
  return error instanceof Error ? factsOfErrors.get(error) : undefined
}

/** Remembers what the remote said, and gives the error back. */
export function withRemoteFacts<E extends Error>(error: E, facts: RemoteFacts): E {
  factsOfErrors.set(error, facts)
  return error
}

/** Reads the error envelope: Azure DevOps' own, or that of OData. */
export function factsOfAnswer(answer: Answer): RemoteFacts {
  const { body } = answer
  return {
    status: answer.status,
    typeKey: textAt(body, 'typeKey'),
    message:
      textAt(body, 'message') ?? textAt(memberOf(body, 'error'), 'message') ?? serviceError(answer),
  }
}

// The header is percent-encoded UTF-8 and may be cut in the middle of an escape.
function serviceError(answer: Answer): string | undefined {
  const header = headerOf(answer.headers, 'x-tfs-serviceerror')
  if (header === undefined) return undefined
  try {
    return decodeURIComponent(header.replaceAll('+', ' '))
  } catch {
    return header
  }
}

function textAt(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name)
  return typeof member === 'string' && member !== '' ? member : undefined
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}
