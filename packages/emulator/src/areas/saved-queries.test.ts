import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type Asked, ask } from '../testing/ask.ts'

describe('saved queries', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.close())
  const get = (rest: string): Promise<Asked> => ask(emulator, `Fabrikam/_apis/wit/queries${rest}`)
  const idOf = async (path: string): Promise<string> => String((await get(`/${path}`)).body.id)

  it('show the two roots without their children, unless $depth asks for them', async () => {
    const roots = await get('')
    const deep = await get('?$depth=1')
    expect(roots.body.value.map(({ path, hasChildren }) => [path, hasChildren])).toEqual([
      ['Shared Queries', true],
      ['My Queries', true],
    ])
    expect(roots.body.value[0]?.children).toBeUndefined()
    expect(deep.body.value[0]?.children?.map(({ name }) => name)).toEqual([
      'Active bugs',
      'Planning',
      'Archive',
    ])
    expect(deep.body.value[0]?.children?.[1]?.children).toBeUndefined()
  })

  it('are found by id and by path, in any letter case', async () => {
    const byPath = await get('/shared%20queries/planning/BACKLOG')
    const byId = await get(`/${String(byPath.body.id)}`)
    expect([byPath.body.name, byId.body.name]).toEqual(['Backlog', 'Backlog'])
  })

  it('show the text and the clauses only when they are expanded', async () => {
    const path = '/Shared%20Queries/Planning/Reports/Handed%20over'
    const plain = await get(path)
    const text = await get(`${path}?$expand=wiql`)
    const { body } = await get(`${path}?$expand=clauses`)
    expect([plain.text.includes('"wiql":"'), text.text.includes('"clauses"')]).toEqual([
      false,
      false,
    ])
    expect(text.text).toContain('"wiql":"SELECT [System.Id]')
    expect(body).toMatchObject({
      queryType: 'flat',
      clauses: {
        logicalOperator: 'and',
        clauses: [
          { field: { referenceName: 'System.TeamProject' }, value: '@project' },
          {
            operator: { referenceName: 'SupportedOperations.NotEquals', name: '<>' },
            isFieldValue: true,
            fieldValue: { referenceName: 'System.CreatedBy' },
          },
          { logicalOperator: 'or', clauses: [{ value: 'login' }, { value: 'security' }] },
        ],
      },
    })
  })

  it('show the parts of a query of links', async () => {
    const { body } = await get('/Shared%20Queries/Planning/Backlog?$expand=all')
    expect(body).toMatchObject({
      queryType: 'tree',
      filterOptions: 'linksRecursiveMayContain',
      linkClauses: { clauses: [{ value: 'System.LinkTypes.Hierarchy-Forward' }] },
      sourceClauses: { clauses: [{ value: '@project' }, { value: 'Feature' }] },
      targetClauses: { clauses: [{ operator: { name: '<>' }, value: 'Removed' }] },
    })
  })

  it('show deleted ones, and what deleted folders hold, only where they are asked for', async () => {
    const plain = await get('?$depth=2')
    const all = await get('?$depth=2&$includeDeleted=true')
    expect(plain.text).not.toContain('isDeleted')
    expect(all.body.value[0]?.children?.at(-1)).toMatchObject({
      name: 'Archive 2019',
      isDeleted: true,
      children: [{ name: 'été', isDeleted: true }, { hasChildren: false }],
    })
    const path = '/Shared%20Queries/Archive%202019'
    expect((await get(path)).status).toBe(404)
    expect((await get(`${path}?$includeDeleted=true`)).body).toMatchObject({ hasChildren: true })
  })

  it('are searched by name', async () => {
    const { body } = await get('?$filter=ACT')
    const one = await get('?$filter=s&$top=1')
    expect(body.value.map(({ name }) => name)).toEqual(['Active bugs'])
    expect(one.body).toMatchObject({ count: 1, hasMore: true })
  })

  it('are read in a batch, which fails for a missing one unless it is omitted', async () => {
    const ids = [await idOf('Shared%20Queries/Active%20bugs'), 'missing']
    const failed = await ask(emulator, 'Fabrikam/_apis/wit/queriesbatch', { ids })
    const omitted = await ask(emulator, 'Fabrikam/_apis/wit/queriesbatch', {
      ids,
      errorPolicy: 'omit',
    })
    expect([failed.status, failed.body.typeKey]).toEqual([404, 'QueryItemNotFoundException'])
    expect(omitted.body.value.map(({ name }) => name)).toEqual(['Active bugs'])
  })

  it('run by id as their text does', async () => {
    const id = await idOf('Shared%20Queries/Active%20bugs')
    const { body } = await get('/Shared%20Queries/Active%20bugs?$expand=wiql')
    const saved = await ask(emulator, `Fabrikam/_apis/wit/wiql/${id}`)
    const again = await ask(emulator, 'Fabrikam/_apis/wit/wiql', { query: body.wiql })
    const without = await ask(emulator, `_apis/wit/wiql/${id}?$top=3`)
    expect(saved.body.workItems.length).toBeGreaterThan(5)
    expect(saved.body.workItems).toEqual(again.body.workItems)
    expect(without.body.workItems).toEqual(saved.body.workItems.slice(0, 3))
  })

  it('need the team in the URL when they name the current iteration', async () => {
    const id = await idOf('Shared%20Queries/Planning/Current%20sprint')
    const without = await ask(emulator, `Fabrikam/_apis/wit/wiql/${id}`)
    const inTeam = await ask(emulator, `Fabrikam/Fabrikam%20Team/_apis/wit/wiql/${id}`)
    expect([without.status, inTeam.status]).toEqual([400, 200])
    expect(without.body.message).toContain('VS402612')
    expect(inTeam.body.workItems.length).toBeGreaterThan(0)
  })

  it('answer 404 for what is not there and 400 for folders and depths that are too great', async () => {
    const missing = await get('/Shared%20Queries/Nothing')
    const folder = await ask(
      emulator,
      `Fabrikam/_apis/wit/wiql/${await idOf('Shared%20Queries/Archive')}`,
    )
    const deep = await get('?$depth=3')
    expect([missing.status, folder.status, deep.status]).toEqual([404, 400, 400])
    expect(missing.body.message).toContain('TF401243')
  })
})
