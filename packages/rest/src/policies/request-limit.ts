import { DevopsqlError } from '@devopsql/errors'
import type { Policy } from '../exchange.ts'
import { count, createRequestMeter, meterOfQuery } from '../request-meter.ts'

/** Counts requests, and refuses those beyond `maximum` for one query (for the client where no meter is given). */
export function requestLimit(maximum: number | undefined): Policy {
  const ofClient = createRequestMeter()
  return (next) => (exchange) => {
    const meter = exchange.context.meter ?? ofClient
    const query = meterOfQuery(meter)
    if (maximum !== undefined && query.requests >= maximum) {
      throw new DevopsqlError(
        `the query needs more than ${maximum} ${maximum === 1 ? 'request' : 'requests'}`,
        {
          code: 'DEVOPSQL_LIMIT_EXCEEDED',
          hint: 'Narrow the query with WHERE (EXPLAIN shows the requests), or raise MaxRequests.',
        },
      )
    }
    query.beforeRequest?.()
    count(meter, { requests: 1 })
    return next(exchange)
  }
}
