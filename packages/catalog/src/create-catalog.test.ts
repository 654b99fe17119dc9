import { defineTable, integer } from '@devopsql/schema'
import { expect, it } from 'vitest'
import type { CatalogOptions } from './contract.ts'
import { createCatalog } from './create-catalog.ts'
import { type ServedOrganization, serveOrganization } from './testing/serve-organization.ts'

const projectId = '22df70ed-8058-4f29-b1b7-6754051ef0ff'
const repositoryId = '75055255-180d-40f6-819c-5dd61686a788'
const oddRepositoryId = '1b9bfa36-265a-427f-b714-a0884ecf4f29'
const legacyIds = ['5c9d8704-15aa-441b-a804-3f20571fe051', '61ca7c48-f175-46a4-a577-692df9456a78']

function serve(): Promise<ServedOrganization> {
  const repositories = [
    { id: repositoryId, name: 'web' },
    { id: oddRepositoryId, name: 'web.[new] 🚀' },
    { id: legacyIds[0], name: 'Old.API' },
    { id: legacyIds[1], name: 'old.api' },
  ]
  return serveOrganization({
    '_apis/projects': [
      { id: projectId, name: 'Fabrikam', state: 'wellFormed' },
      { id: '4c1d0304-a209-464e-b614-7a0f593fe799', name: 'Tail spin.Toys', state: 'wellFormed' },
    ],
    '_apis/wit/fields': [
      { name: 'Title', referenceName: 'System.Title', type: 'string', isQueryable: true },
      { name: 'Tier', referenceName: 'Custom.Tier', type: 'picklistString', isQueryable: true },
      { name: 'Parent', referenceName: 'System.Parent', type: 'integer', isQueryable: true },
    ],
    'Fabrikam/_apis/git/repositories': repositories,
    'Tail spin.Toys/_apis/git/repositories': repositories,
  })
}

function catalogOf(organization: ServedOrganization, options: Partial<CatalogOptions> = {}) {
  return createCatalog({ client: organization.client, includeCustomFields: true, ...options })
}

function parts(...names: string[]) {
  return names.map((name, index) => ({ name, position: 10 * (index + 1) }))
}

const inOrganization = { catalog: 'CData', schema: 'Information', scope: {} }
const inFabrikam = {
  catalog: 'Project_Fabrikam',
  schema: 'Project',
  scope: { project: 'Fabrikam' },
}
const inOddProject = {
  catalog: 'Project_Tail spin.Toys 🚀 [x]',
  schema: 'Project',
  scope: { project: 'Tail spin.Toys 🚀 [x]' },
}

it.each([
  [['Builds'], inOrganization],
  [['INFORMATION', 'builds'], inOrganization],
  [['REST', 'Builds'], inOrganization],
  [['cdata', 'Builds'], inOrganization],
  [['Organization', 'Information', 'Builds'], inOrganization],
  [['CData', 'REST', 'Builds'], inOrganization],
  [['Project_Fabrikam', 'Builds'], inFabrikam],
  [['project_Fabrikam', 'PROJECT', 'Builds'], inFabrikam],
  [['Project_Tail spin.Toys 🚀 [x]', 'Project', 'Builds'], inOddProject],
  [['contoso', 'Project_Fabrikam', 'Project', 'Builds'], inFabrikam],
])('finds %j without a request', async (names, where) => {
  await using organization = await serve()
  const resolved = await catalogOf(organization, { organization: 'Contoso' }).resolve(
    parts(...names),
  )
  expect(resolved).toMatchObject({ table: { name: 'Builds' } })
  expect(resolved).toMatchObject(where)
  expect(resolved.scope).toEqual(where.scope)
  expect(organization.requests).toEqual([])
})

it('finds a table by its other name, and shows the first', async () => {
  const catalog = catalogOf(await serve())
  expect((await catalog.resolve(parts('fields'))).table.name).toBe('WorkItemFields')
  expect(catalog.listTables('Fields')).toEqual([])
})

it('prefers a table or a view of the user to the other name of a table', async () => {
  const own = defineTable({
    name: 'Items',
    doc: 'Own.',
    area: 'own',
    levels: ['organization'],
    key: [],
    columns: { Id: integer('id', 'Number.') },
    access: [],
  })
  const catalog = catalogOf(await serve(), { tables: [own] })
  expect((await catalog.resolve(parts('Items'))).table.doc).toBe('Own.')
})

