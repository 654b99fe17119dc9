import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { rowsAlike, valueAlike } from './rows-alike.ts'

// covers P-TBL-00d, P-TBL-25

describe('request parameters of releases', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Releases: 180 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const count = (where: string): Promise<unknown> =>
    valueAlike(organization, `SELECT COUNT(*) FROM Releases WHERE ${where}`)
  const distinct = (column: string, from: string): Promise<unknown> =>
    valueAlike(organization, `SELECT COUNT(DISTINCT ${column}) FROM ${from}`)

  it('show deleted releases instead of others', async () => {
    expect(await count('TRUE')).toBe(180)
    expect(await count('IsDeleted = FALSE')).toBe(180)
    expect(await count('IsDeleted = TRUE')).toBe(9)
    expect(await count('IsDeleted')).toBe(9)
    expect(await count("IsDeleted = TRUE AND Status = 'draft'")).toBeLessThan(9)
  })

  it('find parts of names, beside a condition on the name too', async () => {
    expect(await count("SearchText = 'EASE-17'")).toBe(11)
    expect(await count("Name = 'Release-171' AND SearchText = '-17'")).toBe(1)
    expect(await count("Name = 'Release-171' AND SearchText = '-18'")).toBe(0)
  })

  it('find what lies in a folder and below', async () => {
    const below = await count("ReleaseDefinitionPath ILIKE '\\Team A%'")
    expect(below).toBeGreaterThan(0)
    expect(await count("Path = '\\Team A'")).toBe(below)
  })

  it('find releases by their artifacts', async () => {
    const [artifact] = await rowsAlike(
      organization,
      `SELECT ReleaseId, BuildVersionId AS version, ProjectId || ':' || DefinitionId AS source
       FROM ReleaseArtifacts WHERE Type = 'Build' ORDER BY ReleaseId LIMIT 1`,
    )
    const ofBuild = await distinct('ReleaseId', "ReleaseArtifacts WHERE Type = 'Build'")
    expect(await count("ArtifactTypeId = 'Build'")).toBe(ofBuild)
    const versioned = `ArtifactVersionId = '${artifact?.['version']}' AND ArtifactTypeId = 'Build'`
    expect(await count(`${versioned} AND Id = ${artifact?.['ReleaseId']}`)).toBe(1)
    expect(await count(versioned)).toBeLessThan(180)
    expect(await count(`SourceId = '${artifact?.['source']}'`)).toBeLessThan(180)
    expect(await count(`SourceId = '${artifact?.['source']}'`)).toBeGreaterThan(0)
    const onBranch = await distinct(
      'ReleaseId',
      "ReleaseArtifacts WHERE CAST(DefinitionReference AS VARCHAR) LIKE '%refs/heads/release/2026.1%'",
    )
    expect(await count("SourceBranch = 'refs/heads/release/2026.1'")).toBeGreaterThanOrEqual(
      Number(onBranch),
    )
  })

  it('find releases by their stages', async () => {
    const [stage] = await rowsAlike(
      organization,
      "SELECT MIN(DefinitionEnvironmentId) AS id FROM ReleaseEnvironments WHERE Status = 'rejected'",
    )
    const here = `DefinitionEnvironmentId = ${stage?.['id']}`
    const stages = 'ReleaseEnvironments WHERE'
    const rejected = await distinct('ReleaseId', `${stages} Status = 'rejected'`)
    expect(await count("EnvironmentStatus = 'Rejected'")).toBe(rejected)
    expect(await count(here)).toBe(await distinct('ReleaseId', `${stages} ${here}`))
    expect(await count(`${here} AND EnvironmentStatus = 'rejected'`)).toBe(
      await distinct('ReleaseId', `${stages} ${here} AND Status = 'rejected'`),
    )
  })

  it('ask for a tag, for properties, and for more inside of the rows', async () => {
    const tagged = await count('CAST(Tags AS VARCHAR) LIKE \'%"with space"%\'')
    expect(tagged).toBeGreaterThan(0)
    expect(await count("Tag = 'with space'")).toBe(tagged)
    const withProperties = "CAST(Properties AS VARCHAR) <> '{}'"
    expect(await count(withProperties)).toBe(0)
    expect(await count(`${withProperties} AND PropertyNames IN ('x', 'Approver')`)).toBe(60)
    const waiting = 'CAST(Environments AS VARCHAR) LIKE \'%"Manual Intervention"%\''
    expect(await count(waiting)).toBe(0)
    expect(await count(`${waiting} AND Expand IN ('approvals', 'manualInterventions')`)).toBe(
      await distinct('ReleaseId', 'ReleaseManualInterventions'),
    )
  })
})
