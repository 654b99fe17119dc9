import { expect } from 'vitest'

// What every client has to find, whatever server it talks to: PostgreSQL itself is asked the same.

const document = { a: [1, '😀', null] }
const documentText = '{"a": [1, "😀", null]}'
const emoji = '😀 e\u0301 \u200d"\\'
const id = '6b8f1b5e-2f5b-4a55-9d0c-0f5d1a6b7c8d'

/** 64-bit integers and decimals as texts, moments to the microsecond. */
const values: readonly unknown[] = [
  '9007199254740993',
  '-9223372036854775808',
  null,
  '12345678901234567890.12',
  1.5,
  '2026-01-02T03:04:05.678901Z',
  '2026-01-02',
  true,
  emoji,
  documentText,
  id,
]
const parsedValues = values.with(9, document)
/** As JavaScript's Date has them. */
const dateValues = parsedValues
  .with(5, '2026-01-02T03:04:05.678Z')
  .with(6, '2026-01-02T00:00:00.000Z')
const sent: readonly unknown[] = [
  '9007199254740993',
  "it's 😀",
  false,
  '2026-01-02T03:04:05.678901Z',
  null,
]
const zones = ['2026-07-01T12:00:00.000000Z', '2026-01-01T05:00:00.000000Z']

const common = {
  values: parsedValues,
  prepared: 55,
  'fetch-size': 50_005_000,
  cancel: ['57014', 1],
  'error-position': ['42703', '8'],
  'after-error': 2,
}

export type Expected = Readonly<Record<string, unknown>>

export const expectedOf: Readonly<Record<string, Expected>> = {
  psql: {
    tls: true,
    'wrong-password': [2, true],
    values:
      '9007199254740993|-9223372036854775808|∅|12345678901234567890.12|1.5|2026-01-02 03:04:05.678901+00|2026-01-02|t|' +
      `${emoji}|${documentText}|${id}`,
    zones: '2026-07-01 08:00:00-04|2026-01-01 00:00:00-05',
    'fetch-size': 10_000,
    cancel: true,
    'error-position': [
      'ERROR:  42703',
      'LINE 1: SELECT nme FROM (SELECT 1 AS name) AS t;',
      '               ^',
    ],
    'after-error': '2',
    'two-statements': '1\n2',
    copy: 'i,t,n\n1,"a,b",\n2,"a,b",',
    variables: "it's!",
    gdesc: 'a|bigint\nb|text',
    databases: true,
    'more-details': [],
    'letter-case': '',
  },
  pg: {
    ...common,
    'wrong-password': '28P01',
    values: dateValues,
    parameters: [...sent.with(3, '2026-01-02T03:04:05.678Z'), true],
    'two-statements': [1, 2],
    transaction: ['42703', '25P02', 1],
  },
  postgres: {
    ...common,
    'wrong-password': '28P01',
    values: dateValues,
    parameters: [...sent.with(3, '2026-01-02T03:04:05.678Z'), true],
    inferred: 'seven',
    'two-statements': [1, 2],
    copy: '1\n2\n3\n',
    transaction: [1],
  },
  psycopg2: {
    ...common,
    tls: true,
    'wrong-password': true,
    parameters: [...sent, '0.10', true],
    zones: [zones, -4],
    'error-position': ['42703', '13'],
    'two-statements': 2,
    transaction: ['42703', '25P02', 1],
  },
  psycopg3: {
    ...common,
    tls: true,
    'wrong-password': true,
    binary: parsedValues,
    parameters: [...sent, '0.10', true, '2026-01-02'],
    stream: 500_500,
    copy: ['1', '2', '3'].map((number) => [number, 'a\tb\\\n😀', null]),
    pipeline: [1, 2],
    origins: [true, 1, 0, 0],
    'two-statements': [1, 2],
  },
  asyncpg: {
    ...common,
    'wrong-password': '28P01',
    values,
    parameters: [...sent, '0.10', true, '2026-01-02'],
    inferred: ['seven', ['scalar', 'scalar', 'scalar']],
    cancel: 1,
    copy: 'i,t\n1,"a,b"\n2,"a,b"\n3,"a,b"\n',
    arrays: ['a,b', null, '😀'],
  },
  sqlalchemy: {
    ...common,
    tls: true,
    'wrong-password': true,
    parameters: "it's 😀",
    'foreign-keys': true,
    'has-table': [true, false],
    comment: true,
    frame: [['number', 'name', 'at'], ['i', 'O', 'M'], 990, '500445'],
  },
  psqlodbc: {
    'wrong-password': true,
    values: values.with(10, id.toUpperCase()),
    parameters: ['9007199254740993', "it's 😀", '0.10', null],
    prepared: 55,
    cancel: 1,
    error: '42703',
    'after-error': 2,
    'fetch-size': 50_005_000,
    'foreign-keys': true,
    types: true,
    procedures: true,
    statistics: true,
  },
  pgjdbc: {
    ...common,
    'wrong-password': '28P01',
    values,
    parameters: [...sent, '0.10', id, 42],
    binary: [...values, 9],
    zones: zones.toReversed(),
    arrays: [true, ['[a,b, null, "c"]']],
    timeout: '57014',
    'error-position': ['42703', 8],
    'two-statements': [1, 2],
    'fetch-size': '50005000',
    transaction: ['42703', '25P02', 1],
    'read-only': 1,
    product: 'PostgreSQL',
    catalogs: true,
    'table-types': true,
    'exported-keys': true,
    indexes: true,
    types: true,
    procedures: true,
    functions: true,
    'function-columns': true,
    privileges: true,
    'column-privileges': true,
    'result-metadata': [true, true, false, ''],
    valid: true,
  },
}

const someTables: unknown = expect.arrayContaining(['Projects', 'WorkItems', 'Builds'])
const someNames: unknown = expect.arrayContaining(['Id', 'Name', 'Abbreviation'])
const someViews: unknown = expect.arrayContaining(['PullRequestWorkItems'])
const someColumns: unknown = expect.arrayContaining([
  ['Id', 'NO'],
  ['Abbreviation', 'YES'],
])

/** What they find in the catalog of an organization, besides. */
export const expectedOfOurs: Readonly<Record<string, Expected>> = {
  psql: {
    schemas: 'Information|ada',
    tables: someTables,
    'table-details': someNames,
  },
  psycopg2: { columns: someColumns },
  sqlalchemy: {
    schemas: ['Information', 'information_schema'],
    tables: someTables,
    views: someViews,
    key: ['Id'],
    indexes: [],
    columns: expect.arrayContaining([
      ['Id', true, false],
      ['Abbreviation', false, true],
    ]),
    orm: [true, '3'],
  },
  psqlodbc: {
    tables: someTables,
    columns: expect.arrayContaining([
      ['Id', 0],
      ['Abbreviation', 1],
    ]),
    key: ['Id'],
  },
  pgjdbc: {
    schemas: ['Information', 'information_schema', 'pg_catalog'],
    tables: someTables,
    columns: someColumns,
    key: ['Id'],
    'best-row': ['Id'],
    'foreign-keys': [],
    'base-names': ['Id', 'Projects', 'Information'],
  },
}