it('looks for an unqualified name in the default schema first, then in the organization', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization, { defaultCatalog: 'Project_Fabrikam' })
  expect((await catalog.resolve(parts('Builds'))).scope).toEqual({ project: 'Fabrikam' })
  expect((await catalog.resolve(parts('Project', 'Builds'))).scope).toEqual({
    project: 'Fabrikam',
  })
  expect((await catalog.resolve(parts('Users'))).catalog).toBe('CData')
  expect((await catalog.resolve(parts('Information', 'Builds'))).scope).toEqual({})
})

it('widens the search from a repository to its project before the organization', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization, {
    defaultCatalog: 'Project_Fabrikam',
    defaultSchema: 'Repository_web',
  })
  expect((await catalog.resolve(parts('Commits'))).scope).toEqual({
    project: 'Fabrikam',
    repository: repositoryId,
  })
  expect((await catalog.resolve(parts('Builds'))).scope).toEqual({ project: 'Fabrikam' })
})

it.each([
  ['Repository_WEB', repositoryId],
  [`repository_${repositoryId.toUpperCase()}`, repositoryId],
  ['Repository_web.[new] 🚀', oddRepositoryId],
])('finds the repository of %s by one request that is kept', async (schema, repository) => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  const name = parts('Project_Tail spin.Toys', schema, 'Commits')
  expect(await catalog.resolve(name)).toMatchObject({
    catalog: 'Project_Tail spin.Toys',
    schema: `Repository_${repository}`,
    scope: { project: 'Tail spin.Toys', repository },
  })
  await catalog.resolve(name)
  expect(organization.requests).toEqual(['GET Tail spin.Toys/_apis/git/repositories'])
})

it('tells repositories apart whose names differ in letter case only', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  const resolve = async (schema: string): Promise<unknown> =>
    (await catalog.resolve(parts('Project_Fabrikam', schema, 'Commits'))).scope
  expect(await resolve('Repository_Old.API')).toMatchObject({ repository: legacyIds[0] })
  expect(await resolve('repository_old.api')).toMatchObject({ repository: legacyIds[1] })
  await expect(resolve('Repository_OLD.api')).rejects.toMatchObject({
    code: 'DEVOPSQL_AMBIGUOUS_NAME',
    hint: 'Write [Repository_Old.API] or [Repository_old.api] letter by letter.',
    position: 20,
  })
})

it('looks up the name of a project that is named by its id', async () => {
  await using organization = await serve()
  const resolved = await catalogOf(organization).resolve(
    parts(`Project_${projectId.toUpperCase()}`, 'Project', 'Builds'),
  )
  expect(resolved).toMatchObject({ catalog: 'Project_Fabrikam', scope: { project: 'Fabrikam' } })
})

