import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type Connection, connect, type Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCorpus } from './corpus/read-corpus.ts'
import { systemCatalog } from './system-catalog.ts'

const schemas = systemCatalog({
  database: 'CData',
  schema: 'Information',
  user: 'ann',
  version: 'PostgreSQL 15.14',
  settings: () => [
    ['max_index_keys', '32'],
    ['search_path', '"Information", public'],
    ['server_version_num', '150014'],
  ],
})

const givesRows = new Set([
  'aclexplode',
  'pg_get_keywords',
  'pg_options_to_table',
  'regexp_split_to_table',
  'string_to_table',
  ...['array_elements', 'array_elements_text', 'each', 'each_text', 'object_keys'].flatMap(
    (name) => [`json_${name}`, `jsonb_${name}`],
  ),
])

/** Arguments that need a type, by their names. */
const typed: Readonly<Record<string, string>> = {
  source: 'CAST(NULL AS TIMESTAMP)',
  origin: 'CAST(NULL AS TIMESTAMP)',
}

/** What comes of each element of a list, in the select list. */
const isOfEach = new Set(['_pg_expandarray', 'generate_series'])

describe('the system catalog', () => {
  let emulator: Emulator
  let on: Connection
  let oids: Readonly<Record<string, string>>

  beforeAll(async () => {
    emulator = await startEmulator({ rows: { WorkItems: 20 } })
    on = await connect(emulator.connectionString, {
      dialect: 'postgresql',
      localSchemas: schemas,
    })
    oids = Object.fromEntries(
      (
        await rowsOf(
          "SELECT relname AS name, oid FROM pg_class WHERE relname IN ('Projects', 'WorkItems') UNION ALL SELECT nspname, oid FROM pg_namespace UNION ALL SELECT 'DoIt', min(oid) FROM pg_proc WHERE prokind = 'p' UNION ALL SELECT 'Bug', min(oid) FROM pg_class WHERE relname = 'Bug'",
        )
      ).map(({ name, oid }) => [String(name), String(oid)]),
    )
  })
  afterAll(async () => {
    await on.close()
    await emulator.close()
  })

  const rowsOf = async (sql: string): Promise<readonly Row[]> =>
    await (await on.query(sql)).toArray()

  it('takes the name of a relation for a parameter', async () => {
    const sql = 'SELECT relname FROM pg_class WHERE oid = CAST($1 AS pg_catalog.regclass)'
    const prepared = await on.prepare(sql)
    expect(prepared.parameters.map(({ type }) => type)).toEqual(['VARCHAR'])
    const rows = await (await prepared.query(['pg_catalog.pg_class'])).toArray()
    expect(rows).toEqual([{ relname: 'pg_class' }])
  })

  it.each(readCorpus())('answers $client: $title', async ({ sql, columns }) => {
    const filled = sql.replaceAll(/\{(\w+)\}/g, (hole, name: string) => oids[name] ?? hole)
    const prepared = await on.prepare(filled)
    const result = await prepared.query()
    expect(prepared.columns).toEqual(result.columns)
    // PostgreSQL writes names without quotes in lower case; here they stay as they are written.
    const names = result.columns.map(({ name }) => name.toLowerCase())
    expect(names).toEqual(columns.map((name) => name.toLowerCase()))
    await result.toArray()
  })

  it.each(
    Object.entries(schemas).flatMap(([schema, { tables }]) =>
      tables.map(({ name, columns }) => ({ name: `${schema}."${name}"`, columns })),
    ),
  )('has $name', async ({ name, columns }) => {
    const result = await on.query(`SELECT * FROM ${name}`)
    expect(result.columns.map((column) => column.name)).toEqual(Object.keys(columns))
    await result.toArray()
  })

  it.each(
    Object.keys(schemas['pg_catalog']?.macros ?? {}).filter((usage) => !usage.endsWith('(...)')),
  )('has %s', async (usage) => {
    const [name = '', list = ''] = usage.slice(0, -1).split('(')
    const values = list === '' ? [] : list.split(', ').map((argument) => typed[argument] ?? 'NULL')
    const call = `pg_catalog.${name}(${values.join(', ')})`
    const sql = givesRows.has(name) ? `SELECT * FROM ${call}` : `SELECT ${call} AS value`
    expect(await rowsOf(sql)).toHaveLength(givesRows.has(name) || isOfEach.has(name) ? 0 : 1)
  })

  it.each([
    [
      "SELECT relname, relkind FROM pg_class WHERE relname ~ '^(workitems)$' AND pg_table_is_visible(oid)",
      [{ relname: 'WorkItems', relkind: 'r' }],
    ],
    [
      `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull FROM pg_attribute
       WHERE attrelid = 'workitems'::regclass AND attname IN ('Id', 'title', 'CreatedDate') ORDER BY attnum`,
      [
        { attname: 'Id', type: 'integer', attnotnull: true },
        { attname: 'CreatedDate', type: 'timestamp with time zone', attnotnull: true },
        { attname: 'Title', type: 'text', attnotnull: true },
      ],
    ],
    [
      'SELECT conname, contype, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conrelid = \'"WorkItems"\'::regclass ORDER BY contype DESC',
      [
        { conname: 'PK_WorkItems', contype: 'p', def: 'PRIMARY KEY ("Id")' },
        {
          conname: 'FK_WorkItems_ProjectId',
          contype: 'f',
          def: 'FOREIGN KEY ("ProjectId") REFERENCES "Information"."Projects"("Id")',
        },
      ],
    ],
    [
      "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = 'WorkItems'::regclass",
      [{ attname: 'Id' }],
    ],
    [
      "SELECT indkey::varchar AS keys, pg_get_indexdef(indexrelid) AS def, pg_get_indexdef(indexrelid, 1, true) AS first FROM pg_index WHERE indrelid = 'WorkItems'::regclass",
      [
        {
          keys: '1',
          def: 'CREATE UNIQUE INDEX "PK_WorkItems" ON "Information"."WorkItems" USING btree ("Id")',
          first: '"Id"',
        },
      ],
    ],
    [
      "SELECT oid::regclass, 23::regtype, 'int4'::regtype, 11::regnamespace, 'timestamp with time zone'::regtype AS zoned FROM pg_class WHERE relname = 'Projects'",
      [
        {
          oid: '"Projects"',
          regtype: 'integer',
          regtype_2: 23,
          regnamespace: 'pg_catalog',
          zoned: 1184,
        },
      ],
    ],
    [
      'SELECT current_database(), current_schema, current_user, user, version(), current_schemas(true)',
      [
        {
          current_database: 'CData',
          current_schema: 'Information',
          current_user: 'ann',
          user: 'ann',
          version: 'PostgreSQL 15.14',
          current_schemas: ['pg_catalog', 'Information'],
        },
      ],
    ],
    [
      "SELECT has_table_privilege('WorkItems', 'select') AS reads, has_table_privilege('ann', 'WorkItems', 'INSERT') AS writes, quote_ident('a') AS a, quote_ident('A b') AS b, format('%I.%s', 'A', 1) AS f",
      [{ reads: true, writes: false, a: 'a', b: '"A b"', f: '"A".1' }],
    ],
    [
      "SELECT column_name, data_type, udt_name, is_nullable, numeric_precision FROM information_schema.columns WHERE table_name = 'WorkItems' AND ordinal_position <= 2 ORDER BY ordinal_position",
      [
        {
          column_name: 'Id',
          data_type: 'integer',
          udt_name: 'int4',
          is_nullable: 'NO',
          numeric_precision: 32,
        },
        {
          column_name: 'Rev',
          data_type: 'integer',
          udt_name: 'int4',
          is_nullable: 'NO',
          numeric_precision: 32,
        },
      ],
    ],
    ["SELECT string_agg(rolname, ',') AS roles FROM pg_roles", [{ roles: 'ann' }]],
    ["SELECT current_setting('max_index_keys') AS keys", [{ keys: '32' }]],
  ])('%s', async (sql, rows) => {
    expect(await rowsOf(sql)).toEqual(rows)
  })

  it('tells of one database, and lists all', async () => {
    const databases = await rowsOf('SELECT datname FROM pg_database ORDER BY 1')
    expect(databases.length).toBeGreaterThan(1)
    expect(databases[0]).toEqual({ datname: 'CData' })
    expect(
      await rowsOf("SELECT nspname FROM pg_namespace ORDER BY oid = 11, nspname = 'Information'"),
    ).toHaveLength(3)
  })

  it('describes what the product says of tables and columns', async () => {
    const { doc } = await on.describe('WorkItems')
    expect(
      await rowsOf("SELECT obj_description('WorkItems'::regclass, 'pg_class') AS doc"),
    ).toEqual([{ doc }])
    expect(
      await rowsOf(
        "SELECT count(*) AS n FROM pg_description WHERE objoid = 'WorkItems'::regclass AND objsubid > 0",
      ),
    ).not.toEqual([{ n: 0 }])
  })

  it('describes procedures', async () => {
    expect(
      await rowsOf(
        "SELECT count(*) AS n FROM pg_proc p WHERE prokind = 'p' AND obj_description(p.oid, 'pg_proc') <> ''",
      ),
    ).toEqual([{ n: 5 }])
    expect(
      await rowsOf(
        'SELECT c.relname FROM pg_description d JOIN pg_class c ON c.oid = d.classoid GROUP BY c.relname ORDER BY c.relname',
      ),
    ).toEqual([{ relname: 'pg_class' }, { relname: 'pg_proc' }])
  })

  it('finds a view by its name, and shows the query of one that was just made', async () => {
    await rowsOf('CREATE LOCAL VIEW Mine AS SELECT Id FROM WorkItems')
    expect(
      await rowsOf(
        'SELECT pg_get_viewdef(\'"UserViews"."Mine"\') AS sql, relkind FROM pg_class WHERE relname = \'Mine\'',
      ),
    ).toEqual([{ sql: 'SELECT Id FROM WorkItems', relkind: 'v' }])
    await rowsOf('DROP LOCAL VIEW Mine')
    expect(await rowsOf("SELECT oid FROM pg_class WHERE relname = 'Mine'")).toEqual([])
    expect(await rowsOf('SELECT 1::regclass::text AS name')).toEqual([{ name: '1' }])
  })

  it('shows the columns that * stands for', async () => {
    const result = await on.query('SELECT * FROM WorkItems LIMIT 0')
    const shown = await rowsOf(
      "SELECT attname FROM pg_attribute WHERE attrelid = 'WorkItems'::regclass ORDER BY attnum",
    )
    expect(shown.map(({ attname }) => attname)).toEqual(result.columns.map(({ name }) => name))
  })

  it('gives an object the same number in each process', async () => {
    expect(await rowsOf("SELECT 'Projects'::regclass::oid")).toEqual([{ oid: 330_075_175 }])
  })

  it('asks Azure DevOps for nothing that types, roles and the columns of fixed tables need', async () => {
    for (const sql of [
      'SELECT * FROM pg_type',
      'SELECT * FROM pg_roles',
      'SELECT * FROM pg_settings',
    ]) {
      const result = await on.query(sql)
      await result.toArray()
      expect(result.stats.requests).toBe(0)
    }
  })
})

