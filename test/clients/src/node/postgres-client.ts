import postgres from 'postgres'
import {
  authority,
  type ClientSettings,
  type Found,
  later,
  runChecks,
  valuesSql,
} from './checks.ts'

/** npm's postgres: every statement is prepared, and the server's types of parameters decide how values are sent. */
export async function runPostgresClient(settings: ClientSettings): Promise<Found> {
  const options = {
    host: settings.PGHOST,
    port: Number(settings.PGPORT),
    database: settings.PGDATABASE,
    username: settings.PGUSER,
    password: settings.PGPASSWORD,
    ssl: { ca: authority(settings) },
    max: 1,
    onnotice: () => undefined,
  }
  const sql = postgres(options)
  const one = async (
    query: PromiseLike<readonly Readonly<Record<string, unknown>>[]>,
  ): Promise<unknown> => Object.values((await query)[0] ?? {})[0]
  const found = await runChecks({
    'wrong-password': async () => {
      const other = postgres({ ...options, password: 'wrong' })
      return await other`SELECT 1`.catch((error: { readonly code: string }) => error.code)
    },
    values: async () => {
      const rows: readonly unknown[][] = await sql.unsafe(valuesSql).values()
      return rows[0]?.map(plain)
    },
    parameters: async () => {
      const moment = new Date('2026-01-02T03:04:05.678Z')
      const rows =
        await sql`SELECT ${'9007199254740993'}::bigint, ${"it's 😀"}::text, ${false}::boolean,
        ${moment}::timestamptz, ${null}::text, 3 = ANY(${[1, 2, 3]}::int[])`.values()
      return rows[0]?.map(plain)
    },
    inferred: async () => {
      return await one(sql`SELECT name FROM (SELECT 7 AS id, 'seven' AS name, true AS yes) AS t
        WHERE id = ${7} AND name LIKE ${'sev%'} AND yes = ${true} LIMIT ${10}`)
    },
    prepared: async () => {
      let sum = 0
      for (let count = 0; count < 10; count++)
        sum += Number(await one(sql`SELECT ${count}::int + 1`))
      return sum
    },
    'fetch-size': async () => {
      let sum = 0
      const rows = sql<{ i: number }[]>`SELECT i FROM generate_series(1, 10000) AS g(i)`
      for await (const batch of rows.cursor(100)) for (const row of batch) sum += Number(row.i)
      return sum
    },
    cancel: async () => {
      const query = sql.unsafe(settings.SLOW_SQL)
      const code = query.catch((error: { readonly code: string }) => error.code)
      await later(300)
      query.cancel()
      return [await code, await one(sql`SELECT 1`)]
    },
    'error-position': async () =>
      await sql`SELECT nme FROM (SELECT 1 AS name) AS t`.catch(
        (error: { readonly code: string; readonly position: string }) => [
          error.code,
          error.position,
        ],
      ),
    'after-error': async () => await one(sql`SELECT 2`),
    'two-statements': async () =>
      (await sql.unsafe('SELECT 1 AS n; SELECT 2 AS n').simple()).map(
        (rows) => (rows as unknown as { n: number }[])[0]?.n,
      ),
    copy: async () => {
      const parts: string[] = []
      const stream =
        await sql`COPY (SELECT i FROM generate_series(1, 3) AS g(i)) TO STDOUT`.readable()
      for await (const part of stream) parts.push(String(part))
      return parts.join('')
    },
    transaction: async () => await sql.begin(async (inner) => [await one(inner`SELECT 1`)]),
  })
  await sql.end()
  return found
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value
}