it.each([
  [['Bilds'], { code: 'DEVOPSQL_UNDEFINED_TABLE', hint: 'Did you mean Builds?', position: 10 }],
  [
    ['Project_Fabrikam', 'Project', 'WorkItem'],
    { code: 'DEVOPSQL_UNDEFINED_TABLE', hint: 'Did you mean WorkItems?', position: 30 },
  ],
  [
    ['Elephants'],
    {
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      hint: 'The command `devopsql tables` lists the tables.',
      position: 10,
    },
  ],
  [
    ['Project_Fabrikam', 'Project', 'users'],
    {
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      message: 'table Users does not exist in Project_Fabrikam.Project',
      hint: 'It is in CData.Information.Users.',
      position: 30,
    },
  ],
  [
    ['Project_My App', 'Repository_web', 'Builds'],
    {
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      hint: 'It is in [Project_My App].Project.Builds.',
      position: 30,
    },
  ],
  [
    ['CDta', 'Information', 'Builds'],
    { code: 'DEVOPSQL_UNDEFINED_CATALOG', hint: 'Did you mean CData?', position: 10 },
  ],
  [
    ['Fabrikam', 'Project', 'Builds'],
    {
      code: 'DEVOPSQL_UNDEFINED_CATALOG',
      hint: 'The catalogs are CData and one for each project; for the project write Project_Fabrikam.',
      position: 10,
    },
  ],
  [
    ['Projct_My App', 'Project', 'Builds'],
    {
      code: 'DEVOPSQL_UNDEFINED_CATALOG',
      hint: 'The catalogs are CData and one for each project; for the project write [Project_My App].',
      position: 10,
    },
  ],
  [
    ['Project_', 'Project', 'Builds'],
    {
      code: 'DEVOPSQL_UNDEFINED_CATALOG',
      hint: 'The catalogs are CData and one for each project; for the project write Project_<name>.',
      position: 10,
    },
  ],
  [
    ['CData', 'Informaton', 'Builds'],
    { code: 'DEVOPSQL_UNDEFINED_CATALOG', hint: 'Did you mean Information?', position: 20 },
  ],
  [
    ['Project_Fabrikam', 'Information', 'Builds'],
    {
      code: 'DEVOPSQL_UNDEFINED_CATALOG',
      hint: 'A project has the schemas Project and Repository_<name>.',
      position: 20,
    },
  ],
  [
    ['Repository_web', 'Commits'],
    {
      code: 'DEVOPSQL_UNDEFINED_CATALOG',
      hint: 'Name the project too, as Project_<name>.Repository_web, or connect with Catalog=Project_<name>.',
      position: 10,
    },
  ],
  [
    ['Project_Fabrikam', 'Repository_wbe', 'Commits'],
    { code: 'DEVOPSQL_UNDEFINED_CATALOG', hint: 'Did you mean Repository_web?', position: 20 },
  ],
  [
    ['Project_11111111-2222-3333-4444-555555555555', 'Project', 'Builds'],
    { code: 'DEVOPSQL_UNDEFINED_CATALOG', position: 10 },
  ],
  [
    ['northwind', 'CData', 'Information', 'Builds'],
    {
      code: 'DEVOPSQL_UNDEFINED_CATALOG',
      message: 'organization northwind does not exist',
      position: 10,
    },
  ],
  [['a', 'b', 'c', 'd', 'e'], { code: 'DEVOPSQL_UNDEFINED_TABLE', position: 10 }],
])('says what is wrong with %j', async (names, error) => {
  await using organization = await serve()
  await expect(
    catalogOf(organization, { organization: 'contoso' }).resolve(parts(...names)),
  ).rejects.toMatchObject(error)
})

it('gives WorkItems the columns of the fields, for one request in the life of the catalog', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  const [first, second] = await Promise.all([
    catalog.resolve(parts('WorkItems')),
    catalog.resolve(parts('Project_Fabrikam', 'Project', 'WorkItems')),
  ])
  expect(first.table.columns.map(({ name }) => name)).toEqual([
    'Id',
    'Rev',
    'ProjectId',
    'ProjectName',
    'Url',
    'Relations',
    'CommentVersionRefCommentId',
    'CommentVersionRefVersion',
    'CommentVersionRefUrl',
    'Parent',
    'Title',
    'Tier',
  ])
  expect(second.table).toBe(first.table)
  await catalog.resolve(parts('WorkItems'))
  expect(organization.requests).toEqual(['GET _apis/wit/fields'])
})

it('leaves custom fields out when they are not wanted', async () => {
  await using organization = await serve()
  const { table } = await catalogOf(organization, { includeCustomFields: false }).resolve(
    parts('WorkItems'),
  )
  expect(table.columns.map(({ name }) => name)).not.toContain('Tier')
})

it('asks again for what failed, and for everything after a reset', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  organization.failNext('_apis/wit/fields')
  await expect(catalog.resolve(parts('WorkItems'))).rejects.toMatchObject({
    code: 'DEVOPSQL_NOT_FOUND',
  })
  await catalog.resolve(parts('WorkItems'))
  await catalog.reset()
  await catalog.resolve(parts('WorkItems'))
  expect(organization.requests).toHaveLength(3)
})

it('refuses an answer without fields instead of showing a table without columns', async () => {
  await using organization = await serveOrganization({ '_apis/wit/fields': [] })
  await expect(catalogOf(organization).resolve(parts('WorkItems'))).rejects.toMatchObject({
    code: 'DEVOPSQL_INVALID_RESPONSE',
  })
})

it('stops asking when the query is cancelled', async () => {
  await using organization = await serve()
  const gate = organization.hold()
  const controller = new AbortController()
  const resolved = catalogOf(organization).resolve(parts('WorkItems'), {
    signal: controller.signal,
  })
  await gate.arrived
  controller.abort()
  await expect(resolved).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  gate.release()
})

