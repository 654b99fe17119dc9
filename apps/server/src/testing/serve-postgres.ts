import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { EmulatorOptions } from '@devopsql/emulator'
import { addAccount } from '../accounts/change-accounts.ts'
import type { ServerConfig } from '../config/server-config.ts'
import { type Served, serve } from './serve.ts'

const run = promisify(execFile)

/** A server for PostgreSQL clients, with TLS and one account. */
export interface ServedPostgres extends AsyncDisposable {
  readonly served: Served
  readonly port: number
  readonly user: string
  readonly password: string
  readonly accountsFile: string
  /** File of the certificate, which has signed itself, and its text. */
  readonly certificateFile: string
  readonly certificate: string
}

export async function servePostgres(
  config: Partial<ServerConfig> = {},
  options: EmulatorOptions = {},
): Promise<ServedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-pg-'))
  const certificateFile = join(folder, 'cert.pem')
  const key = join(folder, 'key.pem')
  const accounts = join(folder, 'accounts.json')
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', key, '-out', certificateFile]
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject])
  const user = 'ada'
  const password = 'geheim \u00e9 \u{1F511}'
  await addAccount(accounts, { name: user, password })
  const served = await serve(
    {
      http: undefined,
      insecure: false,
      accounts,
      tls: { certificate: certificateFile, key, passphrase: undefined },
      postgres: { host: '127.0.0.1', port: 0, tls: true, connections: 20 },
      ...config,
    },
    options,
  )
  return {
    served,
    port: served.server.listening[0]?.port ?? 0,
    user,
    password,
    accountsFile: accounts,
    certificateFile,
    certificate: await readFile(certificateFile, 'utf8'),
    [Symbol.asyncDispose]: async () => {
      await served[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
