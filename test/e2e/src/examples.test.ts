import { readFileSync } from 'node:fs'
import { tokenProviderConformance } from '@devopsql/auth'
import { startEmulator } from '@devopsql/emulator'
import { describe, expect, it } from 'vitest'
import { parentLinkNames } from '../../../examples/own-table.ts'
import { openBugCounts } from '../../../examples/own-view.ts'
import { activeBugs } from '../../../examples/query-and-stream.ts'
import { leasedTokens, projectNames } from '../../../examples/secret-store.ts'
import { startSecretStore } from './fake-secret-store.ts'

const root = new URL('../../../', import.meta.url)

it('runs the example of the README', async () => {
  await using emulator = await startEmulator({ size: 'S' })
  const lines = await activeBugs(emulator.connectionString)
  expect(lines).toHaveLength(6)
  expect(lines.at(-1)).toMatch(/^complete: true, requests: \d+$/)
})

it('shows in the README what is run here', () => {
  const example = readFileSync(new URL('examples/query-and-stream.ts', root), 'utf8')
  expect(readFileSync(new URL('README.md', root), 'utf8')).toContain(example.trim())
})

it('runs the example of a table of one’s own', async () => {
  await using emulator = await startEmulator({ rows: { WorkItems: 5 } })
  expect(await parentLinkNames(emulator.connectionString)).toEqual(['Child', 'Parent'])
})

it('runs the example of a view', async () => {
  await using emulator = await startEmulator({ rows: { WorkItems: 400 } })
  const lines = await openBugCounts(emulator.connectionString)
  const counts = lines.map((line) => Number(/: (\d+)$/.exec(line)?.[1]))
  expect(counts.length).toBeGreaterThan(1)
  expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  expect(lines[0]).toMatch(/^.+: [1-9]\d*$/)
})

describe('the example of a secret store', () => {
  const path = 'azure-devops/creds/reader'

  it('signs in with the token that it leases', async () => {
    await using store = await startSecretStore('hvs.mine')
    await using emulator = await startEmulator({ token: 'pat-1', rows: { Projects: 3 } })
    const { address } = store
    const names = await projectNames(emulator.connectionString, {
      address,
      token: 'hvs.mine',
      path,
    })
    expect(names).toHaveLength(3)
    expect(store.asked).toEqual(['read'])
  })

  it('leases another token when Azure DevOps refuses the first', async () => {
    await using store = await startSecretStore('hvs.mine')
    await using emulator = await startEmulator({ token: 'pat-2', rows: { Projects: 3 } })
    const { address } = store
    const names = await projectNames(emulator.connectionString, {
      address,
      token: 'hvs.mine',
      path,
    })
    expect(names).toHaveLength(3)
    expect(store.asked).toEqual(['read', 'read'])
  })

  it('renews the lease while that is possible, and leases anew then', async () => {
    await using store = await startSecretStore('hvs.mine')
    const provider = leasedTokens({ address: store.address, token: 'hvs.mine', path })
    const first = await provider.getToken({})
    expect((await provider.getToken({})).value).toBe(first.value)
    store.endLeases()
    expect((await provider.getToken({})).value).not.toBe(first.value)
    expect(store.asked).toEqual(['read', 'renew lease-1', 'renew lease-1', 'read'])
  })

  it('renews again after a rejection that is long past', async () => {
    await using store = await startSecretStore('hvs.mine')
    const provider = leasedTokens({ address: store.address, token: 'hvs.mine', path })
    const rejected = await provider.getToken({})
    await provider.getToken({ rejected })
    await provider.getToken({ rejected })
    expect(store.asked).toEqual(['read', 'read', 'renew lease-2'])
  })

  it('says what the secret store answered, without a secret', async () => {
    await using store = await startSecretStore('hvs.other')
    const provider = leasedTokens({ address: store.address, token: 'hvs.mine', path })
    await expect(provider.getToken({})).rejects.toThrow(
      'the secret store answered 403 for azure-devops/creds/reader',
    )
  })

  it('keeps the rules of token providers', async () => {
    await using store = await startSecretStore('hvs.mine')
    const make = (): ReturnType<typeof leasedTokens> =>
      leasedTokens({ address: store.address, token: 'hvs.mine', path })
    const cases = tokenProviderConformance(make)
    const broken = await Promise.all(
      cases.map(
        async ({ name, run }) =>
          await run().then(
            () => [],
            () => [name],
          ),
      ),
    )
    expect(broken.flat()).toEqual([])
    expect(cases.length).toBeGreaterThan(4)
  })
})