it('lists the projects', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  expect(await catalog.projects()).toEqual([
    { id: projectId, name: 'Fabrikam', state: 'wellFormed' },
    { id: '4c1d0304-a209-464e-b614-7a0f593fe799', name: 'Tail spin.Toys', state: 'wellFormed' },
  ])
  const requests = organization.requests.length
  await catalog.projects()
  expect(organization.requests).toHaveLength(requests)
})

it('lists the tables of the default schema, then those of the organization', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization, { defaultCatalog: 'Project_Fabrikam' })
  const shown = catalog.listTables('*builds').map(({ catalog: where, schema, name }) => {
    return `${where}.${schema}.${name}`
  })
  expect(shown).toEqual(['Project_Fabrikam.Project.Builds', 'CData.Information.Builds'])
  expect(catalog.listTables('users').map(({ catalog: where }) => where)).toEqual(['CData'])
  expect(catalogOf(organization).listTables('builds')).toHaveLength(1)
  expect(organization.requests).toEqual([])
})

it('describes a table with what each column can be filtered by', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  const builds = await catalog.describe(parts('Builds'))
  const told = new Map(builds.columns.map(({ name, pushdown }) => [name, pushdown]))
  expect(told.get('Id')).toBe('= IN (exact)')
  expect(told.get('Status')).toBe('= (exact)')
  expect(told.get('FinishTime')).toBe('> >= < <= (superset)')
  expect(told.get('ProjectName')).toBe('any (chooses Projects)')
  expect(told.get('Priority')).toBe('')
  expect(builds.columns.find(({ name }) => name === 'QueueTime')).toMatchObject({
    type: 'TIMESTAMPTZ',
    nullable: false,
    isKey: false,
  })
  expect(builds.foreignKeys).toEqual([
    { columns: ['ProjectId'], references: 'Projects(Id)' },
    { columns: ['DefinitionId'], references: 'BuildDefinitions(Id)' },
  ])
  const workItems = await catalog.describe(parts('WorkItems'))
  const field = new Map(workItems.columns.map(({ name, pushdown }) => [name, pushdown]))
  expect(field.get('Id')).toBe('= IN < <= > >= (exact)')
  expect(field.get('Title')).toBe('= IN CONTAINS IS NULL (superset)')
  expect(field.get('Tier')).toBe('= IN (exact), CONTAINS IS NULL (superset)')
  expect(field.get('Relations')).toBe('')
})

it('describes what stands in WHERE only, has to be named, or has to be given', async () => {
  await using organization = await serve()
  const catalog = catalogOf(organization)
  const projects = await catalog.describe(parts('Projects'))
  const use = new Map(projects.columns.map((column) => [column.name, column.use]))
  expect(use.get('Name')).toBe('shown')
  expect(use.get('DefaultTeamId')).toBe('named')
  expect(projects.requires).toEqual([])
  const identities = await catalog.describe(parts('Identities'))
  const searchText = identities.columns.find(({ name }) => name === 'SearchText')
  expect(searchText?.use).toBe('where')
  expect(identities.requires).toEqual([
    ['SearchText'],
    ['Id'],
    ['SubjectDescriptor'],
    ['Descriptor'],
  ])
})

it.each([
  [['getoauthaccesstoken']],
  [['Information', 'GetOAuthAccessToken']],
  [['CData', 'REST', 'GETOAUTHACCESSTOKEN']],
  [['fabrikam', 'CData', 'Information', 'GetOAuthAccessToken']],
] as const)('finds the procedure %j without a request', async (names) => {
  await using organization = await serve()
  const catalog = catalogOf(organization, {
    organization: 'Fabrikam',
    defaultCatalog: 'Project_Fabrikam',
  })
  expect(catalog.procedure(parts(...names)).name).toBe('GetOAuthAccessToken')
  expect(organization.requests).toEqual([])
})

it.each([
  [['GetOAuthAcessToken'], 10, 'Did you mean GetOAuthAccessToken?'],
  [['Frobnicate'], 10, 'The table sys_procedures lists the procedures that there are.'],
  [
    ['Project_Fabrikam', 'Project', 'GetOAuthAccessToken'],
    30,
    'Write CData.Information.GetOAuthAccessToken, or the name alone.',
  ],
] as const)('says what is wrong with the procedure %j', async (names, position, hint) => {
  await using organization = await serve()
  const thrown = { code: 'DEVOPSQL_UNDEFINED_PROCEDURE', position, hint }
  expect(() => catalogOf(organization).procedure(parts(...names))).toThrow(
    expect.objectContaining(thrown),
  )
})
