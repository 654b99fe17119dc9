import { connect, type Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { listOf, someProject } from './recordings/recorded-list.ts'
import { hasRecordings, loadRecordings, missingRecordings } from './recordings/recording.ts'
import { serveRoutes } from './recordings/serve-routes.ts'

describe('what saved queries find', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 1500, Projects: 3 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const read = async (sql: string): Promise<readonly Row[]> => {
    const rows = await (await organization.on.query(sql)).toArray()
    expect(rows).toEqual(await (await organization.off.query(sql)).toArray())
    return rows
  }
  const inProject = 'Project_Fabrikam.Project'

  it('is a table of work items with the columns of the query, in its order', async () => {
    const rows = await read(`SELECT * FROM ${inProject}.Queries."Shared Queries/Active bugs"`)
    expect(rows.length).toBeGreaterThan(3)
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'Id',
      'Type',
      'Title',
      'AssignedToDisplayName',
      'State',
      'Tags',
    ])
    const expected = await read(
      `SELECT Id FROM ${inProject}.WorkItems WHERE Type = 'Bug' AND State IN ('Active', 'Resolved') ORDER BY Priority, CreatedDate DESC, Id`,
    )
    expect(rows.map(({ Id }) => Id)).toEqual(expected.map(({ Id }) => Id))
  })

  it('can be used as any table', async () => {
    const [counted] = await read(
      `SELECT count(*)::INTEGER AS n FROM ${inProject}.Queries.[shared queries/active bugs] AS bugs WHERE bugs.State = 'Active'`,
    )
    const [expected] = await read(
      `SELECT count(*)::INTEGER AS n FROM ${inProject}.WorkItems WHERE Type = 'Bug' AND State = 'Active'`,
    )
    expect(counted).toEqual(expected)
  })

  it('takes the query, its project, its result and the batches of the work items', async () => {
    const { on, emulator } = organization
    const sql = `SELECT * FROM ${inProject}.Queries."Shared Queries/Active bugs"`
    await (await on.query(sql)).toArray()
    emulator.resetStats()
    const result = await on.query(sql)
    await result.toArray()
    const sent = emulator.stats().recent.map(({ url }) => url.replace(/^.*\/_apis\/wit\//, ''))
    expect(sent.map((url) => url.replace(/[/?].*$/, ''))).toEqual([
      'queries',
      // The project by its name.
      '',
      'queries',
      'wiql',
      'workitemsbatch',
    ])
    expect(result.stats.requests).toBe(5)
  })

  it('has the link and its beginning for queries of links', async () => {
    const rows = await read(`SELECT * FROM ${inProject}.Queries."Shared Queries/Planning/Backlog"`)
    expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual(['LinkType', 'SourceWorkItemId', 'Id'])
    const children = rows.filter((row) => row['SourceWorkItemId'] !== null)
    expect(children.length).toBeGreaterThan(0)
    expect(children.every((row) => String(row['LinkType']).includes('Hierarchy-Forward'))).toBe(
      true,
    )
  })

  it.each([
    ['Queries."Shared Queries/Active bugs"', 'DEVOPSQL_AMBIGUOUS_NAME', '3 projects have'],
    [`${inProject}.Queries."Shared Queries/Nothing"`, 'DEVOPSQL_UNDEFINED_TABLE', 'no saved query'],
    [`${inProject}.Queries."Shared Queries/Planning"`, 'DEVOPSQL_UNDEFINED_TABLE', 'is a folder'],
  ])('says what is wrong with %s', async (name, code, message) => {
    const failed = organization.on.query(`SELECT * FROM ${name}`)
    await expect(failed).rejects.toThrow(message)
    await expect(failed).rejects.toMatchObject({ code })
  })

  it('is read of chosen queries only', async () => {
    await expect(organization.on.query('SELECT * FROM QueryResults')).rejects.toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
      message: 'table QueryResults can be read only with a value for QueryPath or QueryId',
    })
    const { requires } = await organization.on.describe('QueryResults')
    expect(requires).toEqual([['QueryPath'], ['QueryId']])
    const rows = await read(
      `SELECT r.QueryPath, count(*)::INTEGER AS n FROM ${inProject}.Queries q JOIN ${inProject}.QueryResults r ON r.QueryId = q.Id
       WHERE q.Path IN ('Shared Queries/Active bugs', 'Shared Queries/Planning/Backlog') GROUP BY 1 ORDER BY 1`,
    )
    expect(rows.map((row) => row['QueryPath'])).toEqual([
      'Shared Queries/Active bugs',
      'Shared Queries/Planning/Backlog',
    ])
  })
})

it.skipIf(!hasRecordings)(`reads a recorded result${missingRecordings}`, async () => {
  const recording = loadRecordings().find(({ file }) => file === 'wit/get-wiql-by-id')
  const body = recording?.body as { readonly workItems: readonly { readonly id: number }[] }
  const id = recording?.segments.at(-1)
  await using server = await serveRoutes([
    { path: '_apis/projects', body: listOf([someProject]) },
    { path: '*/_apis/wit/queries/*', body: { id, name: 'Saved', path: 'My Queries/Saved' } },
    { path: '*/_apis/wit/wiql/*', body },
  ])
  await using db = await connect({ URL: server.url, PersonalAccessToken: 'recorded' })
  const result = await db.query(
    `SELECT Position, WorkItemId, QueryType, LinkType FROM QueryResults WHERE QueryId = '${String(id)}'`,
  )
  expect(await result.toArray()).toEqual(
    body.workItems.map((item, index) => ({
      Position: index + 1,
      WorkItemId: item.id,
      QueryType: 'flat',
      LinkType: null,
    })),
  )
})
