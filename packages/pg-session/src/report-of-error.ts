import { type DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { characterPosition, type Report } from '@devopsql/pgwire'

/** Where an error lies: the text that its position counts in, and where that begins in what the client sent. */
export interface ErrorPlace {
  readonly sql: string
  /** In UTF-16 units; 0 unless the text is one of several statements. */
  readonly offset: number
}

/** What a client is told of an error. Of one that is not devopsql's own it says nothing: the host logs it. */
export function reportOfError(
  error: unknown,
  { severity, place }: { readonly severity: 'ERROR' | 'FATAL'; readonly place?: ErrorPlace },
): Report {
  if (!isDevopsqlError(error)) return unforeseen(severity)
  return {
    severity,
    sqlstate: error.sqlstate,
    message: error.message,
    detail: error.detail,
    hint: error.hint,
    position: place && positionOf(error, place),
  }
}

function positionOf({ position }: DevopsqlError, place: ErrorPlace): number | undefined {
  return position === undefined ? undefined : characterPosition(place.sql, place.offset + position)
}

function unforeseen(severity: 'ERROR' | 'FATAL'): Report {
  return {
    severity,
    sqlstate: 'XX000',
    message: 'the server failed in a way that was not foreseen',
    hint: 'The log of the server says more.',
  }
}
