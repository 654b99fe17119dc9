import { type Received, type Reply, startServer, type TestServer } from './test-server.ts'

export interface WorkItemServer extends TestServer {
  /** The WIQL texts received. */
  readonly wiql: () => readonly string[]
  readonly batches: () => readonly Received[]
}

export interface WorkItemServerOptions {
  /** More results than this are refused with VS402337, instead of cut to `$top`. */
  readonly refuseAbove?: number
  /** Queries over a wider range of ids than this run out of their time. */
  readonly slowAbove?: number
  /** Ids that batches leave out. */
  readonly gone?: ReadonlySet<number>
}

/** Work items with the ids given (ascending) behind WIQL by range of ids, and workitemsbatch in descending order. */
export async function startWorkItems(
  ids: readonly number[],
  options: WorkItemServerOptions = {},
): Promise<WorkItemServer> {
  const server = await startServer((received) =>
    received.path.endsWith('wiql')
      ? wiqlReply(ids, received, options)
      : batchReply(received, options),
  )
  const pathEnds = (end: string): readonly Received[] =>
    server.received.filter((one) => one.path.endsWith(end))
  return {
    ...server,
    wiql: () => pathEnds('wiql').map(textOf),
    batches: () => pathEnds('workitemsbatch'),
  }
}

function wiqlReply(
  all: readonly number[],
  received: Received,
  options: WorkItemServerOptions,
): Reply {
  const text = textOf(received)
  const after = Number(/Id\] > (\d+)/.exec(text)?.[1] ?? 0)
  const through = Number(/Id\] <= (\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY)
  const top = Number(received.query.get('$top'))
  const odd = text.includes('odd')
  const found = all.filter((id) => id > after && id <= through && (!odd || id % 2 === 1))
  if (top > 1 && found.length > (options.refuseAbove ?? Number.POSITIVE_INFINITY)) {
    return {
      status: 400,
      body: {
        message: 'VS402337: The number of work items returned exceeds the size limit of 20000.',
        typeKey: 'WorkItemTrackingQueryResultSizeLimitExceededException',
      },
    }
  }
  if (top > 1 && through - after > (options.slowAbove ?? Number.POSITIVE_INFINITY)) {
    return { status: 500, body: { message: 'VS402335: The query exceeded the time limit.' } }
  }
  if (text.includes('DESC')) found.reverse()
  return { body: { queryType: 'flat', workItems: found.slice(0, top).map((id) => ({ id })) } }
}

function batchReply({ body }: Received, options: WorkItemServerOptions): Reply {
  const ids = memberOf(body, 'ids')
  if (!Array.isArray(ids) || ids.length > 200) return { status: 400, body: { message: 'VS403474' } }
  const value = ids
    .map((id) => (options.gone?.has(Number(id)) === true ? null : { id: Number(id), fields: {} }))
    .reverse()
  return { body: { count: value.length, value } }
}

function textOf({ body }: Received): string {
  return String(memberOf(body, 'query'))
}

function memberOf(body: unknown, name: string): unknown {
  return new Map(Object.entries(body ?? {})).get(name)
}
