import { type Connection, connect, type LocalRequest, type LocalSchema, type Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

const asked: LocalRequest[] = []

const pgCatalog: LocalSchema = {
  tables: [
    {
      name: 'pg_class',
      columns: {
        oid: 'INTEGER',
        relname: 'NAME',
        relkind: 'VARCHAR',
        indkey: 'VECTOR',
        big: 'BIGINT[]',
        options: 'VARCHAR[]',
      },
      async *rows(request) {
        asked.push(request)
        await Promise.resolve()
        const row = {
          relkind: 'r',
          indkey: [2, 1],
          big: [9007199254740991n],
          options: ['a=1', null],
        }
        yield [{ ...row, oid: 1, relname: 'WorkItems' }]
        yield [{ ...row, oid: 2, relname: 'Projects' }]
      },
    },
    {
      name: 'projects',
      columns: { catalog: 'NAME' },
      async *rows({ system }) {
        for await (const rows of system('sys_catalogs', ['CatalogName']))
          yield rows.map(({ CatalogName }) => ({ catalog: CatalogName }))
      },
    },
    { name: 'tenants', columns: { n: 'INTEGER' }, rows: async function* () {} },
  ],
  macros: {
    'oid(value)': 'CAST(:value AS INTEGER)',
    'name(value)': 'CAST(:value AS VARCHAR)',
    'regclass(text)':
      '(SELECT "#c".oid FROM pg_catalog.pg_class AS "#c" WHERE "#c".relname = regexp_replace(:text, \'^.*[.]\', \'\'))',
    'regclass(value)':
      '(SELECT "#c".relname FROM pg_catalog.pg_class AS "#c" WHERE "#c".oid = :value)',
    'version()': "'PostgreSQL 15.14'",
    'quoted(value)': "'<' || name(:value) || '>' || version()",
    '_pg_expandarray(list)': 'unnest(list_transform(:list, (x, i) -> {x: x, n: i}))',
    'pairs(list)': '(SELECT unnest(:list) AS x, 1 AS one)',
  },
}

describe('schemas of the caller', () => {
  let organization: OpenOrganization
  let on: Connection

  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 20 } })
    on = await connect(organization.emulator.connectionString, {
      localSchemas: { pg_catalog: pgCatalog },
      dialect: 'postgresql',
    })
  })
  afterAll(async () => {
    await on.close()
    await organization[Symbol.asyncDispose]()
  })

  const rowsOf = async (
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<readonly Row[]> => await (await on.query(sql, parameters)).toArray()

  it.each([
    [
      'SELECT relname FROM pg_class ORDER BY oid',
      [{ relname: 'WorkItems' }, { relname: 'Projects' }],
    ],
    ['SELECT count(*) FROM pg_catalog.pg_class', [{ count: 2 }]],
    ['SELECT count(*) FROM "Project_x".pg_catalog.pg_class c', [{ count: 2 }]],
    ["SELECT c.oid FROM pg_class c WHERE c.relname = 'workitems'", [{ oid: 1 }]],
    [
      "SELECT oid FROM pg_class WHERE relname OPERATOR(pg_catalog.~) '^(workitems)$' COLLATE pg_catalog.default",
      [{ oid: 1 }],
    ],
    ["SELECT oid FROM pg_class WHERE relname ~ '^project' AND relname !~ 'item'", [{ oid: 2 }]],
    [
      'SELECT pg_catalog.pg_class.relname FROM pg_catalog.pg_class WHERE oid = 2',
      [{ relname: 'Projects' }],
    ],
    [
      'SELECT indkey, big, options FROM pg_class WHERE oid = 1',
      [{ indkey: [2, 1], big: [9007199254740991], options: ['a=1', null] }],
    ],
    [
      'SELECT indkey[i], i FROM pg_class, generate_series(0, 1) AS i WHERE oid = 1 ORDER BY i',
      [
        { indkey: 2, i: 0 },
        { indkey: 1, i: 1 },
      ],
    ],
    [
      "SELECT 'WorkItems'::regclass::oid, 'public.projects'::pg_catalog.regclass",
      [{ oid: 1, regclass: 2 }],
    ],
    [
      'SELECT oid::regclass, quoted(relname), version() FROM pg_class WHERE oid = 2',
      [{ oid: 'Projects', quoted: '<Projects>PostgreSQL 15.14', version: 'PostgreSQL 15.14' }],
    ],
    [
      'SELECT (pg_catalog._pg_expandarray(indkey)).n, (_pg_expandarray(indkey)).x FROM pg_class WHERE oid = 1',
      [
        { n: 1, x: 2 },
        { n: 2, x: 1 },
      ],
    ],
    [
      'SELECT c.oid, u.x, u.n FROM pg_class c, unnest(c.options) WITH ORDINALITY AS u(x, n) WHERE c.oid = 1 AND x IS NOT NULL',
      [{ oid: 1, x: 'a=1', n: 1 }],
    ],
    ["SELECT 1 AS a WHERE 'r' = ANY(ARRAY['r'::name, 'v'])", [{ a: 1 }]],
    [
      'SELECT p.x FROM pg_class c, pairs(c.indkey) p WHERE c.oid = 1 ORDER BY 1',
      [{ x: 1 }, { x: 2 }],
    ],
    ['SELECT pg_catalog.lower(relname) FROM pg_class WHERE oid = 2', [{ lower: 'projects' }]],
    [
      'SELECT t.k[0] AS first, generate_subscripts(t.k, 1) AS n, t.k::text FROM (SELECT indkey AS k FROM pg_class WHERE oid = 1) t ORDER BY n',
      [
        { first: 2, n: 0, k: '2 1' },
        { first: 2, n: 1, k: '2 1' },
      ],
    ],
    [
      'SELECT c.oid FROM pg_class c LEFT JOIN pg_class d ON c.oid = ANY (d.indkey) WHERE c.oid = 1 AND d.oid = 2 ORDER BY oid',
      [{ oid: 1 }],
    ],
    [
      'SELECT ARRAY(SELECT relname FROM pg_class ORDER BY oid) AS names',
      [{ names: ['WorkItems', 'Projects'] }],
    ],
  ])('%s', async (sql, rows) => {
    expect(await rowsOf(sql)).toEqual(rows)
  })

  it('stand behind the tables of Azure DevOps unless pg_ begins their name', async () => {
    const [first] = await rowsOf('SELECT * FROM projects')
    expect(Object.keys(first ?? {})).toContain('Id')
    expect(await rowsOf('SELECT n FROM tenants')).toEqual([])
  })

  it('can read what the connection tells of itself', async () => {
    const rows = await rowsOf('SELECT catalog FROM pg_catalog.projects')
    expect(rows).toContainEqual({ catalog: 'CData' })
  })

  it('are told what a query needs', async () => {
    asked.length = 0
    await rowsOf("SELECT relkind FROM pg_class WHERE oid = 1 AND relname = 'x'")
    expect(asked.map(({ equal, columns }) => ({ equal, columns }))).toEqual([
      { equal: { oid: ['1'], relname: ['x'] }, columns: ['oid', 'relname', 'relkind'] },
    ])
  })

  it('are in no list of tables', async () => {
    expect((await on.tables('*')).filter(({ name }) => name.startsWith('pg_'))).toEqual([])
    expect(await rowsOf("SELECT TableName FROM sys_tables WHERE TableName = 'pg_class'")).toEqual(
      [],
    )
  })

  it('say which table they lack', async () => {
    await expect(rowsOf('SELECT 1 FROM pg_catalog.pg_clas')).rejects.toMatchObject({
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      message: 'table pg_clas does not exist in pg_catalog',
      hint: 'Did you mean pg_class?',
      position: 25,
    })
  })
})
