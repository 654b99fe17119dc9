import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('a query over 20,001 work items', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { WorkItems: 20_001 } })
  })
  afterAll(() => emulator.close())
  const run = (where: string, parameters: string = ''): ReturnType<typeof ask> =>
    ask(emulator, `_apis/wit/wiql?timePrecision=true${parameters}`, {
      query: `SELECT [System.Id] FROM WorkItems ${where}`,
    })

  it('is refused with VS402337', async () => {
    const { status, body } = await run('')
    expect([status, body.typeKey]).toEqual([
      400,
      'WorkItemTrackingQueryResultSizeLimitExceededException',
    ])
    expect(body.message).toMatch(/^VS402337: /)
  })

  it('answers 20,000 of them when the Ids are restricted', async () => {
    const { body } = await run('WHERE [System.Id] > 1 ORDER BY [System.Id]')
    expect([body.workItems.length, body.workItems[0]?.id]).toEqual([20_000, 2])
  })

  it('answers the first 19,999 with $top', async () => {
    const { body } = await run('ORDER BY [System.Id]', '&$top=19999')
    expect(body.workItems).toHaveLength(19_999)
  })

  it('finds states and tells what a batch then shows', async () => {
    const { body } = await run(
      "WHERE [System.State] = 'resolved' AND [System.TeamProject] = 'Fabrikam'",
      '&$top=200',
    )
    const ids = body.workItems.map(({ id }) => id)
    const fields = ['System.State', 'System.TeamProject']
    const batch = await ask(emulator, '_apis/wit/workitemsbatch', { ids, fields })
    expect(new Set(batch.body.value.map((row) => JSON.stringify(row.fields)))).toEqual(
      new Set(['{"System.State":"Resolved","System.TeamProject":"Fabrikam"}']),
    )
  })

  it('is refused in the envelope of the service when it is not WIQL', async () => {
    const { status, headers, body } = await run("WHERE [Custom.Nope] = 'x'")
    expect([status, headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8'])
    expect(body.message).toMatch(/^TF51005: /)
  })

  it('sees a work item leave its result when its state changes', async () => {
    const where = "WHERE [System.Id] = 8 AND [System.State] = 'Closed'"
    emulator.change({
      kind: 'update',
      table: 'WorkItems',
      ids: [8],
      state: 'Active',
      afterRequests: 1,
    })
    expect((await run(where)).body.workItems).toHaveLength(1)
    expect((await run(where)).body.workItems).toHaveLength(0)
  })
})

it('runs for projects and teams too', async () => {
  await using emulator = await startEmulator()
  const query = { query: 'SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project' }
  const inProject = await ask(emulator, 'Fabrikam/_apis/wit/wiql', query)
  const inTeam = await ask(emulator, 'Fabrikam/Fabrikam%20Team/_apis/wit/wiql', query)
  expect(inProject.body.workItems.length).toBeGreaterThan(500)
  expect(inTeam.body.workItems.length).toBe(inProject.body.workItems.length)
})

it('answers a query of links with workItemRelations', async () => {
  await using emulator = await startEmulator()
  const { body } = await ask(emulator, '_apis/wit/wiql?$top=2', {
    query:
      "SELECT [System.Id] FROM workitemLinks WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (MustContain)",
  })
  expect([body.queryType, body.queryResultType]).toEqual(['oneHop', 'workItemLink'])
  const [alone, linked] = body.workItemRelations
  expect([alone?.rel, alone?.source]).toEqual([null, null])
  expect(linked).toMatchObject({
    rel: 'System.LinkTypes.Hierarchy-Forward',
    source: { id: alone?.target.id },
  })
})
