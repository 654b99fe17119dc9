import { type ErrorCategory, type ErrorCode, errorCodes } from './codes.ts'

export interface DevopsqlErrorOptions {
  readonly code: ErrorCode
  /** What the remote said, in its own words. */
  readonly detail?: string | undefined
  /** One sentence: what to do. */
  readonly hint?: string | undefined
  /** Offset into the SQL text or the connection string, in UTF-16 units from 0. */
  readonly position?: number | undefined
  readonly cause?: unknown
}

/**
 * The only error that devopsql throws. Match on `code`, never on the text: the text may improve.
 * The message is one clear sentence without a full stop; it never holds a secret.
 */
export class DevopsqlError extends Error {
  override readonly name = 'DevopsqlError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly hint: string | undefined
  readonly position: number | undefined

  constructor(message: string, options: DevopsqlErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = options.code
    this.detail = options.detail
    this.hint = options.hint
    this.position = options.position
  }

  /** The SQLSTATE that PostgreSQL clients see. */
  get sqlstate(): string {
    return errorCodes[this.code].sqlstate
  }

  /** What the failure means to a script. */
  get category(): ErrorCategory {
    return errorCodes[this.code].category
  }
}

/** Whether a caught value is a devopsql error, also when it comes from another copy of this package. */
export function isDevopsqlError(value: unknown): value is DevopsqlError {
  return (
    value instanceof Error &&
    value.name === 'DevopsqlError' &&
    'code' in value &&
    typeof value.code === 'string' &&
    value.code in errorCodes
  )
}
