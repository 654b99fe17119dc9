import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ClientSettings, Found } from './node/checks.ts'
import { runPgClient } from './node/pg-client.ts'
import { runPostgresClient } from './node/postgres-client.ts'
import { runPsqlClient } from './node/psql-client.ts'

export interface Client {
  /** What this machine lacks to run it; undefined: nothing. */
  readonly lacks: string | undefined
  run(settings: ClientSettings): Promise<Found>
}

const jar = '/usr/share/java/postgresql.jar'

export const clients: Readonly<Record<string, Client>> = {
  pg: { lacks: undefined, run: runPgClient },
  postgres: { lacks: undefined, run: runPostgresClient },
  psql: {
    lacks: answers('psql', ['--version']) ? undefined : 'psql (Debian: postgresql-client)',
    run: runPsqlClient,
  },
  psycopg2: pythonClient('psycopg2', 'python3-psycopg2'),
  psycopg3: pythonClient('psycopg', 'python3-psycopg', 'psycopg3_client.py'),
  asyncpg: pythonClient('asyncpg', 'python3-asyncpg'),
  sqlalchemy: pythonClient(
    'sqlalchemy, pandas',
    'python3-sqlalchemy python3-pandas',
    'sqlalchemy_client.py',
  ),
  psqlodbc: pythonClient('pyodbc', 'python3-pyodbc odbc-postgresql', 'psqlodbc_client.py'),
  pgjdbc: {
    lacks:
      existsSync(jar) && answers('java', ['-version'])
        ? undefined
        : 'pgjdbc (Debian: default-jdk-headless libpostgresql-jdbc-java)',
    run: async (settings) =>
      await runProgram('java', ['-cp', jar, pathOf('java/JdbcClient.java')], settings),
  },
}

function pythonClient(modules: string, packages: string, program = `${modules}_client.py`): Client {
  return {
    lacks: answers('/usr/bin/python3', ['-c', `import ${modules}`])
      ? undefined
      : `${modules} for /usr/bin/python3 (Debian: ${packages})`,
    run: async (settings) =>
      await runProgram('/usr/bin/python3', [pathOf(`python/${program}`)], settings),
  }
}

function answers(command: string, commandArguments: readonly string[]): boolean {
  return spawnSync(command, commandArguments, { stdio: 'ignore' }).status === 0
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** Runs a program that prints one line of JSON for each check. */
async function runProgram(
  command: string,
  programArguments: readonly string[],
  settings: ClientSettings,
): Promise<Found> {
  const child = spawn(command, programArguments, {
    env: { ...process.env, ...settings, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${errors.slice(-2000)}`)
  const lines = out.split('\n').filter((line) => line !== '')
  return new Map(
    lines.map((line) => {
      const { check, value } = JSON.parse(line) as {
        readonly check: string
        readonly value: unknown
      }
      return [check, value]
    }),
  )
}
