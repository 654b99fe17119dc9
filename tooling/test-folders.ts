import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives the run a cache and settings of its own, so that no test reads or fills those of the developer. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-test-folders-'))
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache')
  process.env['XDG_CONFIG_HOME'] = join(folder, 'config')
  return () => rm(folder, { recursive: true, force: true })
}
