import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { Type } from 'typebox'
import type { HttpOptions } from './http-options.ts'
import { openQuery } from './open-query.ts'
import { problemSchema } from './problem.ts'
import { statementSchema } from './statement-body.ts'
import type { TypedApp } from './typed-app.ts'

/** `POST /v1/explain`: what a query would send, without sending it. */
export function explainRoute(app: TypedApp, { host }: HttpOptions): void {
  app.post(
    '/v1/explain',
    {
      schema: {
        summary: 'What a query would send and what would be checked here',
        operationId: 'explain',
        body: statementSchema,
        response: {
          200: Type.Object({ plan: Type.Array(Type.String(), { description: 'Line by line.' }) }),
          default: {
            description: 'An error.',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        },
      },
    },
    async (request, reply) => {
      const { sql, parameters, catalog, schema, timeZone } = request.body
      const place = { database: catalog, schema }
      const { connection, signal, release } = await openQuery(host, { request, reply }, place)
      try {
        const result = await connection.query(`${keyword}${sql}`, parameters, {
          signal,
          ...(timeZone !== undefined && { timeZone }),
        })
        const plan: string[] = []
        for await (const batch of result.batches()) {
          for (const [line] of batch) plan.push(String(line))
        }
        return { plan }
      } catch (error) {
        throw shifted(error)
      } finally {
        release()
      }
    },
  )
}

const keyword = 'EXPLAIN '

/** The position in the text that the client sent. */
function shifted(error: unknown): unknown {
  if (!isDevopsqlError(error) || error.position === undefined) return error
  const { code, detail, hint, message } = error
  const position = Math.max(0, error.position - keyword.length)
  return new DevopsqlError(message, { code, detail, hint, position, cause: error })
}
