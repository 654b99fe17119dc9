import type pg from 'pg'
import { driveLoad, type LoadReport } from './drive-load.ts'
import { endless, type LoadTarget, later, openClient } from './load-client.ts'
import { serveAccount } from './serve-account.ts'

export interface ServedLoadSettings {
  /** The built command. */
  readonly program: string
  /** The organization that is asked, and how many work items it has. */
  readonly connectionString: string
  readonly workItems: number
  readonly connections: number
  readonly active: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

export interface ServedLoadReport extends LoadReport {
  /** How the server ended, told to while queries ran: its exit code, and the seconds until then. */
  readonly exit: { readonly code: number | null; readonly seconds: number }
}

/** Drives a load against a `devopsql serve` of its own, and ends that while it is busy. */
export async function loadServed(settings: ServedLoadSettings): Promise<ServedLoadReport> {
  const { program, connectionString, workItems } = settings
  await using server = await serveAccount(program, connectionString)
  const target = { ...server.address, workItems }
  const report = await driveLoad({ ...settings, target, processId: server.processId })
  const clients = await occupy(target)
  const start = performance.now()
  const code = await server.stop()
  const seconds = (performance.now() - start) / 1000
  await Promise.all(clients.map(async (client) => await client.end()))
  return { ...report, exit: { code, seconds } }
}

/** Clients of which every other one runs a query that doesn't end by itself. */
async function occupy(target: LoadTarget): Promise<readonly pg.Client[]> {
  const clients = await Promise.all(Array.from({ length: 8 }, async () => await openClient(target)))
  for (const [index, client] of clients.entries()) {
    if (index % 2 === 0) client.query(endless).catch(() => undefined)
  }
  await later(300)
  return clients
}
