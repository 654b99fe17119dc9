import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addAccount } from '@devopsql/server'
import { startServeProcess } from './serve-process.ts'

/** `devopsql serve` on loopback with one account, in a process of its own. */
export interface ServedAccount extends AsyncDisposable {
  readonly address: {
    readonly host: string
    readonly port: number
    readonly database: string
    readonly user: string
    readonly password: string
  }
  readonly processId: number
  /** Ends it as a service manager does; its exit code, null where it had to be killed. */
  stop(): Promise<number | null>
}

/** Starts `program`, the built command, in front of an organization. */
export async function serveAccount(
  program: string,
  connectionString: string,
): Promise<ServedAccount> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-served-'))
  const [user, password] = ['ada', 'what ada knows']
  const file = join(folder, 'devopsql.config.json')
  await addAccount(join(folder, 'accounts.json'), { name: user, password })
  const config = {
    connection: connectionString,
    accounts: 'accounts.json',
    postgres: { port: 0 },
    graceSeconds: 3,
  }
  await writeFile(file, JSON.stringify(config))
  const { port, process, stop } = await startServeProcess(program, file)
  return {
    address: { host: '127.0.0.1', port, database: 'CData', user, password },
    processId: process.pid ?? 0,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop()
      await rm(folder, { recursive: true })
    },
  }
}
