import { isDevopsqlError } from '@devopsql/errors'
import { type Connection, splitStatements } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from '../open-organization.ts'

let organization: OpenOrganization
beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 120 } })
})
afterAll(() => organization[Symbol.asyncDispose]())

describe('a prepared statement knows its parameters and columns', () => {
  it.each<[string, string, string]>([
    ['SELECT Id, Title FROM WorkItems WHERE Id = $1', 'INTEGER', 'Id INTEGER, Title VARCHAR'],
    ['SELECT Id FROM WorkItems WHERE $1 = Id', 'INTEGER', 'Id INTEGER'],
    [
      'SELECT Id FROM WorkItems WHERE State = ? AND CreatedDate > ?',
      'VARCHAR, TIMESTAMP WITH TIME ZONE',
      'Id INTEGER',
    ],
    ['SELECT Id FROM WorkItems WHERE Id IN ($1, $2)', 'INTEGER, INTEGER', 'Id INTEGER'],
    ['SELECT Id FROM WorkItems WHERE Id BETWEEN $1 AND $2', 'INTEGER, INTEGER', 'Id INTEGER'],
    ['SELECT Id FROM WorkItems WHERE Title LIKE $1', 'VARCHAR', 'Id INTEGER'],
    ['SELECT Id FROM WorkItems WHERE Id = ANY($1)', 'INTEGER[]', 'Id INTEGER'],
    ['SELECT Id FROM WorkItems WHERE State <> ALL($1)', 'VARCHAR[]', 'Id INTEGER'],
    ['SELECT Id FROM WorkItems WHERE ($1 IS NULL OR State = $1)', 'VARCHAR', 'Id INTEGER'],
    ['SELECT Id FROM WorkItems WHERE (Id, State) = ($1, $2)', 'INTEGER, VARCHAR', 'Id INTEGER'],
    ['SELECT i FROM (SELECT Id AS i FROM WorkItems) WHERE i > $1', 'INTEGER', 'i INTEGER'],
    ['SELECT Id FROM WorkItems LIMIT $1 OFFSET $2', 'BIGINT, BIGINT', 'Id INTEGER'],
    [
      'SELECT $1::int, CAST($2 AS DATE)',
      'INTEGER, DATE',
      'CAST($1 AS INT) INTEGER, CAST($2 AS DATE) DATE',
    ],
    ['SELECT $1', 'VARCHAR', '$1 VARCHAR'],
    ['SELECT $1 AS a, $1 || $2 AS b', 'VARCHAR, VARCHAR', 'a VARCHAR, b VARCHAR'],
    ['SELECT Id + $1 AS n FROM WorkItems', 'INTEGER', 'n INTEGER'],
    ['SELECT CreatedDate - $1 AS n FROM WorkItems', 'INTERVAL', 'n TIMESTAMP WITH TIME ZONE'],
    ["SELECT date_trunc('day', $1) AS d", 'TIMESTAMP WITH TIME ZONE', 'd TIMESTAMP WITH TIME ZONE'],
    ['SELECT lower($1) AS l, coalesce($2, 5) AS c', 'VARCHAR, INTEGER', 'l VARCHAR, c INTEGER'],
    ['SELECT sum($1) AS s', 'VARCHAR', 's HUGEINT'],
    ['SELECT json_object($1::text, $2::int) AS o', 'VARCHAR, INTEGER', 'o JSON'],
    ['SELECT $2::int AS two', 'VARCHAR, INTEGER', 'two INTEGER'],
    [
      'SELECT count(*) AS n FROM WorkItems GROUP BY State HAVING count(*) > $1',
      'BIGINT',
      'n BIGINT',
    ],
    ['SELECT 1 AS a UNION ALL SELECT $1::int', 'INTEGER', 'a INTEGER'],
    [
      'SELECT Id FROM WorkItems WHERE Id = :id AND State = @State',
      'INTEGER, VARCHAR',
      'Id INTEGER',
    ],
    ['VALUES (1, $1::text)', 'VARCHAR', 'col0 INTEGER, col1 VARCHAR'],
    ['EXPLAIN SELECT Id FROM WorkItems WHERE Id = $1', 'INTEGER', 'plan VARCHAR'],
    ['EXPLAIN SELECT Id FROM WorkItems WHERE length(Title) = $1', 'BIGINT', 'plan VARCHAR'],
    [
      'EXEC GetOAuthAccessToken Verifier = $1',
      'VARCHAR',
      'OAuthAccessToken VARCHAR, OAuthRefreshToken VARCHAR, ExpiresIn INTEGER',
    ],
  ])('%s', async (sql, parameters, columns) => {
    const statement = await organization.on.prepare(sql)
    expect(statement.parameters.map(({ type }) => type).join(', ')).toBe(parameters)
    expect(statement.columns?.map(({ name, type }) => `${name} ${type}`).join(', ')).toBe(columns)
  })

  it('and what a column shows', async () => {
    const { columns } = await organization.on.prepare('SELECT Id AS i, $1 AS p FROM WorkItems')
    const workItems = { catalog: 'CData', schema: 'Information', table: 'WorkItems' }
    expect(columns).toEqual([
      {
        name: 'i',
        type: 'INTEGER',
        nullable: false,
        source: { ...workItems, column: 'Id', position: 1 },
      },
      { name: 'p', type: 'VARCHAR', nullable: true, source: undefined },
    ])
  })

  it.each([
    'SELECT * FROM WorkItems',
    "SELECT Id AS i, Title, CreatedDate, Tags FROM WorkItems WHERE Id IN (1, $1) AND State <> 'x'",
    'SELECT Id, Reason FROM WorkItems WHERE NOT (Title LIKE $1 OR AssignedTo IS NULL) ORDER BY Id LIMIT $2',
    'SELECT b.Id, b.Result FROM Builds b WHERE b.QueueTime BETWEEN $1 AND $2 LIMIT 5',
    'SELECT * FROM Projects',
  ])('%s has the columns that the engine sees in it', async (sql) => {
    const shown = async (text: string): Promise<readonly unknown[]> => {
      const { columns, parameters } = await organization.on.prepare(text)
      return [columns?.map(({ name, type }) => [name, type]), parameters]
    }
    expect(await shown(sql)).toEqual(await shown(`SELECT * FROM (${sql}) AS q`))
  })

  it('takes the types that are given for those that it would find', async () => {
    const { parameters } = await organization.on.prepare(
      'SELECT Id FROM WorkItems WHERE Id = $1 AND State = $2',
      { parameterTypes: ['int8', undefined] },
    )
    expect(parameters).toEqual([
      { name: '1', type: 'BIGINT' },
      { name: '2', type: 'VARCHAR' },
    ])
  })

  it.each([
    ['SELECT 1', 'SELECT'],
    ['WITH a AS (SELECT 1) SELECT * FROM a', 'SELECT'],
    ['EXPLAIN SELECT 1', 'EXPLAIN'],
    ['CREATE LOCAL VIEW v AS SELECT Id FROM WorkItems', 'CREATE VIEW'],
    ['DROP LOCAL VIEW IF EXISTS v', 'DROP VIEW'],
    ['RESET SCHEMA CACHE', 'RESET SCHEMA CACHE'],
  ])('%s is a %s', async (sql, command) => {
    const statement = await organization.on.prepare(sql)
    expect(statement.command).toBe(command)
    const hasRows = command === 'SELECT' || command === 'EXPLAIN'
    expect(statement.columns !== undefined).toBe(hasRows)
  })
})

