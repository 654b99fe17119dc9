import { describe, expect, it } from 'vitest'
import { openWireClient, type WireClient } from './testing/wire-client.ts'

/** What each statement comes to, in the order of the statements, in a session of its own. */
async function answers(
  statements: readonly string[],
  client?: WireClient,
): Promise<readonly (readonly string[])[]> {
  const to = client ?? (await openWireClient())
  const all: (readonly string[])[] = []
  for (const sql of statements) all.push(await to.query(sql))
  return all
}

/** Rows, errors, notices and settings told: what most tests look at. */
async function told(...statements: readonly string[]): Promise<readonly string[]> {
  const lines = (await answers(statements)).flat()
  return lines.filter((line) => /^(?:DataRow|Error|Notice|ParameterStatus|CopyData)/.test(line))
}

describe('transactions', () => {
  it('tells where it stands', async () => {
    expect(await answers(['BEGIN', 'SELECT nope', 'SELECT 1', 'COMMIT'])).toEqual([
      ['CommandComplete BEGIN', 'ReadyForQuery T'],
      ['Error ERROR 42703 column nope does not exist @8', 'ReadyForQuery E'],
      [
        'Error ERROR 25P02 current transaction is aborted, commands ignored until end of transaction block',
        'ReadyForQuery E',
      ],
      ['CommandComplete ROLLBACK', 'ReadyForQuery I'],
    ])
  })

  it.each([
    ['BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY NOT DEFERRABLE', 'BEGIN'],
    ['START TRANSACTION READ WRITE', 'START TRANSACTION'],
    ['BEGIN; COMMIT WORK AND NO CHAIN', 'BEGIN'],
    ['BEGIN; END', 'BEGIN'],
    ['BEGIN; ABORT TRANSACTION', 'BEGIN'],
  ])('takes %s', async (sql, tag) => {
    expect((await answers([sql]))[0]?.[0]).toBe(`CommandComplete ${tag}`)
  })

  it('warns of what has no effect', async () => {
    expect(await told('COMMIT', 'ROLLBACK', 'BEGIN; BEGIN', 'SET LOCAL jit = off')).toEqual([
      'Notice WARNING 25P01 there is no transaction in progress',
      'Notice WARNING 25P01 there is no transaction in progress',
      'Notice WARNING 25001 there is already a transaction in progress',
    ])
  })

  it('goes back to a savepoint, settings included', async () => {
    expect(
      await told(
        'BEGIN; SAVEPOINT a; SET application_name = x; SAVEPOINT b',
        'SELECT nope',
        'ROLLBACK TO b; SHOW application_name; ROLLBACK TO SAVEPOINT a; SHOW application_name',
        'RELEASE a; ROLLBACK TO b',
      ),
    ).toEqual([
      'ParameterStatus application_name=x',
      'Error ERROR 42703 column nope does not exist @8',
      'DataRow x',
      'DataRow ',
      'ParameterStatus application_name',
      'Error ERROR 3B001 savepoint "b" does not exist',
    ])
  })

  it('undoes settings of a text that fails, of a transaction rolled back, and those that were local', async () => {
    expect(
      await told(
        'SET application_name = a; SELECT nope',
        'BEGIN; SET application_name = b; ROLLBACK; SHOW application_name',
        "BEGIN; SET LOCAL TIME ZONE 'Europe/Berlin'; SHOW TIME ZONE; COMMIT; SHOW TIME ZONE",
        'BEGIN; SET application_name = c; COMMIT; SHOW application_name',
      ),
    ).toEqual([
      'Error ERROR 42703 column nope does not exist @34',
      'DataRow ',
      'DataRow Europe/Berlin',
      'DataRow UTC',
      'DataRow c',
      'ParameterStatus application_name=c',
    ])
  })
})

