import pg from 'pg'
import Cursor from 'pg-cursor'
import {
  authority,
  type ClientSettings,
  type Found,
  later,
  runChecks,
  valuesSql,
} from './checks.ts'

/** npm's pg: what most of Node's programs use. */
export async function runPgClient(settings: ClientSettings): Promise<Found> {
  const options: pg.ClientConfig = {
    host: settings.PGHOST,
    port: Number(settings.PGPORT),
    database: settings.PGDATABASE,
    user: settings.PGUSER,
    password: settings.PGPASSWORD,
    ssl: { ca: authority(settings) },
  }
  const client = new pg.Client(options)
  await client.connect()
  const first = async (sql: string, values?: readonly unknown[]): Promise<unknown[]> => {
    const result = await client.query({ text: sql, rowMode: 'array', values: [...(values ?? [])] })
    return result.rows[0] as unknown[]
  }
  const found = await runChecks({
    'wrong-password': async () => {
      const other = new pg.Client({ ...options, password: 'wrong' })
      return await other.connect().catch((error: pg.DatabaseError) => error.code)
    },
    values: async () => (await first(valuesSql)).map(plain),
    parameters: async () => {
      const sql =
        'SELECT $1::bigint, $2::text, $3::boolean, $4::timestamptz, $5::text, 3 = ANY($6::int[])'
      const moment = new Date('2026-01-02T03:04:05.678Z')
      return (
        await first(sql, ['9007199254740993', "it's 😀", false, moment, null, [1, 2, 3]])
      ).map(plain)
    },
    prepared: async () => {
      let sum = 0
      for (let count = 0; count < 10; count++) {
        const query = {
          name: 'add',
          text: 'SELECT $1::int + 1',
          values: [count],
          rowMode: 'array' as const,
        }
        sum += Number((await client.query<number[]>(query)).rows[0]?.[0])
      }
      return sum
    },
    'fetch-size': async () => {
      const cursor = client.query(
        new Cursor<{ i: number }>('SELECT i FROM generate_series(1, 10000) AS g(i)'),
      )
      let sum = 0
      for (let rows = await cursor.read(100); rows.length > 0; rows = await cursor.read(100)) {
        for (const row of rows) sum += Number(row.i)
      }
      await cursor.close()
      return sum
    },
    cancel: async () => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      const query = client.query(settings.SLOW_SQL).catch((error: pg.DatabaseError) => error.code)
      await later(300)
      const { processID, secretKey } = client as unknown as { processID: number; secretKey: number }
      if (rows[0]?.pid !== processID) return `another process id: ${rows[0]?.pid}`
      await sendCancel(options, { processID, secretKey })
      return [await query, (await first('SELECT 1'))[0]]
    },
    'error-position': async () =>
      await client
        .query('SELECT nme FROM (SELECT 1 AS name) AS t')
        .catch((error: pg.DatabaseError) => [error.code, error.position]),
    'after-error': async () => (await first('SELECT 2'))[0],
    'two-statements': async () => {
      const results = (await client.query(
        'SELECT 1 AS n; SELECT 2 AS n',
      )) as unknown as pg.QueryResult<{ n: number }>[]
      return results.map(({ rows }) => rows[0]?.n)
    },
    transaction: async () => {
      await client.query('BEGIN')
      const code = async (sql: string): Promise<unknown> =>
        await client.query(sql).catch((error: pg.DatabaseError) => error.code)
      const codes = [await code('SELECT nothing'), await code('SELECT 1')]
      await client.query('ROLLBACK')
      return [...codes, (await first('SELECT 1'))[0]]
    },
  })
  await client.end()
  return found
}

/** CancelRequest on a connection of its own; this client has no public way to send it. */
async function sendCancel(
  options: pg.ClientConfig,
  { processID, secretKey }: { readonly processID: number; readonly secretKey: number },
): Promise<void> {
  const other = new pg.Client(options) as unknown as {
    readonly connection: {
      connect(port: number, host: string): void
      cancel(processID: number, secretKey: number): void
      requestSsl(): void
      on(event: string, listener: () => void): void
    }
  }
  const { connection } = other
  connection.connect(Number(options.port), String(options.host))
  connection.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    connection.on('connect', () => connection.requestSsl())
    connection.on('sslconnect', () => connection.cancel(processID, secretKey))
    connection.on('end', resolve)
  })
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value
}
