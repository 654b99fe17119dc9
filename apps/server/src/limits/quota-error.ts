import { DevopsqlError } from '@devopsql/errors'
import type { Limits } from './limits.ts'

export interface QuotaBreach {
  readonly limit: keyof Limits
  readonly maximum: number
  readonly user: string
}

/** A refusal that names the limit, its value and what to do. */
export function quotaError({ limit, maximum, user }: QuotaBreach): DevopsqlError {
  const error = new DevopsqlError(
    `the limit ${limit} of ${user} is ${maximum}, and ${excess[limit]}`,
    {
      code: 'DEVOPSQL_QUOTA_EXCEEDED',
      hint: `${remedy[limit]}, or have ${limit} raised.`,
    },
  )
  return Object.assign(error, { limit })
}

/** The limit that an error refuses by. */
export function limitOf(error: unknown): string | undefined {
  return error instanceof Error && 'limit' in error && typeof error.limit === 'string'
    ? error.limit
    : undefined
}

const excess: Readonly<Record<keyof Limits, string>> = {
  queriesAtOnce: 'so many queries are running',
  requestsPerQuery: 'the query needs more requests',
  requestsPerHour: 'the last hour had so many requests',
  rowsPerResult: 'the result has more rows',
  secondsPerQuery: 'the query took longer',
}

const remedy: Readonly<Record<keyof Limits, string>> = {
  queriesAtOnce: 'Wait until one has ended',
  requestsPerQuery: 'Narrow the query with WHERE (EXPLAIN shows the requests)',
  requestsPerHour: 'Try again later',
  rowsPerResult: 'Ask for fewer rows with WHERE or LIMIT',
  secondsPerQuery: 'Narrow the query with WHERE',
}
