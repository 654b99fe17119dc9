/** A query that the service refuses, with what goes into the error envelope. */
export class WiqlError extends Error {
  override readonly name = 'WiqlError'
  readonly status = 400
  readonly typeKey: string
  readonly eventId: number

  constructor(message: string, facts: { readonly typeKey: string; readonly eventId: number }) {
    super(message)
    this.typeKey = facts.typeKey
    this.eventId = facts.eventId
  }
}

// The exception of a refused query, with its eventId, as a public client recorded it for TF51005. That every other
// refusal comes with the same one is assumed.
const refused = { typeKey: 'VssPropertyValidationException', eventId: 3000 }

/** A refusal that quotes the part of the query it is about. */
export function refusal(message: string, cause: string): WiqlError {
  return new WiqlError(`${message} The error is caused by «${cause}».`, refused)
}

/** A refusal of the query as a whole. */
export function refusalOfQuery(message: string): WiqlError {
  return new WiqlError(message, refused)
}

/** The most results. (docs/organizations/settings/work/object-limits.md) */
export const mostResults = 20_000

export function tooMany(): WiqlError {
  return new WiqlError(
    `VS402337: The number of work items returned exceeds the size limit of ${mostResults}. Change the query to return fewer items.`,
    { typeKey: 'WorkItemTrackingQueryResultSizeLimitExceededException', eventId: 3200 },
  )
}

/** 30 seconds at most, then VS402335. (the exception and the words are assumed) */
export function tooSlow(): WiqlError {
  return new WiqlError(
    'VS402335: The query exceeded the timeout. Make the query simpler or let it return fewer items.',
    { typeKey: 'WorkItemTrackingQueryTimeoutException', eventId: 3200 },
  )
}
