import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { postgresPrograms, startReferenceServer } from '@devopsql-test/clients/reference-server'
import { serveAccount } from '@devopsql-test/load/serve-account'
import { type Figure, median } from './figure.ts'
import { startServer } from './processes.ts'
import type { Settings } from './settings.ts'

const run = promisify(execFile)
// The one that Debian's packages of modules belong to.
const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('../src/read-rows.py', import.meta.url))
const program = fileURLToPath(new URL('../../apps/cli/bin/devopsql.js', import.meta.url))

const rows = 100_000
// Both servers have these words.
const computed = `SELECT i AS id, 'work item ' || i AS title, i % 7 AS priority, i % 3 = 0 AS closed,
  '2026-01-01 00:00:00+00'::timestamptz + i * interval '1 minute' AS changed, i * 0.5::float8 AS effort,
  'user' || (i % 50) || '@example.com' AS who, i::bigint * 1000003 AS big
  FROM generate_series(1, ${rows}) AS g(i)`

interface Reading {
  readonly rows: number
  readonly columns: number
  readonly seconds: readonly [readonly number[], readonly number[]]
}

/** (f): the time that a Python client takes to have all rows of a result, over that from a PostgreSQL that has them in a table. */
export async function measureWire({ form }: Settings): Promise<readonly Figure[]> {
  const programs = await postgresPrograms()
  const lacks = lacking(programs)
  if (programs === undefined || lacks !== undefined) {
    console.log(`f-wire-time-ratio: skipped, ${lacks} is not on this machine`)
    return []
  }
  await using reference = await startReferenceServer(programs)
  const organization = await startServer({ workItems: 10, latencyMs: 0, remembers: false })
  try {
    await using served = await serveAccount(program, organization.connectionString)
    const { PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD } = reference.settings
    const postgres = addressOf({
      host: PGHOST,
      port: PGPORT,
      dbname: PGDATABASE,
      user: PGUSER,
      password: PGPASSWORD,
    })
    const { database: dbname, ...rest } = served.address
    const ours = addressOf({ ...rest, dbname })
    const turns = form === 'short' ? 3 : 11
    const read = async (sql: string): Promise<Reading> => {
      const words = [script, postgres, ours, sql, computed, String(turns)]
      return JSON.parse((await run(python, words)).stdout) as Reading
    }
    await fillTable(postgres)
    const stored = await read('SELECT * FROM wide')
    const both = await read(computed)
    const [theirs = [], own = []] = stored.seconds
    return [
      {
        name: 'f-wire-time-ratio',
        value: ratioOf(stored),
        unit: 'x',
        bar: 2,
        details: {
          rows: stored.rows,
          columns: stored.columns,
          postgresSeconds: median(theirs),
          seconds: median(own),
          ratioWhereBothCompute: ratioOf(both),
          turns,
        },
      },
    ]
  } finally {
    await organization.child.stop()
  }
}

function lacking(programs: string | undefined): string | undefined {
  if (programs === undefined) return 'PostgreSQL (Debian: postgresql)'
  const hasModule = spawnSync(python, ['-c', 'import psycopg2']).status === 0
  return hasModule ? undefined : 'psycopg2 (Debian: python3-psycopg2)'
}

/** As libpq takes it. */
function addressOf(words: Readonly<Record<string, string | number>>): string {
  return Object.entries(words)
    .map(([name, word]) => `${name}='${word}'`)
    .join(' ')
}

async function fillTable(address: string): Promise<void> {
  const code = [
    'import psycopg2, sys',
    'connection = psycopg2.connect(sys.argv[1])',
    'connection.autocommit = True',
    'cursor = connection.cursor()',
    'cursor.execute("CREATE TABLE wide AS " + sys.argv[2])',
    'cursor.execute("VACUUM ANALYZE wide")',
  ]
  await run(python, ['-c', code.join('\n'), address, computed])
}

function ratioOf({ seconds: [theirs, own] }: Reading): number {
  return median(own.map((time, turn) => time / (theirs[turn] ?? Number.NaN)))
}
