import type { EmulatorOptions, Variants } from '@devopsql/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, findDifference } from './compare-results.ts'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { readMaterial } from './query-material.ts'
import { type QueryMaterial, randomQuery } from './random-query.ts'
import { seededDice } from './seeded-dice.ts'
import type { WholeTables } from './whole-tables.ts'
import { loadWholeTables } from './whole-tables.ts'

const runs = Number(process.env['DEVOPSQL_FUZZ_RUNS'] ?? 120)
const firstSeed = Number(process.env['DEVOPSQL_FUZZ_SEED'] ?? 0)

const rows = {
  WorkItems: 250,
  Builds: 120,
  PullRequests: 80,
  Commits: 250,
  Repositories: 5,
  Users: 20,
  Teams: 6,
  BuildDefinitions: 6,
} satisfies EmulatorOptions['rows']

interface World {
  readonly name: string
  readonly variants: Partial<Variants>
  readonly timeZone: string
}

// textComparison: 'case-sensitive' is left out: the documentation of WIQL says that letter case doesn't count in it.
// commitDate: 'author' is left out: the documentation says that the range is on the committer's date, and a service
// that compared another date would not send the rows that a pushed range needs.
const worlds: readonly World[] = [
  { name: 'the defaults', variants: {}, timeZone: 'UTC' },
  {
    name: 'empties excluded, short pages',
    variants: {
      notEqualOnEmpty: 'excludes',
      emptyOrder: 'last',
      wiqlLimit: 'always',
      pullRequestsMaxTop: 37,
      teamsMaxTop: 4,
      projectsMaxTop: 2,
      commitsMaxTop: 50,
      buildsDefaultTop: 20,
      buildsMaxTop: 33,
      graphPageSize: 7,
      entitlementsPageSize: 9,
      auditMaxBatch: 11,
      omittedWorkItems: 'absent',
      batchOrder: 'requested',
    },
    timeZone: 'Europe/Berlin',
  },
  {
    name: 'loose text, short CONTAINS',
    variants: {
      textComparison: 'ignore-case-and-accents',
      trailingSpaces: 'ignored',
      containsLength: 100,
      disabledRepository: 'empty',
      resourceAreas: 'cloud',
      fieldsWithExpand: 'accepted',
      apiVersion: 'optional',
      teamsMaxTop: 1,
      commitsMaxTop: 7,
    },
    timeZone: 'America/New_York',
  },
]

describe.each(worlds)('random queries under $name', ({ name, variants, timeZone }) => {
  let organization: OpenOrganization
  let material: QueryMaterial
  let whole: WholeTables
  beforeAll(async () => {
    organization = await openOrganization({ rows, variants }, `TimeZone=${timeZone};`)
    material = await readMaterial(organization.off)
    whole = await loadWholeTables(organization.off, [...material.tables.keys()], timeZone)
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  it('answer the same with pushdown, without it, and as DuckDB does over whole tables', {
    timeout: 1_000 * runs,
  }, async () => {
    const [on, off] = [asking(organization.on), asking(organization.off)]
    const differences: string[] = []
    const share = Math.ceil(runs / worlds.length)
    const world = worlds.findIndex((one) => one.name === name)
    const first = firstSeed + world * 1_000_000
    for (let seed = first; seed < first + share; seed++) {
      const query = randomQuery(seededDice(seed), material)
      const difference = await findDifference(query, on, [off, whole.ask])
      if (difference !== undefined) differences.push(`seed ${seed}: ${query.sql}\n${difference}`)
    }
    expect(differences).toEqual([])
    // DuckDB does not know all of our language, but most of it has to be compared.
    expect(whole.answered()).toBeGreaterThan(share * 0.8)
  })
})