describe('settings', () => {
  it.each([
    ["SET DateStyle = 'ISO'; SHOW datestyle", ['DataRow ISO, MDY']],
    [
      'SET DateStyle TO ISO, DMY; SHOW DateStyle',
      ['DataRow ISO, DMY', 'ParameterStatus DateStyle=ISO, DMY'],
    ],
    ["SET NAMES 'UTF-8'; SHOW client_encoding", ['DataRow UTF8']],
    [
      "SET client_encoding TO 'LATIN1'",
      ['Error ERROR 22023 invalid value for parameter "client_encoding": "LATIN1"'],
    ],
    ['SET statement_timeout = 90000; SHOW statement_timeout', ['DataRow 90s']],
    ["SET statement_timeout = '2min'; SHOW statement_timeout", ['DataRow 2min']],
    [
      "SET statement_timeout = '2 fortnights'",
      ['Error ERROR 22023 invalid value for parameter "statement_timeout": "2 fortnights"'],
    ],
    ['SET extra_float_digits = 3; SHOW extra_float_digits', ['DataRow 3']],
    [
      'SET extra_float_digits = 4',
      [
        'Error ERROR 22023 4 is outside the valid range for parameter "extra_float_digits" (-15 .. 3)',
      ],
    ],
    [
      'SET search_path TO "Git", \'my schema\', public; SHOW search_path',
      ['DataRow "Git", "my schema", public'],
    ],
    [
      "SET TIME ZONE '+05:30'; SHOW timezone",
      ['DataRow +05:30', 'ParameterStatus TimeZone=+05:30'],
    ],
    ['SET TIME ZONE -3; SHOW timezone', ['DataRow -03:00', 'ParameterStatus TimeZone=-03:00']],
    [
      "SET TimeZone = 'GMT-03:00'; SHOW timezone",
      ['DataRow +03:00', 'ParameterStatus TimeZone=+03:00'],
    ],
    [
      "SET TIME ZONE INTERVAL '+02:00' HOUR TO MINUTE; SHOW timezone",
      ['DataRow +02:00', 'ParameterStatus TimeZone=+02:00'],
    ],
    [
      "SET timezone = 'Mars/Base'",
      ['Error ERROR 22023 invalid value for parameter "TimeZone": "Mars/Base"'],
    ],
    [
      'SET standard_conforming_strings = off',
      ['Error ERROR 22023 invalid value for parameter "standard_conforming_strings": "off"'],
    ],
    ['SET server_version = 9', ['Error ERROR 55P02 parameter "server_version" cannot be changed']],
    ['SET nonsense = 1', ['Error ERROR 42704 unrecognized configuration parameter "nonsense"']],
    ['SHOW nonsense', ['Error ERROR 42704 unrecognized configuration parameter "nonsense"']],
    ["SET my.own = 'x'; SHOW my.own", ['DataRow x']],
    [
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SHOW default_transaction_read_only',
      ['DataRow on', 'ParameterStatus default_transaction_read_only=on'],
    ],
    ['SHOW TRANSACTION ISOLATION LEVEL', ['DataRow read committed']],
    ['SHOW server_version', ['DataRow 15.14']],
    ['SET ROLE admin', ['Error ERROR 42501 a session stays with the user that it began with']],
    [
      'SET SESSION AUTHORIZATION DEFAULT',
      ['Error ERROR 42501 a session stays with the user that it began with'],
    ],
    ['SET jit off', ['Error ERROR 42601 syntax error at or near "off" @9']],
    ['SET', ['Error ERROR 42601 syntax error at end of input @4']],
    [
      "SET application_name = 'a'; RESET application_name; SET application_name = b; RESET ALL; SHOW application_name",
      ['DataRow '],
    ],
  ])('%s', async (sql, lines) => {
    expect(await told(sql)).toEqual(lines)
  })

  it.each([
    [
      "SELECT set_config('application_name', 'x', false), current_setting('application_name') AS n; SHOW application_name",
      ['DataRow x|x', 'DataRow x', 'ParameterStatus application_name=x'],
    ],
    ["SELECT pg_catalog.set_config('search_path', '', false)", ['DataRow ']],
    [
      "BEGIN; SELECT set_config('my.x', 'y', true); COMMIT; SELECT current_setting('my.x', true)",
      ['DataRow y', 'DataRow NULL'],
    ],
    [
      "SELECT current_setting('nonsense')",
      ['Error ERROR 42704 unrecognized configuration parameter "nonsense"'],
    ],
  ])('%s', async (sql, lines) => {
    expect(await told(sql)).toEqual(lines)
  })

  it('lists them all', async () => {
    const [lines] = await answers(['SHOW ALL'])
    expect(lines?.[0]).toBe('RowDescription name:25 setting:25 description:25')
    expect(lines?.at(-2)).toBe('CommandComplete SHOW')
  })
})

