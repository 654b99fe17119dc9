import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives commands that tests start a cache of this run, so that none reads or fills the one of the developer. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-test-cache-'))
  process.env['XDG_CACHE_HOME'] = folder
  return () => rm(folder, { recursive: true, force: true })
}
