import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask, type Row } from '../testing/ask.ts'

const builds = 'Fabrikam/_apis/build/builds'

describe('builds of an organization with one project', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { Projects: 1, Builds: 2_500 } })
  })
  afterAll(() => emulator.close())

  const readAll = async (query: string): Promise<readonly Row[]> => {
    const rows: Row[] = []
    let token: string | null = ''
    while (token !== null) {
      const { body, headers } = await ask(emulator, `${builds}?${query}&continuationToken=${token}`)
      rows.push(...body.value)
      token = headers.get('x-ms-continuationtoken')
    }
    return rows
  }

  it('gives 1,000 builds by default and an ISO date as token', async () => {
    const { body, headers } = await ask(emulator, builds)
    expect(body.count).toBe(1_000)
    expect(headers.get('x-ms-continuationtoken')).toMatch(
      /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,7}Z$/,
    )
  })

  it('reads every build once over all pages, in the default order and by queue time', async () => {
    const byFinish = await readAll('$top=400')
    const byQueue = await readAll('$top=400&queryOrder=queueTimeDescending')
    expect([byFinish.length, new Set(byFinish.map(({ id }) => id)).size]).toEqual([2_500, 2_500])
    expect([byQueue.length, new Set(byQueue.map(({ id }) => id)).size]).toEqual([2_500, 2_500])
  })

  it('keeps active builds from the first page of the default order', async () => {
    const first = await ask(emulator, `${builds}?$top=100`)
    const all = await readAll('$top=1000')
    expect(first.body.value.filter(({ status }) => status !== 'completed')).toEqual([])
    expect(all.filter(({ status }) => status !== 'completed').length).toBeGreaterThan(5)
  })

  it('omits the finish time of a running build', async () => {
    const { body } = await ask(
      emulator,
      `${builds}?statusFilter=inProgress&queryOrder=queueTimeDescending`,
    )
    expect(body.count).toBeGreaterThan(0)
    expect(body.value.filter((row) => 'finishTime' in row)).toEqual([])
  })

  it('applies minTime and maxTime to the column of queryOrder', async () => {
    const range =
      'minTime=2026-03-01T00:00:00Z&maxTime=2026-04-01T00:00:00Z&queryOrder=queueTimeAscending&$top=5000'
    const { body } = await ask(emulator, `${builds}?${range}`)
    const all = await readAll('$top=5000')
    const expected = all.filter(
      ({ queueTime }) => queueTime >= '2026-03-01T00:00:00Z' && queueTime <= '2026-04-01T00:00:00Z',
    )
    expect(expected.length).toBeGreaterThan(10)
    expect(new Set(body.value.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)))
  })

  it('matches the start of a build number before a star', async () => {
    const { body } = await ask(emulator, `${builds}?buildNumber=202603*&$top=5000`)
    expect(body.count).toBeGreaterThan(0)
    expect(body.value.filter(({ buildNumber }) => !buildNumber.startsWith('202603'))).toEqual([])
  })

  it('pages definitions by an opaque token', async () => {
    const first = await ask(emulator, 'Fabrikam/_apis/build/definitions?$top=10')
    const token = first.headers.get('x-ms-continuationtoken') ?? ''
    const last = await ask(
      emulator,
      `Fabrikam/_apis/build/definitions?$top=10&continuationToken=${token}`,
    )
    expect([first.body.count, last.body.count, last.headers.get('x-ms-continuationtoken')]).toEqual(
      [10, 5, null],
    )
  })

  it('takes a star in a definition name as any text', async () => {
    const { body } = await ask(emulator, 'Fabrikam/_apis/build/definitions?name=*[prod]*')
    expect(body.value.map(({ name }) => name)).toEqual([
      'Deploy [prod] "blue"',
      'deploy [PROD] "blue"',
    ])
  })

  it('lists the definitions again as pipelines', async () => {
    const { body } = await ask(emulator, 'Fabrikam/_apis/pipelines')
    expect(body.count).toBe(15)
  })
})
