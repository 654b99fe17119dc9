import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { HttpOptions } from './http-options.ts'
import { negotiate } from './negotiate.ts'
import { openQuery } from './open-query.ts'
import { servedParquet } from './parquet-body.ts'
import { problemSchema } from './problem.ts'
import { parquetType, rowsFormats } from './rows-format.ts'
import { servedBody } from './served-body.ts'
import { serveRows } from './served-rows.ts'
import { statementProperties } from './statement-body.ts'
import type { TypedApp } from './typed-app.ts'
import { verdictSchema } from './verdict.ts'

const offered = [...Object.keys(rowsFormats), parquetType]

const bytes = Type.Unsafe({ type: 'string', format: 'binary' })

const bodySchema = Type.Object(
  {
    ...statementProperties,
    maxRows: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Ends the rows early; not for Parquet.' }),
    ),
  },
  { additionalProperties: false },
)

const answerSchema = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String({ description: 'SQL type.' }),
      nullable: Type.Boolean(),
    }),
  ),
  rows: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    description:
      'Values by column. Integers have all their digits, decimals are texts, times are ISO 8601 in UTC.',
  }),
  ...verdictSchema.properties,
})

/** `POST /v1/query`: the rows of a statement, in the format that Accept asks for. */
export function queryRoute(app: TypedApp, options: HttpOptions): void {
  const { host, stallMilliseconds } = options
  app.post(
    '/v1/query',
    {
      schema: {
        summary: 'The rows of a statement',
        description:
          'The format is the one that Accept asks for, JSON without it. The trailer Devopsql-Complete says true when every row is there, as JSON and the last line of NDJSON do; rows that fail under way break off.',
        operationId: 'query',
        body: bodySchema,
        response: {
          200: {
            description: 'The rows.',
            content: {
              'application/json': { schema: answerSchema },
              'application/x-ndjson': { schema: Type.String() },
              'text/csv': { schema: Type.String() },
              'application/vnd.apache.arrow.stream': { schema: bytes },
              [parquetType]: { schema: bytes },
            },
          },
          default: {
            description: 'An error.',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        },
      },
    },
    async (request, reply) => {
      const { sql, parameters, maxRows, catalog, schema, timeZone } = request.body
      const type = negotiate(request.headers.accept, offered)
      if (type === undefined) throw notOffered()
      const query = await openQuery(host, { request, reply }, { database: catalog, schema })
      try {
        const { connection, signal } = query
        const format = rowsFormats[type]
        if (format === undefined) {
          const target = { sql, parameters, maxRows, timeZone }
          const { body, verdict } = await servedParquet(target, query)
          announce(reply, () => verdict.complete)
          return await reply.type(parquetType).send(body)
        }
        const queried = await connection.query(sql, parameters, {
          signal,
          exact: true,
          ...(timeZone !== undefined && { timeZone }),
        })
        const rows = await serveRows(queried, maxRows)
        const { body, isComplete } = servedBody({
          rows,
          format,
          queryId: request.id,
          stallMilliseconds,
          onClose: query.release,
        })
        announce(reply, isComplete)
        return await reply.type(format.contentType).send(body)
      } catch (error) {
        query.release()
        throw error
      }
    },
  )
}

/** The verdict as a trailer, for formats that have no place for it. */
function announce(reply: FastifyReply, isComplete: () => boolean): void {
  reply.trailer('devopsql-complete', async () => await Promise.resolve(String(isComplete())))
}

function notOffered(): Error {
  return Object.assign(new Error(`Accept names none of ${offered.join(', ')}`), { statusCode: 406 })
}
