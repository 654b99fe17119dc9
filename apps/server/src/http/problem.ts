import { type DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { type Static, Type } from 'typebox'

/** What an error looks like to a client: RFC 9457. */
export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'A URN that ends in the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What is wrong, in one sentence.' }),
    code: Type.String({ description: 'One of docs/errors.md; programs decide by it.' }),
    sqlstate: Type.Optional(Type.String()),
    hint: Type.Optional(Type.String({ description: 'What to do.' })),
    position: Type.Optional(
      Type.Integer({ description: 'Offset into the SQL text, in UTF-16 units from 0.' }),
    ),
    remote: Type.Optional(Type.String({ description: 'What Azure DevOps said.' })),
    queryId: Type.String({ description: 'By which the log of the server names the request.' }),
  },
  { additionalProperties: false, description: 'An error.' },
)

export type Problem = Static<typeof problemSchema>

/** An error as a problem. What isn't devopsql's own tells nothing of itself. */
export function problemOf(error: unknown, queryId: string): Problem {
  if (isDevopsqlError(error)) return problemOfCode(error, queryId)
  const status = refusalStatus(error)
  if (status === undefined) {
    return {
      ...base('DEVOPSQL_INTERNAL', 500, queryId),
      detail: 'the server failed',
      hint: 'Whoever runs it finds more under the queryId in its log.',
    }
  }
  const detail = error instanceof Error ? error.message : 'the request is not well made'
  return { ...base('DEVOPSQL_USAGE', status, queryId), detail }
}

function problemOfCode(error: DevopsqlError, queryId: string): Problem {
  const { code, hint, position, detail, sqlstate } = error
  return {
    ...base(code, statusOf(error), queryId),
    detail: error.message,
    sqlstate,
    ...(hint !== undefined && { hint }),
    ...(position !== undefined && { position }),
    ...(detail !== undefined && { remote: detail }),
  }
}

function base(
  code: string,
  status: number,
  queryId: string,
): Pick<Problem, 'type' | 'title' | 'status' | 'code' | 'queryId'> {
  return {
    type: `urn:devopsql:error:${code}`,
    title: titles[status] ?? 'Error',
    status,
    code,
    queryId,
  }
}

/** Of what the HTTP framework refuses: a body that is too large, no JSON, against its schema. */
function refusalStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? statusCode
    : undefined
}

function statusOf(error: DevopsqlError): number {
  const { code } = error
  if (code === 'DEVOPSQL_PERMISSION_DENIED') return 403
  if (code === 'DEVOPSQL_NOT_FOUND') return 404
  if (code === 'DEVOPSQL_QUOTA_EXCEEDED') return 429
  if (code === 'DEVOPSQL_TIMEOUT') return 504
  if (code === 'DEVOPSQL_INTERNAL') return 500
  if (code === 'DEVOPSQL_CLOSED' || code === 'DEVOPSQL_THROTTLED') return 503
  switch (error.category) {
    case 'sql':
    case 'usage':
      return 400
    case 'limit':
      return 422
    case 'sign-in':
    case 'remote':
      return 502
    case 'cancelled':
      return 503
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
