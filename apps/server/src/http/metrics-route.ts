import { Type } from 'typebox'
import type { HttpOptions } from './http-options.ts'
import type { TypedApp } from './typed-app.ts'

/** `GET /metrics`, as Prometheus reads it. */
export function metricsRoute(app: TypedApp, { metrics, metricsAccess }: HttpOptions): void {
  if (metricsAccess === 'off') return
  const isPublic = metricsAccess === 'public'
  app.get(
    '/metrics',
    {
      config: { isPublic },
      schema: {
        summary: 'Counters for Prometheus',
        operationId: 'metrics',
        ...(isPublic && { security: [] }),
        response: {
          200: {
            description: 'Counters.',
            content: { 'text/plain': { schema: Type.String() } },
          },
        },
      },
    },
    async (_, reply) => await reply.type(metrics.contentType).send(await metrics.text()),
  )
}
