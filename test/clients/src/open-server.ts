import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@devopsql/emulator'
import { addAccount } from '@devopsql/server'
import { testCertificates } from '@devopsql-test/identity/certificates'
import { startServeProcess } from '@devopsql-test/load/serve-process'
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
  const server = await startServeProcess(program, path('devopsql.config.json'))
  return {
    settings: {
      PGHOST: 'localhost',
      PGPORT: String(server.port),
      PGDATABASE: 'CData',
      PGUSER: 'ada',
      PGPASSWORD: 'what ada knows',
      PGSSLROOTCERT: path('authority.crt'),
      SLOW_SQL: 'SELECT count(*) FROM range(100000000000)',
      SOME_TABLE: 'Projects',
    },
    process: server.process,
    projects: rows.Projects,
    workItems: rows.WorkItems,
    folder,
    [Symbol.asyncDispose]: async () => {
      await server.stop()
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
