import { connectionProperties } from '@devopsql/connection-string'
import { connect, type Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('system tables', () => {
  let organization: OpenOrganization

  beforeAll(async () => {
    organization = await openOrganization({
      rows: { WorkItems: 20, Builds: 10, PullRequests: 10, Commits: 10, Repositories: 4 },
    })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const rowsOf = async (sql: string): Promise<readonly Row[]> =>
    await (await organization.on.query(sql)).toArray()

  const requestsOf = async (sql: string): Promise<number> => {
    const result = await organization.on.query(sql)
    await result.toArray()
    return result.stats.requests
  }

  // covers P-SYS-01, P-SYS-02, P-CAT-01
  it('lists a catalog for each project and a schema for each repository', async () => {
    const catalogs = await rowsOf('SELECT CatalogName FROM sys_catalogs ORDER BY 1')
    const projects = await rowsOf(
      "SELECT 'Project_' || Name AS CatalogName FROM Projects UNION SELECT 'CData' ORDER BY 1",
    )
    expect(catalogs).toEqual(projects)
    const schemas = await rowsOf(
      "SELECT SchemaName FROM sys_schemas WHERE SchemaName LIKE 'Repository_%' ORDER BY 1",
    )
    const repositories = await rowsOf(
      "SELECT 'Repository_' || Id AS SchemaName FROM Repositories ORDER BY 1",
    )
    expect(schemas).toEqual(repositories)
  })

  it('names every table by a name that can be queried', async () => {
    const tables = await rowsOf(
      "SELECT DISTINCT CatalogName, SchemaName, TableName FROM sys_tables WHERE CatalogName IN ('CData', 'Project_Fabrikam') AND SchemaName NOT LIKE 'Repository_%'",
    )
    expect(tables.length).toBeGreaterThan(30)
    // Some can be read only by a value, which no row is wanted of here.
    for (const table of tables) {
      const name = [table['CatalogName'], table['SchemaName'], table['TableName']]
        .map((part) => `[${String(part)}]`)
        .join('.')
      const plan = await rowsOf(`EXPLAIN SELECT count(*) FROM ${name} WHERE FALSE`)
      expect(plan.length).toBeGreaterThan(0)
    }
  })

  it('asks for no project where the catalog is named', async () => {
    const fresh = await openOrganization({ rows: { WorkItems: 5 } })
    const result = await fresh.on.query(
      "SELECT ColumnName FROM sys_tablecolumns WHERE CatalogName = 'cdata' AND TableName = 'projects' ORDER BY Ordinal",
    )
    const [first] = await result.toArray()
    expect(first).toEqual({ ColumnName: 'Id' })
    expect(result.stats.requests).toBe(0)
    await fresh[Symbol.asyncDispose]()
  })

  // covers P-SYS-04
  it('tells of the columns that fields of the organization add', async () => {
    const described = await organization.on.describe('WorkItems')
    const columns = await rowsOf(
      "SELECT ColumnName, IsKey, IsNullable FROM sys_tablecolumns WHERE CatalogName = 'CData' AND SchemaName = 'Information' AND TableName = 'WorkItems' ORDER BY Ordinal",
    )
    expect(columns).toEqual(
      described.columns.map(({ name, isKey, nullable }) => ({
        ColumnName: name,
        IsKey: isKey,
        IsNullable: nullable,
      })),
    )
  })

  it('lists the views of single work item types, which can be read by their names', async () => {
    const views = await rowsOf(
      "SELECT CatalogName, SchemaName, TableName, TableType FROM sys_tables WHERE CatalogName IN ('CData', 'Project_Fabrikam') AND TableName IN ('Bug', 'UserStory') ORDER BY CatalogName, TableName",
    )
    expect(views.map((row) => Object.values(row).join('.'))).toEqual([
      'CData.Information.Bug.VIEW',
      'CData.Information.UserStory.VIEW',
      'Project_Fabrikam.Project.Bug.VIEW',
      'Project_Fabrikam.Project.UserStory.VIEW',
    ])
    const columns = await rowsOf(
      "SELECT ColumnName FROM sys_tablecolumns WHERE CatalogName = 'Project_Fabrikam' AND TableName = 'Bug' ORDER BY Ordinal",
    )
    const described = await organization.on.describe('Project_Fabrikam.Project.Bug')
    expect(columns.map(({ ColumnName }) => ColumnName)).toEqual(
      described.columns.map(({ name }) => name),
    )
  })

  it('tells the type of the field that a column shows', async () => {
    const rows = await rowsOf(
      "SELECT ColumnName, FieldControl FROM sys_tablecolumns WHERE CatalogName = 'CData' AND TableName = 'WorkItems' AND ColumnName IN ('AreaPath', 'Description', 'Url') ORDER BY ColumnName",
    )
    expect(rows).toEqual([
      { ColumnName: 'AreaPath', FieldControl: 'treePath' },
      { ColumnName: 'Description', FieldControl: 'html' },
      { ColumnName: 'Url', FieldControl: null },
    ])
  })

  // covers P-SYS-07, P-SYS-08, P-SYS-09, P-SYS-10
  it('tells of keys and what they reference', async () => {
    const [foreign] = await rowsOf(
      "SELECT ReferencedCatalogName, ReferencedSchemaName, ReferencedTableName, ReferencedColumnName FROM sys_foreignkeys WHERE CatalogName = 'Project_Fabrikam' AND TableName = 'Builds' AND ColumnName = 'ProjectId'",
    )
    expect(foreign).toEqual({
      ReferencedCatalogName: 'CData',
      ReferencedSchemaName: 'Information',
      ReferencedTableName: 'Projects',
      ReferencedColumnName: 'Id',
    })
    const keys = await rowsOf(
      "SELECT ColumnName, KeySeq FROM sys_primarykeys WHERE CatalogName = 'CData' AND TableName = 'GitBranches' ORDER BY KeySeq",
    )
    expect(keys).toEqual([
      { ColumnName: 'RepositoryId', KeySeq: 1 },
      { ColumnName: 'Name', KeySeq: 2 },
    ])
    const [index] = await rowsOf(
      "SELECT IsUnique, OrdinalPosition FROM sys_indexes WHERE CatalogName = 'CData' AND TableName = 'Builds'",
    )
    expect(index).toEqual({ IsUnique: true, OrdinalPosition: 1 })
    const both = await rowsOf(
      "SELECT IsKey, IsForeignKey FROM sys_keycolumns WHERE CatalogName = 'CData' AND TableName = 'GitBranches' AND ColumnName = 'RepositoryId' ORDER BY IsForeignKey",
    )
    expect(both).toEqual([
      { IsKey: true, IsForeignKey: false },
      { IsKey: true, IsForeignKey: true },
    ])
  })

  // covers P-SYS-11, P-PROP-51
  it('shows every property of the connection, and no secret', async () => {
    const properties = await rowsOf('SELECT Name, Value, Sensitivity FROM sys_connection_props')
    expect(properties.map((row) => row['Name'])).toEqual(
      connectionProperties.map(({ name }) => name),
    )
    expect(properties).toContainEqual({
      Name: 'PersonalAccessToken',
      Value: '***',
      Sensitivity: 'secret',
    })
    expect(JSON.stringify(properties)).not.toContain('emulator-pat')
  })

  it('shows those who did not write the connection string nothing of sign-in, files and network', async () => {
    const connection = `${organization.emulator.connectionString};TempDirectory=/var/tmp;MaxConcurrency=3;ProxyServer=10.9.8.7`
    await using on = await connect(connection, { hosted: true })
    const properties = await (await on.query('SELECT * FROM sys_connection_props')).toArray()
    expect(JSON.stringify(properties)).not.toMatch(/\/var\/tmp|10\.9\.8\.7|\*\*\*/)
    const told = properties.filter((row) => row['Value'] !== row['Default'])
    expect(told.map((row) => [row['Name'], row['Value']])).toContainEqual(['MaxConcurrency', '3'])
    expect(properties).toHaveLength(connectionProperties.length)
  })

  it('shows the requests of this connection without their values', async () => {
    await rowsOf("SELECT Id FROM WorkItems WHERE Title = 'a very private title'")
    const requests = await rowsOf('SELECT * FROM sys_requests ORDER BY Ordinal')
    expect(requests.map((row) => row['Template'])).toContain('_apis/wit/wiql')
    expect(JSON.stringify(requests)).not.toContain('private')
    expect(await rowsOf('SELECT Concurrency FROM sys_rate_limit')).toEqual([{ Concurrency: 8 }])
  })

  // covers P-SYS-12, P-LEX-07, P-SYS-14, P-SYS-13
  it('tells drivers what the SQL can do', async () => {
    expect(
      await rowsOf("SELECT VALUE FROM sys_sqlinfo WHERE NAME = 'IDENTIFIER_QUOTE_OPEN_CHAR'"),
    ).toEqual([{ VALUE: '[' }])
    expect(await rowsOf('SELECT Product, License FROM sys_information')).toEqual([
      { Product: 'devopsql', License: 'MIT' },
    ])
    expect(await rowsOf('SELECT * FROM sys_identity')).toEqual([])
  })

  it('answers information_schema, with or without a catalog before it', async () => {
    const [column] = await rowsOf(
      "SELECT data_type, is_nullable FROM information_schema.columns WHERE table_catalog = 'CData' AND table_schema = 'Information' AND table_name = 'Builds' AND column_name = 'Id'",
    )
    expect(column).toEqual({ data_type: 'INTEGER', is_nullable: 'NO' })
    const [counted] = await rowsOf(
      "SELECT count(*) AS n FROM CData.information_schema.tables WHERE table_schema = 'Information' AND table_name = 'Projects'",
    )
    expect(counted).toEqual({ n: 1 })
    const constraints = await rowsOf(
      "SELECT c.constraint_type, k.column_name FROM information_schema.table_constraints c JOIN information_schema.key_column_usage k USING (constraint_name, table_name, table_catalog, table_schema) WHERE c.table_catalog = 'CData' AND c.table_name = 'Teams' AND c.table_schema = 'Information' ORDER BY 1, 2",
    )
    expect(constraints).toEqual([
      { constraint_type: 'FOREIGN KEY', column_name: 'ProjectId' },
      { constraint_type: 'PRIMARY KEY', column_name: 'Id' },
    ])
    const rules = await rowsOf(
      'SELECT DISTINCT delete_rule FROM information_schema.referential_constraints',
    )
    expect(rules).toEqual([{ delete_rule: 'NO ACTION' }])
    const names = await rowsOf('SELECT schema_name FROM information_schema.schemata')
    expect(names.length).toBeGreaterThan(4)
  })

  it('joins with the tables of Azure DevOps', async () => {
    const rows = await rowsOf(
      "SELECT p.Name FROM Projects p JOIN sys_catalogs c ON c.CatalogName = 'Project_' || p.Name ORDER BY 1",
    )
    expect(rows).toEqual(await rowsOf('SELECT Name FROM Projects ORDER BY 1'))
  })

  it('needs one request for the projects and one for all repositories, beside that for the hosts', async () => {
    expect(await requestsOf('SELECT count(*) FROM sys_schemas')).toBe(0)
    await using fresh = await openOrganization({ rows: { WorkItems: 5 } })
    const result = await fresh.on.query('SELECT count(*) FROM sys_schemas')
    await result.toArray()
    expect(result.stats.requests).toBe(3)
  })
})
