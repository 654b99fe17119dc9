import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectPostgres } from '../testing/postgres-client.ts'
import { type ServedPostgres, servePostgres } from '../testing/serve-postgres.ts'

let server: ServedPostgres
let neighbour: pg.Client
let client: pg.Client

beforeAll(async () => {
  server = await servePostgres()
  neighbour = await connectPostgres(server)
  client = await connectPostgres(server)
})
afterAll(async () => {
  await Promise.all([client.end(), neighbour.end()])
  await server[Symbol.asyncDispose]()
})

const file = new URL(import.meta.url).pathname

it.each([
  `SELECT * FROM read_csv('${file}')`,
  `SELECT * FROM read_csv_auto('${file}')`,
  `SELECT * FROM read_text('${file}')`,
  `SELECT * FROM read_blob('${file}')`,
  `SELECT * FROM read_json('${file}')`,
  `SELECT * FROM read_parquet('${file}')`,
  `SELECT * FROM sniff_csv('${file}')`,
  `SELECT * FROM parquet_metadata('${file}')`,
  `SELECT * FROM '${file}'`,
  `SELECT * FROM "${file}"`,
  `SELECT * FROM glob('/etc/*')`,
  "SELECT * FROM query('SELECT 1')",
  'SELECT * FROM json_execute_serialized_sql(json_serialize_sql($$SELECT 1$$))',
  'SELECT * FROM enable_logging()',
  'SELECT * FROM checkpoint()',
  `SELECT * FROM query_table(['pg_class'])`,
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_databases()',
  'SELECT * FROM duckdb_tables()',
  'SELECT * FROM duckdb_secrets()',
  'SELECT * FROM duckdb_temporary_files()',
  'SELECT * FROM duckdb_logs()',
  'SELECT * FROM pragma_database_list()',
  "SELECT * FROM pragma_storage_info('x')",
  "SELECT getenv('HOME')",
  "SELECT current_setting('temp_directory')",
  "SELECT current_setting('data_directory')",
  `SELECT pg_read_file('${file}')`,
  `SELECT pg_read_binary_file('${file}')`,
  "SELECT pg_ls_dir('/')",
  `SELECT pg_stat_file('${file}')`,
  `SELECT lo_import('${file}')`,
  "SELECT lo_export(1, '/tmp/x')",
  "SELECT dblink('host=localhost', 'SELECT 1')",
  'SELECT pg_terminate_backend(1)',
  "SELECT set_config('temp_directory', '/tmp', false)",
  "SELECT query_to_xml('SELECT 1', true, true, '')",
  "SELECT nextval('x')",
  "SELECT write_log('x')",
  `COPY pg_class FROM '${file}'`,
  `COPY pg_class FROM PROGRAM 'id'`,
  `COPY (SELECT 1) TO '/tmp/x'`,
  `COPY (SELECT 1) TO PROGRAM 'cat > /tmp/x'`,
  `COPY (SELECT * FROM read_text('${file}')) TO STDOUT`,
  `EXPLAIN SELECT * FROM read_text('${file}')`,
  `PREPARE p AS SELECT * FROM read_text('${file}')`,
  `DECLARE c CURSOR FOR SELECT * FROM read_text('${file}')`,
  `CREATE VIEW v AS SELECT * FROM read_text('${file}')`,
  `SELECT * INTO OUTFILE '/tmp/x' FROM pg_class`,
  "ATTACH '/tmp/x.db' AS x",
  'DETACH memory',
  'USE memory',
  'INSTALL httpfs',
  'LOAD httpfs',
  "LOAD '/tmp/x.so'",
  'PRAGMA database_list',
  "EXPORT DATABASE '/tmp/x'",
  "IMPORT DATABASE '/tmp/x'",
  'CHECKPOINT',
  "SET temp_directory = '/tmp'",
  'SET enable_external_access = true',
  'SET memory_limit = 1',
  'SET GLOBAL threads = 1',
  'SET ROLE postgres',
  'SET SESSION AUTHORIZATION postgres',
  "ALTER SYSTEM SET work_mem = '1GB'",
  "CREATE SECRET s (TYPE s3, KEY_ID 'x')",
  "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x'",
  'CREATE EXTENSION dblink',
  'CREATE MACRO m() AS 1',
  'DO $$ BEGIN END $$',
  'EXEC GetOAuthAccessToken',
  "EXEC GetOAuthAuthorizationURL CallbackURL = 'http://localhost'",
  'EXECUTE GetOAuthAccessToken',
  'CALL pg_sleep(1)',
  'GRANT ALL ON pg_class TO ada',
  'REASSIGN OWNED BY ada TO bob',
])('refuses %s, and neither this session nor another minds', async (sql) => {
  const answer = await client
    .query('BEGIN')
    .then(async () => client.query(sql))
    .then(
      ({ rows }) => ({ rows }),
      (error: unknown) => error as pg.DatabaseError,
    )
  expect(answer).toMatchObject({ code: expect.stringMatching(/^(?:0A|22|25|26|42)/) as string })
  await client.query('ROLLBACK')
  expect((await client.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }])
  expect((await neighbour.query('SELECT 2 AS x')).rows).toEqual([{ x: 2 }])
})

it('tells nothing of the sign-in of the server', async () => {
  const { rows } = await client.query('SELECT * FROM sys_connection_props')
  expect(rows).toContainEqual(expect.objectContaining({ Name: 'Organization', Value: 'contoso' }))
  expect(rows).toContainEqual(expect.objectContaining({ Name: 'PersonalAccessToken', Value: null }))
})