describe('cursors and statements of SQL', () => {
  it('reads a cursor forward', async () => {
    const rows = 'SELECT * FROM (VALUES (1), (2), (3), (4), (5), (6)) AS v(n)'
    expect(
      await told(
        `BEGIN; DECLARE c NO SCROLL CURSOR FOR ${rows}`,
        'FETCH c; FETCH 2 FROM c; MOVE 1 IN c; FETCH ALL IN c; FETCH FORWARD 3 FROM c; CLOSE c',
        'FETCH c',
      ),
    ).toEqual([
      'DataRow 1',
      'DataRow 2',
      'DataRow 3',
      'DataRow 5',
      'DataRow 6',
      'Error ERROR 34000 cursor "c" does not exist',
    ])
  })

  it.each([
    [
      'DECLARE c CURSOR FOR SELECT 1',
      ['Error ERROR 25P01 DECLARE CURSOR can only be used in transaction blocks'],
    ],
    ['DECLARE c CURSOR WITH HOLD FOR SELECT 1; FETCH c', ['DataRow 1']],
    [
      'BEGIN; DECLARE c CURSOR FOR SELECT 1; FETCH BACKWARD FROM c',
      ['Error ERROR 55000 cursor can only scan forward'],
    ],
    [
      'BEGIN; DECLARE c CURSOR FOR SELECT 1; DECLARE c CURSOR FOR SELECT 2',
      ['Error ERROR 42P03 cursor "c" already exists'],
    ],
    [
      'BEGIN; DECLARE c CURSOR FOR SELECT nope',
      ['Error ERROR 42703 column nope does not exist @36'],
    ],
    [
      'BEGIN; DECLARE c CURSOR FOR SELECT 1; COMMIT; FETCH c',
      ['Error ERROR 34000 cursor "c" does not exist'],
    ],
    ['BEGIN; DECLARE c BINARY CURSOR FOR SELECT 7; FETCH c', ['DataRow 00000007']],
  ])('%s', async (sql, lines) => {
    expect(await told(sql)).toEqual(lines)
  })

  it.each([
    ['PREPARE p(int) AS SELECT $1 + 1 AS x; EXECUTE p(41)', ['DataRow 42']],
    [
      "PREPARE p(character varying(10), numeric(10,2)) AS SELECT $1 || $2; EXECUTE p('a', -1.50)",
      ['DataRow a-1.50'],
    ],
    [
      'PREPARE p AS SELECT 1; PREPARE p AS SELECT 2',
      ['Error ERROR 42P05 prepared statement "p" already exists'],
    ],
    ['PREPARE p AS SELECT nope', ['Error ERROR 42703 column nope does not exist @21']],
    ['PREPARE p(thing) AS SELECT $1', ['Error ERROR 42704 type "thing" does not exist']],
    ['PREPARE p(numeric(2', ['Error ERROR 42601 syntax error at end of input @20']],
    [
      'PREPARE p AS SELECT $1; EXECUTE p',
      ['Error ERROR 42601 wrong number of parameters: 0 given, 1 needed'],
    ],
    ['DEALLOCATE p', ['Error ERROR 26000 prepared statement "p" does not exist']],
    [
      'PREPARE p AS SELECT 1; DEALLOCATE ALL; DEALLOCATE PREPARE p',
      ['Error ERROR 26000 prepared statement "p" does not exist'],
    ],
    [
      'PREPARE p AS SELECT 1; DISCARD ALL; DEALLOCATE p',
      ['Error ERROR 26000 prepared statement "p" does not exist'],
    ],
    ['BEGIN; DISCARD ALL', ['Error ERROR 25001 DISCARD ALL cannot run inside a transaction block']],
    ['DISCARD PLANS; DISCARD TEMP; UNLISTEN *; CLOSE ALL', []],
  ])('%s', async (sql, lines) => {
    expect(await told(sql)).toEqual(lines)
  })
})

