import { loadArrowStream } from '@devopsql/formats'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => await served[Symbol.asyncDispose]())
beforeEach(() => served.emulator.resetStats())

const oneItem = { sql: 'SELECT Id, State FROM WorkItems WHERE Id = $1', parameters: [7] }

it('answers a query with columns, rows and the verdict', async () => {
  const answer = await served.post('/v1/query', oneItem)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(await answer.json()).toMatchObject({
    columns: [
      { name: 'Id', type: 'INTEGER', nullable: false },
      { name: 'State', type: 'VARCHAR', nullable: false },
    ],
    rows: [{ Id: 7 }],
    complete: true,
    missing: [],
    stats: { rows: 1 },
  })
})

it('writes NDJSON whose last line is the verdict', async () => {
  const sql = 'SELECT 1 AS a UNION ALL SELECT 2'
  const answer = await served.post('/v1/query', { sql }, { accept: 'application/x-ndjson' })
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(lines.slice(0, 2)).toEqual(['{"a":1}', '{"a":2}'])
  expect(JSON.parse(lines[2] ?? '')).toMatchObject({ $end: { complete: true, stats: { rows: 2 } } })
  expect(lines).toHaveLength(3)
})

it('writes CSV', async () => {
  const sql = `SELECT 'a,"b"' AS "x y", NULL AS n, '' AS e`
  const answer = await served.post('/v1/query', { sql }, { accept: 'text/csv' })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(await answer.text()).toBe('x y,n,e\r\n"a,""b""",,""\r\n')
})

it('writes Parquet', async () => {
  const accept = 'application/vnd.apache.parquet'
  const answer = await served.post('/v1/query', oneItem, { accept })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(answer.headers.get('content-type')).toBe(accept)
  expect([bytes.subarray(0, 4), bytes.subarray(-4)].map(String)).toEqual(['PAR1', 'PAR1'])
})

it('gives every column of a result a name of its own', async () => {
  const answer = await served.post('/v1/query', { sql: 'SELECT 1 AS a, 2 AS a, 3 AS a' })
  expect(await answer.json()).toMatchObject({ rows: [{ a: 1, a_2: 2, a_3: 3 }] })
})

it('keeps the digits of 64-bit numbers', async () => {
  const answer = await served.post('/v1/query', { sql: 'SELECT 9007199254740993 AS a' })
  expect(await answer.text()).toContain('"rows":[\n{"a":9007199254740993}\n]')
})

it('keeps microseconds, the digits of JSON, and what is no number', async () => {
  const sql = `SELECT TIMESTAMPTZ '2024-01-01 00:00:00.123456Z' AS t, '{"a": 1.10}'::JSON AS j, 'NaN'::DOUBLE AS n`
  expect(await (await served.post('/v1/query', { sql })).text()).toContain(
    '{"t":"2024-01-01T00:00:00.123456Z","j":{"a": 1.10},"n":"NaN"}',
  )
})

it('writes an Arrow stream of the same columns', async () => {
  const accept = 'application/vnd.apache.arrow.stream'
  const sql =
    "SELECT 9007199254740993 AS b, TIMESTAMPTZ '2024-01-01 00:00:00.5Z' AS t, ARRAY[1.50, NULL] AS l"
  const answer = await served.post('/v1/query', { sql }, { accept })
  expect(answer.headers.get('content-type')).toBe(accept)
  const { columns } = (await (await served.post('/v1/query', { sql })).json()) as {
    readonly columns: readonly { name: string; type: string; nullable: boolean }[]
  }
  const format = (await loadArrowStream())()
  const expected = [
    format.begin(columns.map((column) => ({ ...column, source: undefined }))),
    format.rows([[9_007_199_254_740_993n, '2024-01-01 00:00:00.5+00', ['1.50', null]]]),
    format.end(),
  ]
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.concat(expected))
})

it('ends the rows at maxRows and says so', async () => {
  const answer = await served.post('/v1/query', { sql: 'SELECT Id FROM WorkItems', maxRows: 5 })
  expect(await answer.json()).toMatchObject({
    rows: { length: 5 },
    complete: false,
    missing: [{ part: 'rows after the first 5', reason: 'maxRows=5' }],
    stats: { rows: 5 },
  })
})

it('looks names up where the request says', async () => {
  const sql = 'SELECT count(*) AS n FROM WorkItems'
  const all = (await (await served.post('/v1/query', { sql })).json()) as Counted
  const project = { sql, catalog: 'Project_Fabrikam' }
  const some = (await (await served.post('/v1/query', project)).json()) as Counted
  expect(some.rows[0]?.n).toBeLessThan(all.rows[0]?.n ?? 0)
})

interface Counted {
  readonly rows: readonly { readonly n: number }[]
}

it('reads times without a zone in that of the request', async () => {
  const sql = "SELECT CAST('2024-07-01 12:00' AS TIMESTAMPTZ) AS t"
  const answer = await served.post('/v1/query', { sql, timeZone: 'Europe/Berlin' })
  expect(await answer.json()).toMatchObject({ rows: [{ t: '2024-07-01T10:00:00Z' }] })
})

it('explains without a request for rows', async () => {
  const answer = await served.post('/v1/explain', oneItem)
  const { plan } = (await answer.json()) as { readonly plan: readonly string[] }
  expect(plan.join('\n')).toContain('WorkItems')
  expect(served.emulator.stats().requests).toBeLessThanOrEqual(1)
})

