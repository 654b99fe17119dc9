import { createServer } from 'node:http'
import { DevopsqlError } from '@devopsql/errors'
import { type Change, createChanges } from './changes.ts'
import { createOrganization } from './data/organization.ts'
import { resolveSizes } from './data/sizes.ts'
import { createFaults, type FaultSwitch } from './faults.ts'
import { type EmulatorOptions, resolveOptions } from './options.ts'
import { createListener } from './server.ts'
import { createStats, type EmulatorStats } from './stats.ts'

/** A running emulator of one Azure DevOps organization, on loopback. */
export interface Emulator {
  /** Where the organization is, such as `http://127.0.0.1:8080/contoso`. */
  readonly url: string
  readonly organization: string
  /** Connects devopsql to this organization. It names no catalog. */
  readonly connectionString: string
  stats(): EmulatorStats
  resetStats(): void
  readonly faults: FaultSwitch
  /** Changes the data, now or after a number of requests. */
  change(change: Change): void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts an emulated organization on 127.0.0.1 and resolves when it answers. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const resolved = resolveOptions(options)
  const { seed, now, organization: name } = resolved
  const sizes = resolveSizes(resolved.size, resolved.rows)
  const organization = createOrganization({ name, seed, now, sizes })
  const faults = createFaults(resolved.faults)
  const changes = createChanges(organization)
  const stats = createStats()
  let url = ''
  const listener = createListener({
    organization,
    options: resolved,
    faults,
    changes,
    stats,
    url: () => url,
  })
  const server = createServer({ keepAliveTimeout: 60_000 }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new DevopsqlError(`the emulator cannot listen on port ${resolved.port}`, {
          code: 'DEVOPSQL_USAGE',
          hint: 'Use port 0 for any free port.',
          cause,
        }),
      )
    })
    server.listen(resolved.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : resolved.port
  url = `http://127.0.0.1:${port}/${encodeURIComponent(name)}`
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      server.close(() => resolve())
      // Stalled requests would keep the server open for ever.
      server.closeAllConnections()
    })
    return closing
  }
  return {
    url,
    organization: name,
    connectionString: `AuthScheme=Basic;URL=${url};Organization=${name};PersonalAccessToken=${resolved.token};`,
    stats: stats.read,
    resetStats: stats.reset,
    faults,
    change: changes.apply,
    close,
    [Symbol.asyncDispose]: close,
  }
}
