import { Type } from 'typebox'
import type { HttpOptions } from './http-options.ts'
import type { TypedApp } from './typed-app.ts'

const stateSchema = Type.Object({ status: Type.String() })

/** `GET /health`: the process answers. `GET /health/ready`: it takes new work. Neither asks Azure DevOps. */
export function healthRoutes(app: TypedApp, { isReady }: HttpOptions): void {
  const config = { isPublic: true }
  app.get(
    '/health',
    {
      config,
      schema: {
        summary: 'Whether the process answers',
        operationId: 'health',
        security: [],
        response: { 200: stateSchema },
      },
    },
    async () => await Promise.resolve({ status: 'ok' }),
  )
  app.get(
    '/health/ready',
    {
      config,
      schema: {
        summary: 'Whether new queries are taken',
        operationId: 'ready',
        security: [],
        response: { 200: stateSchema, 503: stateSchema },
      },
    },
    async (_, reply) => {
      if (isReady()) return { status: 'ready' }
      return await reply.code(503).send({ status: 'stopping' })
    },
  )
}