describe('wrong SQL is the same error as of a query', () => {
  const failure = async (work: Promise<unknown>): Promise<unknown> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (!isDevopsqlError(error)) return error
    const { code, message, position, hint } = error
    return { code, message, position, hint }
  }

  it.each([
    'SELEC 1',
    'SELECT Idd FROM WorkItems',
    'SELECT Id FROM WorkItem',
    'SELECT Id FROM WorkItems w, WorkItems v',
    "SELECT Id FROM WorkItems WHERE Id = 'abc'",
    'SELECT Id FROM WorkItems WHERE foo(Id)',
    "SELECT Id, Title + 'a' FROM WorkItems",
    'SELECT State, Id FROM WorkItems GROUP BY State',
    'SELECT 1 FROM WorkItems HAVING Title',
    'SET a = 1',
    'EXEC NoSuchProcedure',
    'CREATE LOCAL VIEW v AS SELECT Idd FROM WorkItems',
  ])('%s', async (sql) => {
    const expected = await failure(organization.on.query(sql))
    expect(expected).toHaveProperty('code')
    expect(await failure(organization.on.prepare(sql))).toEqual(expected)
  })

  it('though there are parameters', async () => {
    const sql = 'SELECT Id FROM WorkItems WHERE Id = $1 AND foo(Id)'
    expect(await failure(organization.on.prepare(sql))).toEqual(
      await failure(organization.on.query(sql, [1])),
    )
  })

  it('and a type that there is none of is one', async () => {
    await expect(
      organization.on.prepare('SELECT $1', { parameterTypes: ['nonsense nonsense'] }),
    ).rejects.toMatchObject({ code: 'DEVOPSQL_SYNTAX_ERROR' })
  })
})

