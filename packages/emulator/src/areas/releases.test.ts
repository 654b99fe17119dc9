import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask, type Row } from '../testing/ask.ts'

describe('classic releases', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { Projects: 1, Releases: 230 } })
  })
  afterAll(() => emulator.close())

  const path = 'Fabrikam/_apis/release'
  const pageOf = async (
    query: string,
  ): Promise<{ readonly rows: readonly Row[]; readonly token: string | null }> => {
    const { body, headers } = await ask(emulator, `${path}/${query}`)
    return { rows: body.value, token: headers.get('x-ms-continuationtoken') }
  }

  it('come 50 at once where nothing is said, and 100 at most', async () => {
    expect((await pageOf('releases')).rows).toHaveLength(50)
    expect((await pageOf('releases?$top=500')).rows).toHaveLength(100)
  })

  it('are all there over the pages, the newest first', async () => {
    const ids: unknown[] = []
    let token: string | null = ''
    while (token !== null) {
      const page = await pageOf(`releases?$top=100&continuationToken=${token}`)
      ids.push(...page.rows.map(({ id }) => id))
      token = page.token
    }
    expect(ids).toEqual(Array.from({ length: 230 }, (_, place) => 230 - place))
  })

  it('have waiting approvals only where no state is asked for', async () => {
    const { rows } = await pageOf('approvals?top=100')
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['pending']))
    const all = await pageOf('approvals?top=100&statusFilter=undefined')
    expect(new Set(all.rows.map(({ status }) => status))).toContain('approved')
  })

  it('are found in folders below the one that is asked for', async () => {
    const { rows } = await pageOf('definitions?path=%5CTeam%20A')
    expect(new Set(rows.map(({ path: folder }) => folder))).toEqual(
      new Set(['\\Team A', '\\Team A\\Web', '\\team a\\web']),
    )
  })

  it('that are not there are not found', async () => {
    const { status, body } = await ask(emulator, `${path}/releases/9999`)
    expect([status, body.typeKey]).toEqual([404, 'ReleaseNotFoundException'])
  })
})
