import { isDevopsqlError } from '@devopsql/errors'
import { characterPosition, type Report } from '@devopsql/pgwire'
import { placeOf } from './error-place.ts'
import { SessionError } from './session-error.ts'

/** What a client is told of an error. Of one that nobody foresaw it says nothing: the host logs it. */
export function reportOfError(error: unknown, severity: 'ERROR' | 'FATAL'): Report {
  if (error instanceof SessionError) {
    return { severity, ...error.report, position: positionOf(error, error.report.position) }
  }
  if (!isDevopsqlError(error)) {
    return {
      severity,
      sqlstate: 'XX000',
      message: 'the server failed in a way that was not foreseen',
      hint: 'The log of the server says more.',
    }
  }
  return {
    severity,
    sqlstate: error.sqlstate,
    message: error.message,
    detail: error.detail,
    hint: error.hint,
    position: positionOf(error, error.position),
  }
}

/** Whether an error is one that was foreseen, and not a defect. */
export function isForeseen(error: unknown): boolean {
  return error instanceof SessionError || isDevopsqlError(error)
}

function positionOf(error: Error, position: number | undefined): number | undefined {
  const place = placeOf(error)
  if (position === undefined || place === undefined) return undefined
  return characterPosition(place.sql, place.offset + position)
}
