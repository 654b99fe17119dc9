import type { Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('a view for each work item type', () => {
  let organization: OpenOrganization

  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 300 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const rowsOf = async (sql: string): Promise<readonly Row[]> =>
    await (await organization.on.query(sql)).toArray()

  const columnsOf = async (table: string): Promise<readonly string[]> =>
    (await organization.on.describe(table)).columns.map(({ name }) => name)

  it('has the rows of that type, in the whole organization and in a project', async () => {
    expect(await rowsOf('SELECT Id, Title FROM UserStory ORDER BY Id')).toEqual(
      await rowsOf("SELECT Id, Title FROM WorkItems WHERE Type = 'User Story' ORDER BY Id"),
    )
    expect(await rowsOf('SELECT Id FROM Project_Fabrikam.Project.Bug ORDER BY Id')).toEqual(
      await rowsOf(
        "SELECT Id FROM Project_Fabrikam.Project.WorkItems WHERE Type = 'Bug' ORDER BY Id",
      ),
    )
  })

  it('has the fields of that type only', async () => {
    const bug = await columnsOf('Bug')
    expect(bug).toContain('Severity')
    expect(bug).not.toContain('StoryPoints')
    const story = await columnsOf('UserStory')
    expect(story).toContain('StoryPoints')
    expect(story).not.toContain('Severity')
    expect(story.slice(0, 2)).toEqual(['Id', 'Rev'])
  })

  it('is named as Azure DevOps writes the type, too, and letter case ignored', async () => {
    expect(await rowsOf('SELECT count(*) AS n FROM [User Story]')).toEqual(
      await rowsOf('SELECT count(*) AS n FROM userstory'),
    )
  })

  it('sends the type together with the conditions of the query', async () => {
    const plan = await rowsOf("EXPLAIN SELECT Id FROM Bug WHERE State = 'Active'")
    const text = plan.map((line) => String(line['plan'])).join('\n')
    expect(text).toContain("[System.WorkItemType] = 'Bug'")
    expect(text).toContain("[System.State] = 'Active'")
  })

  it('gives the same rows where nothing is pushed down', async () => {
    const sql = "SELECT Id, State FROM Bug WHERE State <> 'Closed' ORDER BY Id"
    const off = await (await organization.off.query(sql)).toArray()
    expect(off.length).toBeGreaterThan(0)
    expect(await rowsOf(sql)).toEqual(off)
  })

  it('is suggested for a name that nearly is one', async () => {
    await expect(rowsOf('SELECT Id FROM UserStori')).rejects.toMatchObject({
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      hint: 'Did you mean UserStory?',
    })
  })

  it('needs one request more than WorkItems in a project', async () => {
    await using fresh = await openOrganization({ rows: { WorkItems: 5 } })
    const plain = await fresh.on.query('SELECT count(*) FROM Project_Fabrikam.Project.WorkItems')
    await plain.toArray()
    const view = await fresh.on.query('SELECT Id FROM Project_Fabrikam.Project.Bug LIMIT 0')
    await view.toArray()
    expect(view.stats.requests).toBe(1)
  })
})
