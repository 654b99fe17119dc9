import type { Answer } from './answer.ts'

/** Thrown by what looks things up, so that handlers need not check: the server sends the answer it carries. */
export class FailedRequest extends Error {
  override readonly name = 'FailedRequest'
  readonly answer: Answer

  constructor(answer: Answer) {
    super(typeof answer.body === 'string' ? answer.body : 'failed request')
    this.answer = answer
  }
}

export interface Envelope {
  readonly status: number
  readonly message: string
  /** The exception with its namespace; its last part is the typeKey. */
  readonly exception: string
  readonly assembly?: string
  readonly eventId?: number
}

/** The error envelope of the service. Its content type has no api-version. (measured) */
export function errorAnswer(envelope: Envelope): Answer {
  const { status, message, exception, eventId = 3000 } = envelope
  const parts = exception.split('.')
  const assembly = envelope.assembly ?? parts.slice(0, -1).join('.')
  const body = JSON.stringify({
    $id: '1',
    innerException: null,
    message,
    typeName: `${exception}, ${assembly}`,
    typeKey: parts.at(-1),
    errorCode: 0,
    eventId,
  })
  return { status, body, contentType: 'json', headers: {} }
}

export function fail(envelope: Envelope): never {
  throw new FailedRequest(errorAnswer(envelope))
}

// The words of an unknown route. (measured)
export function unknownRoute(path: string): Answer {
  return {
    status: 404,
    body: `The controller for path '${path}' was not found or does not implement IController.`,
    contentType: 'plain',
    headers: {},
  }
}

export function unknownProject(idOrName: string): never {
  // With a name: TF200016 (measured). With an id the exception is another one. (assumed)
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(idOrName)
  fail({
    status: 404,
    message: `TF200016: The following project does not exist: ${idOrName}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
    exception: `Microsoft.TeamFoundation.Core.WebApi.ProjectDoesNotExist${isId ? '' : 'WithName'}Exception`,
  })
}

export function badArgument(message: string): never {
  fail({
    status: 400,
    message,
    exception: 'System.ArgumentException',
    assembly: 'mscorlib',
    eventId: 0,
  })
}