describe('the system catalog of a project', () => {
  it('has its schemas, and keys to what is in the same database', async () => {
    const emulator = await startEmulator({ rows: { WorkItems: 20 } })
    const [project] = await (
      await (await connect(emulator.connectionString)).query('SELECT Name FROM Projects LIMIT 1')
    ).toArray()
    const database = `Project_${String(project?.['Name'])}`
    const on = await connect(`${emulator.connectionString}Catalog="${database}";`, {
      dialect: 'postgresql',
      localSchemas: systemCatalog({
        database,
        schema: 'Project',
        user: 'ann',
        version: 'PostgreSQL 15.14',
      }),
    })
    const rowsOf = async (sql: string): Promise<readonly Row[]> =>
      await (await on.query(sql)).toArray()
    const schemas = await rowsOf(
      "SELECT DISTINCT regexp_replace(nspname, '_.*', '') AS name FROM pg_namespace ORDER BY 1",
    )
    expect(schemas.map(({ name }) => name)).toEqual(['information', 'pg', 'Project', 'Repository'])
    expect(
      await rowsOf(
        "SELECT count(*) AS n FROM pg_constraint c LEFT JOIN pg_class r ON r.oid = c.confrelid WHERE contype = 'f' AND r.oid IS NULL",
      ),
    ).toEqual([{ n: 0 }])
    await on.close()
    await emulator.close()
  })
})
