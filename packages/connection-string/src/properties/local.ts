import type { PropertyTable } from '../property.ts'

export interface LocalOptions {
  readonly Logfile: string | undefined
  readonly Verbosity: number
  readonly LogModules: readonly string[]
  readonly MaxLogFileSize: string
  readonly MaxLogFileCount: number
  readonly Location: string | undefined
  readonly BrowsableSchemas: readonly string[]
  readonly Tables: readonly string[]
  readonly Views: readonly string[]
  readonly AutoCache: boolean
  readonly CacheLocation: string | undefined
  readonly CacheProvider: string | undefined
  readonly CacheConnection: string | undefined
  readonly CacheTolerance: number
  readonly Offline: boolean
  readonly CacheMetadata: boolean | undefined
}

const logging = { category: 'Logging', status: 'supported' } as const
const schema = {
  category: 'Schema',
  status: 'not-yet',
  note: 'lists of tables show everything so far',
} as const
const caching = { category: 'Caching', status: 'not-yet', note: 'there is no cache yet' } as const

export const localProperties: PropertyTable<LocalOptions> = {
  Logfile: {
    ...logging,
    type: 'text',
    default: undefined,
    doc: 'Path of the log; its folder has to be there. Lines are appended, secrets removed; several connections and processes may share one log. docs/logging.md says what stands in it.',
  },
  Verbosity: {
    ...logging,
    type: 'integer',
    default: 1,
    minimum: 1,
    maximum: 5,
    doc: 'How much is logged: 1 statements and failures, 2 also requests and kept metadata, 3 also headers and bodies, 4 also connections and TLS, 5 also plans, pages, waits and retries.',
  },
  LogModules: {
    ...logging,
    type: 'list',
    default: [],
    values: ['EXEC', 'INFO', 'HTTP', 'SSL', 'OAUT', 'SQLC', 'META'],
    doc: 'What is logged, with `;` between the names (so the value is quoted). Empty: everything.',
  },
  MaxLogFileSize: {
    ...logging,
    type: 'text',
    default: '100MB',
    pattern: /^\s*0*(?:[1-9]\d{5,}\s*B?|[1-9]\d{2,}\s*KB|[1-9]\d*\s*[MG]B)\s*$/i,
    expected: 'a size of at least 100KB, such as 100MB, 512KB or a number of bytes',
    doc: 'Size that the log never passes: a full one is renamed, with the time at the end of its name. Bytes, or `KB`, `MB` or `GB` of a thousand, a million or a thousand million bytes; at least `100KB`.',
  },
  MaxLogFileCount: {
    ...logging,
    type: 'integer',
    default: -1,
    minimum: -1,
    meaningless: [0, 1],
    expected: 'a whole number of at least 2, or -1 for no limit',
    doc: 'Logs that are kept, the current one among them: the oldest is deleted. At least 2; -1 keeps all.',
  },
  Location: {
    ...schema,
    type: 'text',
    default: undefined,
    doc: 'Directory of schema files. Refused so far: they may redefine a table.',
    ignoring: 'error',
    note: 'schema files are not there yet',
  },
  BrowsableSchemas: {
    ...schema,
    type: 'list',
    default: [],
    separator: ',',
    doc: 'Schemas that lists of tables show.',
  },
  Tables: {
    ...schema,
    type: 'list',
    default: [],
    separator: ',',
    doc: 'Tables that lists of tables show.',
  },
  Views: {
    ...schema,
    type: 'list',
    default: [],
    separator: ',',
    doc: 'Views that lists of tables show.',
  },
  AutoCache: {
    ...caching,
    type: 'boolean',
    default: false,
    doc: 'Answer queries from a cache that is kept up to date. Refused so far.',
    ignoring: 'error',
  },
  CacheLocation: {
    category: 'Caching',
    status: 'supported',
    type: 'text',
    default: undefined,
    doc: "Folder of the cache. Not set: devopsql in the system's folder for caches.",
  },
  CacheProvider: {
    ...caching,
    type: 'text',
    default: undefined,
    doc: 'Driver of the database that caches.',
    aliases: ['CacheDriver'],
  },
  CacheConnection: {
    ...caching,
    // A connection string of its own, passwords included.
    type: 'secret',
    default: undefined,
    doc: 'Connection string of the database that caches.',
  },
  CacheTolerance: {
    category: 'Caching',
    status: 'supported',
    type: 'integer',
    default: 600,
    minimum: 0,
    doc: 'Seconds that what is cached may lag behind.',
  },
  Offline: {
    ...caching,
    type: 'boolean',
    default: false,
    doc: 'Answer from the cache only. Refused so far: requests would be sent.',
    ignoring: 'error',
  },
  CacheMetadata: {
    category: 'Caching',
    status: 'supported',
    type: 'boolean',
    default: undefined,
    doc: 'Keep the fields of work items on disk for the next connection, which saves it a request. Not set: no, but yes at the command line. What is older than CacheTolerance is asked for again; RESET SCHEMA CACHE forgets it at once.',
  },
}
