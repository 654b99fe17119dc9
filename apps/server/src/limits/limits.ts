import { type Static, Type } from 'typebox'

const most = (description: string) => Type.Optional(Type.Integer({ minimum: 1, description }))

/** What a user may take of the server and of Azure DevOps. */
export const limitsSchema = Type.Object(
  {
    queriesAtOnce: most('Queries that may run at the same time.'),
    requestsPerQuery: most('Requests to Azure DevOps for one query.'),
    requestsPerHour: most('Requests to Azure DevOps within any hour.'),
    rowsPerResult: most('Rows of one result.'),
    secondsPerQuery: most('Seconds until a query must have ended, its reader included.'),
  },
  {
    additionalProperties: false,
    description: 'Limits of each user; one that is not given is none.',
  },
)

export type Limits = Static<typeof limitsSchema>
