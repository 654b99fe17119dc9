import type { PropertyTable } from '../property.ts'

export interface LegacyOptions {
  readonly UseConnectionPooling: boolean
  readonly PoolIdleTimeout: number
  readonly PoolMaxSize: number
  readonly PoolMinSize: number
  readonly PoolWaitTime: number
  readonly RTK: string | undefined
  readonly Other: string | undefined
  readonly DefaultColumnSize: number | undefined
  readonly ConvertDateTimeToGMT: boolean
  readonly RecordToFile: string | undefined
  readonly CachePartial: boolean
  readonly QueryPassthrough: boolean
}

const pooling = {
  category: 'Pooling',
  status: 'not-yet',
  note: 'a connection shares its HTTP connections by itself',
  minimum: 0,
} as const
const hidden = { category: 'Hidden', status: 'not-yet' } as const

export const legacyProperties: PropertyTable<LegacyOptions> = {
  UseConnectionPooling: {
    ...pooling,
    type: 'boolean',
    default: false,
    doc: 'Keep connections for reuse.',
  },
  PoolIdleTimeout: {
    ...pooling,
    type: 'integer',
    default: 60,
    doc: 'Seconds that an idle connection stays in the pool.',
  },
  PoolMaxSize: {
    ...pooling,
    type: 'integer',
    default: 100,
    doc: 'Largest number of connections in the pool.',
  },
  PoolMinSize: {
    ...pooling,
    type: 'integer',
    default: 1,
    doc: 'Smallest number of connections in the pool.',
  },
  PoolWaitTime: {
    ...pooling,
    type: 'integer',
    default: 60,
    doc: 'Seconds to wait for a connection of the pool.',
  },
  RTK: {
    type: 'secret',
    category: 'Licence',
    default: undefined,
    doc: 'Runtime licence key of other products; accepted and ignored.',
    status: 'not-yet',
    note: 'devopsql needs no licence',
  },
  Other: {
    ...hidden,
    // Free text: nothing is known of what it holds.
    type: 'secret',
    default: undefined,
    doc: 'Container for hidden properties. Refused: write them as properties of their own.',
    ignoring: 'error',
    note: 'write what it holds as properties of their own',
  },
  DefaultColumnSize: {
    ...hidden,
    type: 'integer',
    default: undefined,
    minimum: 1,
    doc: 'Size that is reported for columns of unknown size.',
    note: 'text columns have no size',
  },
  ConvertDateTimeToGMT: {
    ...hidden,
    type: 'boolean',
    default: false,
    doc: 'Give times in UTC. They always are, unless TimeZone says otherwise.',
    note: 'times are in UTC already; TimeZone changes that',
  },
  RecordToFile: {
    ...hidden,
    type: 'text',
    default: undefined,
    doc: 'File that records the traffic.',
    note: 'traffic is not recorded',
  },
  CachePartial: {
    ...hidden,
    type: 'boolean',
    default: false,
    doc: 'Cache only the columns that are asked for.',
    note: 'there is no cache yet',
  },
  QueryPassthrough: {
    ...hidden,
    type: 'boolean',
    default: false,
    doc: 'Send queries to the service unchanged. Refused: the service knows no SQL.',
    ignoring: 'error',
    note: 'Azure DevOps understands no SQL, so there is nothing to pass through to',
  },
}
