import { type Column, isInStar, type Table } from '@devopsql/schema'
import { tables } from '@devopsql/tables'
import type { Connection, Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { rowsAlike } from './rows-alike.ts'
import { type Dice, seededDice } from './seeded-dice.ts'
import { isForAll } from './table-facts.ts'

// covers P-TBL-00d, P-TBL-00e

/** Values that request parameters without a list of values are asked for with. */
const samples: Readonly<Record<string, readonly (string | number)[]>> = {
  Tag: ['nightly', 'hotfix'],
  PropertyNames: ['Quality', 'Approver'],
  MaxBuildsPerDefinition: [1, 3],
  SearchText: ['1', 'Release-2'],
  Path: ['\\', '\\Team A'],
  SourceBranch: ['refs/heads/main'],
  ArtifactTypeId: ['Build', 'Git'],
  DefinitionEnvironmentId: [3, 9],
  ItemPath: ['/src', '/docs', '/README.md'],
  FromCommitId: ['4'],
  ToCommitId: ['a'],
  Version: ['feature/login', 'main'],
  CompareVersion: ['main', 'release/2026.1'],
  ConfigurationIds: [1, 2],
  Period: [30, 200],
  BatchSize: [7, 20],
  ScopePath: ['/docs', '/'],
  Filter: ['heads/', 'tags/'],
  FilterContains: ['login'],
  BuiltAfter: ['2026-01-01', '2026-07-01T12:00:00.5Z'],
  NotBuiltAfter: ['2026-07-01'],
  TaskId: ['2ff763a7-ce83-4e1f-bc89-0ae63477cebe'],
  MinMetricsTime: ['2026-07-01'],
  RevisionNum: [1, 2],
  Depth: [0, 1, 2],
}
const isParameter = ({ source }: Column): boolean => source.kind === 'parameter'
const valuesOf = ({ name, type, values }: Column): readonly unknown[] =>
  type === 'boolean' ? [true, false] : (values ?? samples[name] ?? [])
const isAskable = (column: Column): boolean =>
  isParameter(column) && !column.name.endsWith('VersionType') && valuesOf(column).length > 0
// Some tables are only searched.
const asked = tables.filter(
  ({ access, columns }) => access.some(isForAll) && columns.some(isAskable),
)

const written = (value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

function parameterConditions({ columns }: Table, dice: Dice): readonly string[] {
  const askable = columns.filter(isAskable)
  const chosen = askable.filter(() => dice.below(3) === 0)
  return (chosen.length === 0 ? [dice.pick(askable)] : chosen).map(
    (column) => `"${column.name}" = ${written(dice.pick(valuesOf(column)))}`,
  )
}

/** Conditions on columns that can be pushed down, met by one of the rows. */
function columnConditions(
  { access, columns }: Table,
  rows: readonly Row[],
  dice: Dice,
): readonly string[] {
  const names = access
    .flatMap(({ pushdown }) => pushdown.map(({ column }) => column))
    .filter((name) => !columns.some((column) => column.name === name && isParameter(column)))
  if (names.length === 0 || rows.length === 0) return []
  return Array.from({ length: dice.below(3) }).flatMap(() => {
    const name = dice.pick(names)
    const value = dice.pick(rows)[name]
    if (value === null || value === undefined) return []
    return [`"${name}" ${dice.pick(['=', '=', '>=', '<='])} ${written(value)}`]
  })
}

describe('request parameters beside each other and beside conditions', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({
      rows: {
        Builds: 150,
        Releases: 80,
        PullRequests: 80,
        Commits: 150,
        Repositories: 5,
        Teams: 6,
      },
    })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const isRefused = async (connection: Connection, sql: string): Promise<boolean> => {
    try {
      await (await connection.query(sql)).toArray()
      return false
    } catch (error) {
      expect(error).toMatchObject({ code: 'DEVOPSQL_REQUIRED_FILTER' })
      return true
    }
  }

  it.each(asked.map((table) => [table.name, table] as const))(
    'give %s the same rows with and without pushdown, in their own columns only',
    async (name, table) => {
      const dice = seededDice(name.length)
      const whole = await rowsAlike(organization, `SELECT * FROM ${name}`)
      const shown = table.columns.filter(isInStar).length
      let answered = 0
      for (let run = 0; run < 12; run += 1) {
        const conditions = [
          ...parameterConditions(table, dice),
          ...columnConditions(table, whole, dice),
        ]
        const sql = `SELECT * FROM ${name} WHERE ${conditions.join(' AND ')}`
        if (await isRefused(organization.off, sql)) {
          expect(await isRefused(organization.on, sql)).toBe(true)
          continue
        }
        for (const row of await rowsAlike(organization, sql))
          expect(Object.keys(row)).toHaveLength(shown)
        answered += 1
      }
      expect(answered).toBeGreaterThan(5)
    },
    120_000,
  )
})
