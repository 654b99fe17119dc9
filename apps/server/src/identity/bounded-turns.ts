import { DevopsqlError } from '@devopsql/errors'
import pLimit from 'p-limit'

export interface TurnOptions {
  /** How many may be under way at once. */
  readonly atOnce: number
  /** How many may wait; one more is refused. */
  readonly waiting: number
}

/**
 * Lets few of something happen at once, so that whoever tries passwords by the thousand keeps no one else from the
 * threads and connections that these take.
 */
export function boundedTurns({
  atOnce,
  waiting,
}: TurnOptions): <T>(work: () => Promise<T>) => Promise<T> {
  const limit = pLimit(atOnce)
  return async (work) => {
    if (limit.pendingCount >= waiting) throw tooMany()
    return await limit(work)
  }
}

function tooMany(): DevopsqlError {
  return new DevopsqlError('too many sign-ins are being checked', {
    code: 'DEVOPSQL_QUOTA_EXCEEDED',
    hint: 'Try again in a few seconds.',
  })
}