it.each([
  ['catalogs', 'of=catalogs', { catalog: 'CData' }],
  ['schemas', 'of=schemas&catalog=CData', { catalog: 'CData', schema: 'Information' }],
  [
    'tables',
    'schema=Information&table=Projects',
    { catalog: 'CData', schema: 'Information', table: 'Projects', kind: 'TABLE' },
  ],
  [
    'columns',
    'of=columns&catalog=CData&schema=Information&table=Projects',
    { table: 'Projects', column: 'Id', type: 'UUID', nullable: false },
  ],
])('lists %s', async (_, query, item) => {
  const answer = await served.get(`/v1/catalog?${query}`)
  expect(await answer.json()).toEqual({
    items: expect.arrayContaining([expect.objectContaining(item)]) as unknown,
  })
})

it('says that it is there, and what it listens on', async () => {
  expect(await (await served.get('/health')).json()).toEqual({ status: 'ok' })
  expect(await (await served.get('/health/ready')).json()).toEqual({ status: 'ready' })
  expect(served.log().split('\n')[0]).toContain(`listening at ${served.url}, without a sign-in`)
})

it('counts what it does', async () => {
  await (await served.post('/v1/query', oneItem)).text()
  await (await served.post('/v1/query', { sql: 'SELECT x' })).text()
  const text = await (await served.get('/metrics')).text()
  expect(text).toMatch(/^devopsql_queries_total\{protocol="http",outcome="done"\} [1-9]/m)
  expect(text).toMatch(/^devopsql_query_errors_total\{code="DEVOPSQL_UNDEFINED_COLUMN"\} [1-9]/m)
  expect(text).toMatch(/^devopsql_requests_total [1-9]/m)
  expect(text).toMatch(/^devopsql_queries_running\{protocol="http"\} 0$/m)
})

it('tells an error with its place, and nothing of the text in the log', async () => {
  const sql = "SELECT Idd FROM WorkItems WHERE Title = 'hush-hush'"
  const answer = await served.post('/v1/query', { sql })
  const problem = (await answer.json()) as { readonly queryId: string }
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(problem).toMatchObject({
    type: 'urn:devopsql:error:DEVOPSQL_UNDEFINED_COLUMN',
    status: 400,
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    sqlstate: '42703',
    hint: 'Did you mean Id?',
    position: 7,
  })
  expect(answer.headers.get('request-id')).toBe(problem.queryId)
  expect(served.log()).toContain(problem.queryId)
  expect(served.log()).not.toContain('hush-hush')
})

it('tells the place of an error in what is explained', async () => {
  const answer = await served.post('/v1/explain', { sql: 'SELECT Idd FROM WorkItems' })
  expect(await answer.json()).toMatchObject({ code: 'DEVOPSQL_UNDEFINED_COLUMN', position: 7 })
})

const fine = 'SELECT 1'
const json = { 'content-type': 'application/json' }

it.each([
  [400, 'no JSON', '{"sql":', json],
  [400, 'no statement', {}, json],
  [400, 'a statement that is none', { sql: 7 }, json],
  [400, 'an empty statement', { sql: '' }, json],
  [400, 'what it doesn’t know', { sql: fine, limit: 7 }, json],
  [400, 'parameters of no use', { sql: fine, parameters: [{}] }, json],
  [400, 'a prototype', '{"sql":"SELECT 1","__proto__":{"x":1}}', json],
  [400, 'two statements', { sql: 'SELECT 1; SELECT 2' }, json],
  [400, 'a file', { sql: "SELECT * FROM read_csv('/etc/passwd')" }, json],
  [400, 'a setting', { sql: "SET memory_limit = '1TB'" }, json],
  [400, 'a copy', { sql: "COPY (SELECT 1) TO '/tmp/x'" }, json],
  [400, 'a procedure', { sql: "EXEC GetOAuthAuthorizationURL AuthMode = 'WEB'" }, json],
  [400, 'a zone that is none', { sql: fine, timeZone: 'Mars/Olympus' }, json],
  [413, 'a body that is too large', { sql: `SELECT '${'x'.repeat(1_100_000)}'` }, json],
  [415, 'a form', 'sql=SELECT+1', { 'content-type': 'application/x-www-form-urlencoded' }],
  [415, 'a text', 'SELECT 1', { 'content-type': 'text/plain' }],
  [406, 'a format that it hasn’t', { sql: fine }, { ...json, accept: 'image/png' }],
  [
    400,
    'maxRows for Parquet',
    { sql: fine, maxRows: 1 },
    { ...json, accept: 'application/vnd.apache.parquet' },
  ],
])('answers %i to %s', async (...[status, , body, headers]) => {
  const answer = await served.post('/v1/query', body, headers)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ status, queryId: expect.any(String) as string })
  expect(answer.status).toBe(status)
})

it('answers 404 where there is nothing, and no web page of another origin', async () => {
  const nothing = await served.get('/v1/nothing')
  expect(await nothing.json()).toMatchObject({ status: 404, code: 'DEVOPSQL_NOT_FOUND' })
  const origin = await served.get('/health', { origin: 'https://evil.example' })
  expect(origin.headers.get('access-control-allow-origin')).toBeNull()
})
