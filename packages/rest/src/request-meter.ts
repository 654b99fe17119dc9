/** Counts what a query or a scan costs. Live: read it at any time. */
export interface RequestMeter {
  requests: number
  bytes: number
  /** Rows handed on by the readers of lists and work items. */
  rows: number
  pages: number
  /** Time that the service made us wait. */
  throttledMs: number
  /** Requests that the readers know of in all, sent ones included; undefined while they know nothing. */
  expectedRequests: number | undefined
  /** Counts along: the meter of the query for the meter of a scan. */
  readonly parent: RequestMeter | undefined
  /** Called ahead of each request; what it throws stands in the place of the answer. */
  readonly beforeRequest: (() => void) | undefined
}

export type MeterCount = Partial<
  Record<'requests' | 'bytes' | 'rows' | 'pages' | 'throttledMs' | 'expectedRequests', number>
>

/** A meter at zero. */
export function createRequestMeter({
  parent,
  beforeRequest,
}: Partial<Pick<RequestMeter, 'parent' | 'beforeRequest'>> = {}): RequestMeter {
  return {
    requests: 0,
    bytes: 0,
    rows: 0,
    pages: 0,
    throttledMs: 0,
    expectedRequests: undefined,
    parent,
    beforeRequest,
  }
}

/** Adds to a meter and those above it. */
export function count(meter: RequestMeter | undefined, what: MeterCount): void {
  for (let each = meter; each !== undefined; each = each.parent) {
    each.requests += what.requests ?? 0
    each.bytes += what.bytes ?? 0
    each.rows += what.rows ?? 0
    each.pages += what.pages ?? 0
    each.throttledMs += what.throttledMs ?? 0
    if (what.expectedRequests !== undefined) {
      each.expectedRequests = (each.expectedRequests ?? each.requests) + what.expectedRequests
    }
  }
}

/** The meter of the whole query. */
export function meterOfQuery(meter: RequestMeter): RequestMeter {
  let top = meter
  while (top.parent !== undefined) top = top.parent
  return top
}