describe('running it', () => {
  const idsOf = async (
    connection: Connection,
    sql: string,
    { values, types }: Pick<Sent, 'values' | 'types'>,
  ): Promise<{ readonly ids: readonly unknown[]; readonly pushed: readonly string[] }> => {
    const statement = await connection.prepare(sql, { ...(types && { parameterTypes: types }) })
    const result = await statement.query(values)
    const rows = await result.toArray()
    expect(result.columns).toEqual(statement.columns)
    return {
      ids: rows.map(({ Id }) => Id).toSorted(),
      pushed: result.stats.scans.flatMap((scan) => scan.pushed),
    }
  }

  interface Sent {
    readonly where: string
    readonly values: readonly unknown[]
    readonly types?: readonly string[]
  }

  it.each<Sent>([
    { where: 'Id = $1', values: [5] },
    { where: 'Id = $1', values: ['5'] },
    { where: 'Id = $1', values: [5n] },
    { where: 'Id = $1', values: ['5'], types: ['int8'] },
    { where: 'Id = $1', values: [5], types: ['smallint'] },
    { where: 'Id IN ($1, $2)', values: [5, '6'] },
    { where: 'Id IN ($1)', values: [[5, 6]] },
    { where: 'Id = ANY($1)', values: [[5, '6']] },
    { where: 'State = $1', values: ['Closed'] },
    { where: 'CreatedDate >= $1', values: ['2020-01-01 12:00:00+02'] },
    { where: 'CreatedDate >= $1', values: [new Date('2020-01-01T12:00:00Z')] },
    { where: 'CreatedDate >= $1', values: ['2020-01-01'], types: ['date'] },
  ])('$where with $values is sent', async (sent) => {
    const sql = `SELECT Id FROM WorkItems WHERE ${sent.where}`
    const { ids, pushed } = await idsOf(organization.on, sql, sent)
    expect(pushed).toEqual([sent.where])
    expect(ids.length).toBeGreaterThan(0)
    expect(ids).toEqual((await idsOf(organization.off, sql, sent)).ids)
  })

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['SELECT $1::int, $2::boolean, $3::double', ['7', 't', 'NaN'], [7, true, Number.NaN]],
    ['SELECT $1::decimal(10,2), $2::date', ['12.5', '2024-02-29'], ['12.50', '2024-02-29']],
    [
      'SELECT $1::bigint, $2::uuid',
      [9n, '550E8400-e29b-41d4-a716-446655440000'],
      [9, '550e8400-e29b-41d4-a716-446655440000'],
    ],
    [
      'SELECT $1::blob, octet_length($2::blob)',
      [new Uint8Array([97, 255]), Buffer.from('abc')],
      ['Yf8=', 3],
    ],
    ['SELECT $1::int[], $2::varchar[]', [[1, '2'], []], [[1, 2], []]],
    ['SELECT $1::json', ['{"a": 1}'], [{ a: 1 }]],
    ['SELECT $1::int IS NULL, $2', [null, null], [true, null]],
    ['SELECT $1::interval', ['90 minutes'], ['01:30:00']],
    ['SELECT typeof($1::double + 1)', [1], ['DOUBLE']],
    ['SELECT $3, $1', ['a', 'unused', 'c'], ['c', 'a']],
    ["SELECT $1 LIKE 'a%'", ["a'; DROP"], [true]],
  ])('%s with %o', async (sql, values, expected) => {
    const statement = await organization.on.prepare(sql)
    const [row] = await (await statement.query(values)).toArray()
    expect(Object.values(row ?? {})).toEqual(expected)
  })

  it.each<[string, unknown, string]>([
    ['Id = $1', 'abc', 'DEVOPSQL_INVALID_VALUE'],
    ['Id = $1', 5.5, 'DEVOPSQL_INVALID_VALUE'],
    ['Id = $1', 5_000_000_000, 'DEVOPSQL_VALUE_OUT_OF_RANGE'],
    ['Id = $1', new Date(), 'DEVOPSQL_INVALID_VALUE'],
    ['Id = $1', undefined, 'DEVOPSQL_INVALID_PARAMETER'],
    ['$1::boolean', 'perhaps', 'DEVOPSQL_INVALID_VALUE'],
    ['$1::double > 0', 'much', 'DEVOPSQL_INVALID_VALUE'],
    ['$1::decimal > 0', 'much', 'DEVOPSQL_INVALID_VALUE'],
    ['CreatedDate > $1', 17, 'DEVOPSQL_INVALID_VALUE'],
    ['Id = ANY($1)', 17, 'DEVOPSQL_INVALID_VALUE'],
  ])('%s refuses %o with its place', async (where, value, code) => {
    const text = `SELECT Id FROM WorkItems WHERE ${where}`
    const statement = await organization.on.prepare(text)
    await expect(statement.query([value])).rejects.toMatchObject({
      code,
      position: text.indexOf('$1'),
    })
  })

  it('again with other values, and after the connection forgot its names', async () => {
    const statement = await organization.on.prepare('SELECT Id FROM WorkItems WHERE Id = $1')
    const ids: unknown[] = []
    for (const id of [3, 4]) {
      ids.push(...(await (await statement.query([id])).toArray()).map(({ Id }) => Id))
      await (await organization.on.query('RESET SCHEMA CACHE')).toArray()
    }
    expect(ids).toEqual([3, 4])
  })

  it('is cancelled as a query is', async () => {
    const statement = await organization.on.prepare('SELECT Id FROM WorkItems')
    const signal = AbortSignal.abort()
    const read = async (): Promise<unknown> =>
      await (await statement.query([], { signal })).toArray()
    await expect(read()).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
    await expect(organization.on.prepare('SELECT 1', { signal })).rejects.toMatchObject({
      code: 'DEVOPSQL_CANCELLED',
    })
  })

  it('asks nothing of Azure DevOps before it runs', async () => {
    await organization.on.prepare('SELECT Id FROM WorkItems')
    organization.emulator.resetStats()
    await organization.on.prepare('SELECT Id FROM WorkItems WHERE Id = $1')
    expect(organization.emulator.stats().byRoute).toEqual({})
  })
})

it('splits a text into statements that run', async () => {
  const statements = splitStatements('SELECT 1 AS a; -- one; or two\nSELECT Idd FROM WorkItems;')
  expect(statements.map(({ sql }) => sql)).toEqual(['SELECT 1 AS a', 'SELECT Idd FROM WorkItems'])
  const [, second] = statements
  await expect(organization.on.prepare(second?.sql ?? '')).rejects.toMatchObject({ position: 7 })
  expect(second?.position).toBe(30)
})
