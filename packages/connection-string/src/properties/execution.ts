import type { PropertyTable } from '../property.ts'

export interface ExecutionOptions {
  readonly AllowPartial: boolean
  readonly Pushdown: 'on' | 'off'
  readonly TimeZone: string
  readonly MaxConcurrency: number
  readonly MaxRequests: number | undefined
  readonly MemoryLimit: string | undefined
  readonly TempDirectory: string | undefined
  readonly MaxRows: number
  readonly Pagesize: number | undefined
  readonly Timeout: number
  readonly BatchSize: number
  readonly Readonly: boolean
  readonly ConnectOnOpen: boolean
  readonly ConnectionLifeTime: number
  readonly PseudoColumns: string | undefined
  readonly UserDefinedViews: string | undefined
}

const execution = { category: 'Execution', status: 'supported' } as const
const rows = { category: 'Rows', status: 'supported' } as const
const behaviour = { category: 'Behaviour', status: 'not-yet' } as const

export const executionProperties: PropertyTable<ExecutionOptions> = {
  AllowPartial: {
    ...execution,
    type: 'boolean',
    default: false,
    doc: 'Give the rows that can be had when a part of the data is refused, with `complete` false, instead of an error.',
  },
  Pushdown: {
    ...execution,
    type: 'choice',
    default: 'on',
    values: ['on', 'off'],
    doc: 'Whether the service filters and limits; `off` reads everything and applies all here, for diagnosis.',
  },
  TimeZone: {
    ...execution,
    type: 'text',
    default: 'UTC',
    doc: 'Time zone of dates without one, as an IANA name.',
  },
  MaxConcurrency: {
    ...execution,
    type: 'integer',
    default: 8,
    minimum: 1,
    maximum: 256,
    doc: 'Requests in flight at once; fewer while the service throttles.',
  },
  MaxRequests: {
    ...execution,
    type: 'integer',
    default: undefined,
    minimum: 1,
    doc: 'A query that needs more requests than this fails; one for each row of a parent, before they are sent. Not set: at most 10,000 for the rows of a parent, no limit otherwise.',
  },
  MemoryLimit: {
    ...execution,
    type: 'text',
    default: undefined,
    pattern: /^\d+(?:\.\d+)?\s*(?:[KMGT]i?)?B$/i,
    expected: 'a size such as 512MB or 2GB',
    doc: 'Memory that sorting, joining and grouping may take before they spill to disk.',
  },
  TempDirectory: {
    ...execution,
    type: 'text',
    default: undefined,
    doc: 'Directory to spill to. Not set: one in the directory for temporary files of the system.',
  },
  MaxRows: {
    ...rows,
    type: 'integer',
    default: -1,
    minimum: -1,
    doc: 'At most this many rows of a query that neither aggregates nor groups; -1: all.',
  },
  Pagesize: {
    ...rows,
    type: 'integer',
    default: undefined,
    minimum: 1,
    doc: 'Rows to ask for in one request. Not set: the largest page of each endpoint.',
    status: 'not-yet',
    note: 'the largest page of each endpoint is asked for',
  },
  Timeout: {
    ...rows,
    type: 'integer',
    default: 60,
    minimum: 0,
    // Timers count milliseconds in 31 bits: a longer one would fire at once.
    maximum: 2_147_483,
    doc: 'Seconds that a request may make no progress; 0: for ever.',
  },
  BatchSize: {
    ...rows,
    type: 'integer',
    default: 0,
    minimum: 0,
    doc: 'Rows that are written in one request; 0: all.',
    status: 'not-yet',
    note: 'nothing is written yet',
  },
  Readonly: {
    ...behaviour,
    type: 'boolean',
    default: false,
    doc: 'Refuse everything that writes. Nothing writes so far, so it always holds.',
    status: 'supported',
  },
  ConnectOnOpen: {
    ...behaviour,
    type: 'boolean',
    default: false,
    doc: 'Send one small request when the connection opens, so that a wrong token or host is known at once.',
    status: 'supported',
  },
  ConnectionLifeTime: {
    ...behaviour,
    type: 'integer',
    default: 0,
    minimum: 0,
    doc: 'Seconds after which a connection is closed; 0: never.',
    note: 'a connection lives until it is closed',
  },
  PseudoColumns: {
    ...behaviour,
    type: 'text',
    default: undefined,
    doc: 'Request parameters to show as columns: `Table=Column;Table=Column` or `*=*`.',
    note: 'request parameters are always listed, and `*` never stands for them',
  },
  UserDefinedViews: {
    ...behaviour,
    type: 'text',
    default: undefined,
    doc: 'JSON file with views: `{ "Name": { "query": "SELECT ..." } }`. CREATE LOCAL VIEW adds to it.',
    status: 'supported',
  },
}
