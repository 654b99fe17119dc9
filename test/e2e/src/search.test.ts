import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('what the service finds for a text', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({})
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  async function rowsOf(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return await (await organization.on.query(sql)).toArray()
  }
  const searches = (): readonly string[] =>
    organization.emulator
      .stats()
      .recent.map(({ url }) => decodeURIComponent(url.replace(/\?.*/, '')))
      .filter((path) => path.includes('/search/'))

  it('is refused where the service gives no more, unless some rows do', async () => {
    const found = "FROM WorkItemSearchResults WHERE SearchText = 'e'"
    await expect(rowsOf(`SELECT * ${found}`)).rejects.toMatchObject({
      code: 'DEVOPSQL_INCOMPLETE',
      message:
        'POST _apis/search/workitemsearchresults could not be read completely: the service gives 1000 of 1935 rows',
    })
    expect(await rowsOf(`SELECT * ${found} LIMIT 5`)).toHaveLength(5)
  })

  it('can not be empty', async () => {
    const sql = "SELECT * FROM CodeSearchResults WHERE SearchText = ''"
    await expect(rowsOf(sql)).rejects.toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
      message:
        "column SearchText of table CodeSearchResults is a request parameter, which can't be sent so: the text is empty",
      hint: 'Write a text that has letters or digits for SearchText.',
    })
  })

  it.each([
    ["FROM Project_Fabrikam.Project.CodeSearchResults WHERE SearchText = 'docs txt'"],
    ["FROM CodeSearchResults WHERE SearchText = 'docs txt' AND ProjectName = 'Fabrikam'"],
  ])('is searched for in one project: %s', async (from) => {
    organization.emulator.resetStats()
    const rows = await rowsOf(`SELECT ProjectName, Path ${from}`)
    expect(new Set(rows.map(({ ProjectName }) => ProjectName))).toEqual(new Set(['Fabrikam']))
    const [path = '', ...others] = searches()
    expect(path).toMatch(/^\/contoso\/(Fabrikam|[\da-f-]{36})\/_apis\/search\/codesearchresults$/)
    expect(others).toEqual([])
  })

  it('joins work items by the numbers that are found', async () => {
    const rows = await rowsOf(
      `SELECT w.Title FROM WorkItemSearchResults s JOIN WorkItems w ON w.Id = s.WorkItemId
       WHERE s.SearchText = 'LOGIN'`,
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter(({ Title }) => !/login/i.test(String(Title)))).toEqual([])
  })

  it('needs the text', async () => {
    await expect(rowsOf('SELECT * FROM PackageSearchResults')).rejects.toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
      message: 'table PackageSearchResults can be read only with a value for SearchText',
    })
  })
})
