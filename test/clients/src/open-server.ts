import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@devopsql/emulator'
import { addAccount } from '@devopsql/server'
import { testCertificates } from '@devopsql-test/identity/certificates'
import type { ClientSettings } from './node/checks.ts'

const program = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

/** `devopsql serve` in a process of its own, over TLS and with one account, in front of an emulated organization. */
export interface OpenServer extends AsyncDisposable {
  readonly settings: ClientSettings
  readonly process: ChildProcess
  readonly projects: number
  readonly workItems: number
  /** A folder that is removed at the end. */
  readonly folder: string
}

export async function openServer(): Promise<OpenServer> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-clients-'))
  const rows = { Projects: 3, WorkItems: 1200 }
  const emulator = await startEmulator({ rows })
  const certificates = await testCertificates()
  const path = (name: string): string => join(folder, name)
  await writeFile(path('authority.crt'), certificates.authority)
  await writeFile(path('server.crt'), certificates.server.certificate)
  await writeFile(path('server.key'), certificates.server.key, { mode: 0o600 })
  await addAccount(path('accounts.json'), { name: 'ada', password: 'what ada knows' })
  const config = {
    connection: emulator.connectionString,
    accounts: 'accounts.json',
    tls: { certificate: 'server.crt', key: 'server.key' },
    postgres: { port: 0 },
  }
  await writeFile(path('devopsql.config.json'), JSON.stringify(config))
  const child = spawn(
    process.execPath,
    [program, 'serve', '--config', path('devopsql.config.json')],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const port = await portOf(child)
  return {
    settings: {
      PGHOST: 'localhost',
      PGPORT: String(port),
      PGDATABASE: 'CData',
      PGUSER: 'ada',
      PGPASSWORD: 'what ada knows',
      PGSSLROOTCERT: path('authority.crt'),
      SLOW_SQL: 'SELECT count(*) FROM range(100000000000)',
      SOME_TABLE: 'Projects',
    },
    process: child,
    projects: rows.Projects,
    workItems: rows.WorkItems,
    folder,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The first line of the log says where it listens. */
async function portOf(child: ChildProcess): Promise<number> {
  let text = ''
  return await new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const port = /"protocol":"postgres",[^}]*"port":(\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    child.on('close', (code) => reject(new Error(`the server ended with ${code}: ${text}`)))
  })
}