describe('what is refused', () => {
  it.each([
    ['INSERT INTO t VALUES (1)', '0A000 INSERT is not supported'],
    ['BEGIN READ ONLY; DELETE FROM t', '25006 cannot execute DELETE in a read-only transaction'],
    ['CREATE TABLE t (a int)', '0A000 CREATE is not supported but for views'],
    ['DROP TABLE t', '0A000 DROP is not supported but for views'],
    ['VACUUM', '0A000 VACUUM is not supported'],
    ['LOCK TABLE t', '0A000 LOCK is not supported'],
    ['LISTEN x', '0A000 LISTEN is not supported'],
    ['CALL p(1)', '0A000 CALL is not supported'],
    ['COPY t FROM STDIN', '0A000 COPY FROM is not supported: the tables can only be read'],
    [
      "COPY (SELECT 1) TO '/etc/passwd'",
      '42501 COPY writes to the client only: no files, no programs',
    ],
    [
      "COPY (SELECT 1) TO PROGRAM 'sh'",
      '42501 COPY writes to the client only: no files, no programs',
    ],
    ["PREPARE TRANSACTION 'x'", '0A000 prepared transactions are not supported'],
  ])('%s', async (sql, report) => {
    expect(await told(sql)).toEqual([`Error ERROR ${report}`])
  })
})

it('writes intervals in the style that is set', async () => {
  expect(await told('SET IntervalStyle = iso_8601', "SELECT INTERVAL '1 day 2 hours'")).toEqual([
    'ParameterStatus IntervalStyle=iso_8601',
    'DataRow P1DT2H',
  ])
})

it.each(['EXPLAIN SELECT 1', 'EXPLAIN (ANALYZE, COSTS off) SELECT 1'])(
  'answers %s in a column of the name that clients look for',
  async (sql) => {
    expect((await answers([sql]))[0]?.[0]).toBe('RowDescription QUERY PLAN:25')
  },
)

describe('COPY', () => {
  const odd = `SELECT 'a	b"c' AS "x,y", NULL AS n, 'l1
l2\\' AS z`

  it.each([
    ['TO STDOUT', ['CopyData "a\\\\tb\\"c\\t\\\\N\\tl1\\\\nl2\\\\\\\\\\n"']],
    [
      'TO STDOUT WITH (FORMAT csv, HEADER)',
      ['CopyData "\\"x,y\\",n,z\\n"', 'CopyData "\\"a\\tb\\"\\"c\\",,\\"l1\\nl2\\\\\\"\\n"'],
    ],
    [
      "TO STDOUT CSV HEADER DELIMITER ';' NULL AS '-' FORCE QUOTE *",
      [
        'CopyData "\\"x,y\\";\\"n\\";\\"z\\"\\n"',
        'CopyData "\\"a\\tb\\"\\"c\\";-;\\"l1\\nl2\\\\\\"\\n"',
      ],
    ],
    ['TO STDOUT (FORMAT parquet)', ['Error ERROR 22023 COPY format "parquet" not recognized']],
    ['TO STDOUT (nonsense 1)', ['Error ERROR 42601 option "nonsense" not recognized']],
    [
      "TO STDOUT (DELIMITER 'ab')",
      ['Error ERROR 0A000 COPY delimiter must be a single one-byte character'],
    ],
  ])('(query) %s', async (target, lines) => {
    expect(await told(`COPY (${odd}) ${target}`)).toEqual(lines)
  })

  it('counts its rows, and announces its columns', async () => {
    expect(await answers(['COPY (VALUES (1, 2), (3, 4)) TO STDOUT'])).toEqual([
      [
        'CopyOutResponse 0 2',
        'CopyData "1\\t2\\n"',
        'CopyData "3\\t4\\n"',
        'CopyDone',
        'CommandComplete COPY 2',
        'ReadyForQuery I',
      ],
    ])
  })

  it('writes the binary form with its header, which goes with the first row, and its end', async () => {
    const [lines] = await answers(['COPY (SELECT 7, NULL) TO STDOUT BINARY'])
    expect(lines?.slice(0, 4)).toEqual([
      'CopyOutResponse 1 2',
      'CopyData "PGCOPY\\n\ufffd\\r\\n\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0002\\u0000\\u0000\\u0000\\u0004\\u0000\\u0000\\u0000\\u0007\ufffd\ufffd\ufffd\ufffd"',
      'CopyData "\ufffd\ufffd"',
      'CopyDone',
    ])
  })

  it('writes the binary form of no rows as its header with its end', async () => {
    expect(await told('COPY (SELECT 7 WHERE FALSE) TO STDOUT BINARY')).toHaveLength(1)
  })

  it('places errors in the text that the client sent', async () => {
    expect(await told('COPY (SELECT nope) TO STDOUT', 'COPY sys_tables (nope) TO STDOUT')).toEqual([
      'Error ERROR 42703 column nope does not exist @14',
      'Error ERROR 42703 column nope does not exist in sys_tables @18',
    ])
  })
})
