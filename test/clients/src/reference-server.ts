import { execFile, spawnSync } from 'node:child_process'
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Certificates } from '@devopsql-test/identity/certificates'
import pg from 'pg'
import type { ClientSettings } from './node/checks.ts'

const run = promisify(execFile)
const root = '/usr/lib/postgresql'

export interface ReferenceServer extends AsyncDisposable {
  readonly settings: ClientSettings
}

/** Where PostgreSQL's programs are; undefined where it isn't installed. */
export async function postgresPrograms(): Promise<string | undefined> {
  const versions = await readdir(root).catch(() => [])
  const newest = versions.toSorted((a, b) => Number(a) - Number(b)).at(-1)
  return newest === undefined ? undefined : join(root, newest, 'bin')
}

/** Starts a PostgreSQL of this machine, with certificates over TLS, and with an empty table. */
export async function startReferenceServer(
  programs: string,
  certificates?: Certificates,
): Promise<ReferenceServer> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-postgres-'))
  const port = await freePort()
  const path = (name: string): string => join(folder, name)
  if (certificates !== undefined) {
    await writeFile(path('authority.crt'), certificates.authority)
    await writeFile(path('server.crt'), certificates.server.certificate)
    await writeFile(path('server.key'), certificates.server.key, { mode: 0o600 })
  }
  await writeFile(path('password'), 'reference')
  const user = process.getuid?.() === 0 ? await giveAway(folder) : undefined
  const options = { ...(user !== undefined && user), cwd: folder }
  const data = path('data')
  const initial = ['-D', data, '-A', 'scram-sha-256', '-U', 'ada', `--pwfile=${path('password')}`]
  await run(join(programs, 'initdb'), [...initial, '-E', 'UTF8', '--locale=C.UTF-8'], options)
  const settings = [
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    `ssl=${certificates === undefined ? 'off' : 'on'}`,
    `ssl_cert_file=${path('server.crt')}`,
    `ssl_key_file=${path('server.key')}`,
    'fsync=off',
  ]
  const server = settings.map((setting) => `-c ${setting}`).join(' ')
  const control = join(programs, 'pg_ctl')
  await run(control, ['-D', data, '-l', path('log'), '-w', '-o', server, 'start'], options)
  const client = new pg.Client({
    host: folder,
    port,
    user: 'ada',
    password: 'reference',
    database: 'postgres',
  })
  await client.connect()
  await client.query(
    'CREATE TABLE things (id bigint PRIMARY KEY, name text NOT NULL, at timestamptz)',
  )
  await client.end()
  return {
    settings: {
      PGHOST: 'localhost',
      PGPORT: String(port),
      PGDATABASE: 'postgres',
      PGUSER: 'ada',
      PGPASSWORD: 'reference',
      PGSSLROOTCERT: path('authority.crt'),
      SLOW_SQL: 'SELECT pg_sleep(60)',
      SOME_TABLE: 'things',
    },
    [Symbol.asyncDispose]: async () => {
      await run(control, ['-D', data, '-m', 'immediate', 'stop'], options)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL doesn't run as root: the folder is given to the user that Debian's package made. */
async function giveAway(folder: string): Promise<{ readonly uid: number; readonly gid: number }> {
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres']).stdout.toString())
  const user = { uid: id('-u'), gid: id('-g') }
  for (const name of await readdir(folder)) await chown(join(folder, name), user.uid, user.gid)
  await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o755)
  return user
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
