import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import type pg from 'pg'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPostgres, postgresAddress } from '../testing/postgres-client.ts'
import { type ServedPostgres, servePostgres } from '../testing/serve-postgres.ts'

const run = promisify(execFile)
const hasPsql = succeeds('psql', ['--version'])
let server: ServedPostgres

beforeAll(async () => {
  server = await servePostgres()
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

function succeeds(program: string, parameters: readonly string[]): boolean {
  try {
    execFileSync(program, parameters, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

interface Said {
  readonly stdout: string
  readonly stderr: string
}

/** Runs psql over TLS, its certificate checked. */
async function psql(
  statements: readonly string[],
  { password = server.password, ...settings }: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const all = {
    host: '127.0.0.1',
    port: String(server.port),
    user: server.user,
    dbname: 'postgres',
    sslmode: 'verify-full',
    sslrootcert: server.certificateFile,
    ...settings,
  }
  const connection = Object.entries(all)
    .map(([name, value]) => `${name}='${value}'`)
    .join(' ')
  const commands = statements.flatMap((sql) => ['-c', sql])
  return await run('psql', [connection, '-AtX', ...commands], {
    env: { ...process.env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' },
  }).catch((error: unknown) => error as Said)
}

describe.skipIf(!hasPsql)('psql (needs postgresql-client)', () => {
  it('queries over TLS, bound to the certificate', async () => {
    const sql = "SELECT Id, 'caf\u00e9 \u{1F680}' FROM WorkItems ORDER BY Id LIMIT 2"
    const said = await psql([sql], { channel_binding: 'require' })
    expect(said.stderr).toBe('')
    expect(said.stdout).toBe('1|caf\u00e9 \u{1F680}\n2|caf\u00e9 \u{1F680}\n')
  })

  it.each([
    [{ password: 'falsch' }, 'password authentication failed for user "ada"'],
    [{ user: 'bob' }, 'password authentication failed for user "bob"'],
  ])('is refused with %o', async (settings, message) => {
    expect((await psql(['SELECT 1'], settings)).stderr).toContain(message)
  })

  it('shows where an error lies, and goes on behind it', async () => {
    const said = await psql(['SELECT Titel FROM WorkItems', 'SELECT 2'])
    expect(said.stderr).toContain('column Titel does not exist in WorkItems')
    expect(said.stderr).toContain('HINT:  Did you mean Title?')
    expect(said.stderr).toContain('LINE 1: SELECT Titel FROM WorkItems\n               ^')
    expect(said.stdout).toBe('2\n')
  })

  it('is told that a database is no catalog, and which ones there are', async () => {
    const { stderr } = await psql(['SELECT 1'], { dbname: 'Project_Nothing' })
    expect(stderr).toContain('database "Project_Nothing" does not exist')
    const { stdout } = await psql(['SELECT datname FROM pg_database ORDER BY 1'])
    expect(stdout).toMatch(/^CData\nProject_Contoso Web.Shop\nProject_Fabrikam\n/)
  })

  it('describes tables', async () => {
    const said = await psql(['\\d projects', '\\dn', 'SELECT current_user, version()'])
    expect(said.stderr).toBe('')
    expect(said.stdout).toContain('Id|uuid||not null|\nName|text||')
    expect(said.stdout).toContain('Information|ada\n')
    expect(said.stdout).toContain('ada|PostgreSQL 15.14 (devopsql)\n')
  })

  it('copies out', async () => {
    const said = await psql(['COPY (SELECT 1, NULL) TO STDOUT (FORMAT csv)'])
    expect(said.stdout).toBe('1,\n')
  })
})

describe('pg', () => {
  async function open(): Promise<pg.Client> {
    return await connectPostgres(server, { database: 'CData' })
  }

  it('queries with parameters and named statements', async () => {
    const client = await open()
    const text = 'SELECT Id, CreatedDate FROM WorkItems WHERE Id = $1 AND CreatedDate > $2'
    const values = [3, new Date('2015-01-01')]
    const [one, two] = [
      await client.query({ name: 's', text, values }),
      await client.query({ name: 's', text, values }),
    ]
    expect(one.rows).toEqual([{ Id: 3, CreatedDate: expect.any(Date) as unknown }])
    expect(two.rows).toEqual(one.rows)
    await client.end()
  })

  it('gives values as PostgreSQL would', async () => {
    const client = await open()
    const { rows } = await client.query(
      `SELECT 9007199254740993 AS big, 1.50 AS n, list_value(1, NULL) AS l, NULL AS nothing,
        CAST('{"a": [1]}' AS JSON) AS j, true AS b, TIMESTAMPTZ '2024-07-01 12:00:00.5+02' AS t`,
    )
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        n: '1.50',
        l: [1, null],
        nothing: null,
        j: { a: [1] },
        b: true,
        t: new Date('2024-07-01T10:00:00.500Z'),
      },
    ])
    await client.end()
  })

  it('gets an error with its position, and runs a second query', async () => {
    const client = await open()
    await expect(client.query('SELECT 1; SELECT nope')).rejects.toMatchObject({
      code: '42703',
      position: '18',
    })
    expect((await client.query('SELECT 2 AS x')).rows).toEqual([{ x: 2 }])
    await client.end()
  })
})

describe('postgres.js', () => {
  function open(): postgres.Sql {
    return postgres({ ...postgresAddress(server), fetch_types: false, max: 1 })
  }

  it('queries in pipelines and by cursor', async () => {
    const sql = open()
    const ids = [1, 2]
    const found = await Promise.all(
      ids.map(async (id) => await sql`SELECT Id FROM WorkItems WHERE Id = ${id}`),
    )
    expect(found.map((rows) => [...rows])).toEqual([[{ Id: 1 }], [{ Id: 2 }]])
    const sizes: number[] = []
    await sql`SELECT x FROM range(25) AS r(x)`.cursor(10, (rows) => {
      sizes.push(rows.length)
    })
    expect(sizes).toEqual([10, 10, 5])
    await sql.end()
  })

  it('cancels', async () => {
    const sql = open()
    const query = sql`SELECT count(*) FROM range(100000000) AS a(x), range(100000) AS b(y)`
    const answer = query.execute().catch((error: unknown) => error)
    setTimeout(() => query.cancel(), 300)
    expect(await answer).toMatchObject({ code: '57014' })
    expect([...(await sql`SELECT 1 AS x`)]).toEqual([{ x: 1 }])
    await sql.end()
  })
})
