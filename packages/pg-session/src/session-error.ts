import type { Report } from '@devopsql/pgwire'

/**
 * What only a PostgreSQL session can get wrong, such as the name of a portal. It goes to the client as it is and never
 * leaves this package; all else is a `DevopsqlError`.
 */
export class SessionError extends Error {
  override readonly name = 'SessionError'
  readonly report: Omit<Report, 'severity'>
  /** Whether the session ends with it. */
  readonly isFatal: boolean

  constructor(
    report: Omit<Report, 'severity'>,
    { isFatal = false }: { readonly isFatal?: boolean } = {},
  ) {
    super(report.message)
    this.report = report
    this.isFatal = isFatal
  }
}

/** An error after which the session goes on. */
export function refused(sqlstate: string, message: string, hint?: string): SessionError {
  return new SessionError({ sqlstate, message, hint })
}

/** An error that ends the session. */
export function fatal(sqlstate: string, message: string, hint?: string): SessionError {
  return new SessionError({ sqlstate, message, hint }, { isFatal: true })
}

/** Whether an error ends the session. */
export function isFatal(error: unknown): boolean {
  return error instanceof SessionError && error.isFatal
}
