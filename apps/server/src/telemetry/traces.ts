import type { ObserveQuery } from './query-observer.ts'

export interface Traces {
  readonly observe: ObserveQuery
  /** Sends what is left. */
  close(): Promise<void>
}

/** One span for each query, sent as OTLP over HTTP. What that takes is loaded only here. */
export async function startTraces(endpoint: string): Promise<Traces> {
  const [{ SpanKind, SpanStatusCode }, { OTLPTraceExporter }, sdk, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/resources'),
    ])
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'devopsql' }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url: endpoint }))],
  })
  const tracer = provider.getTracer('devopsql')
  return {
    observe: ({ queryId, user, protocol }) => {
      const span = tracer.startSpan('query', {
        kind: SpanKind.SERVER,
        attributes: {
          'db.system.name': 'devopsql',
          'devopsql.query_id': queryId,
          'devopsql.protocol': protocol,
          'enduser.id': user,
        },
      })
      return ({ outcome, code, stats }) => {
        span.setAttributes({
          'devopsql.outcome': outcome,
          'devopsql.requests': stats.requests,
          'devopsql.throttled_ms': stats.throttledMs,
          'db.response.returned_rows': stats.rows,
          ...(code !== undefined && { 'error.type': code }),
        })
        if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      }
    },
    close: async () => await provider.shutdown(),
  }
}
