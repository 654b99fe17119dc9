import type { Connection } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from '../open-organization.ts'

let organization: OpenOrganization
beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 50, Builds: 30 } })
})
afterAll(() => organization[Symbol.asyncDispose]())

async function rows(
  connection: Connection,
  sql: string,
  options = {},
): Promise<readonly (readonly unknown[])[]> {
  const all: (readonly unknown[])[] = []
  const result = await connection.query(sql, [], { exact: true, ...options })
  for await (const batch of result.batches()) all.push(...batch)
  return all.toSorted((a, b) => Number(a[0]) - Number(b[0]))
}

const columns = 'Id, QueueTime, FinishTime, Url, DefinitionId, Priority, Result, RequestedForId'

describe('exact values are the same, whichever way rows take', () => {
  it.each([
    ['page by page', `SELECT ${columns} FROM Builds WHERE length(Url) > 0`],
    ['loaded', `SELECT ${columns} FROM Builds ORDER BY length(Url), Id`],
    ['through a join', `SELECT b.* FROM (SELECT ${columns} FROM Builds) b JOIN (SELECT 1) ON true`],
  ])('%s', async (_, sql) => {
    const direct = await rows(organization.on, `SELECT ${columns} FROM Builds`)
    expect(direct).toHaveLength(30)
    expect(String(direct[0]?.[1])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/)
    expect(await rows(organization.on, sql)).toEqual(direct)
    expect(await rows(organization.off, sql)).toEqual(direct)
  })

  it('and times are those of Dates, without their milliseconds being cut off', async () => {
    const sql = 'SELECT Id, CreatedDate, ChangedDate FROM WorkItems'
    const texts = await rows(organization.on, sql)
    const dates = await rows(organization.on, sql, { exact: false })
    expect(dates).toHaveLength(50)
    expect(texts.map(([, ...times]) => times.map((time) => new Date(String(time))))).toEqual(
      dates.map(([, ...times]) => times),
    )
  })
})

describe('a query in another time zone', () => {
  const sql =
    "SELECT TIMESTAMPTZ '2024-07-01 00:00:00', date_trunc('day', TIMESTAMPTZ '2024-07-01 23:30:00Z')"

  it.each([
    ['Europe/Berlin', '2024-06-30 22:00:00+00', '2024-07-01 22:00:00+00'],
    ['UTC', '2024-07-01 00:00:00+00', '2024-07-01 00:00:00+00'],
    ['+02', '2024-06-30 22:00:00+00', '2024-07-01 22:00:00+00'],
    ['-05:00', '2024-07-01 05:00:00+00', '2024-07-01 05:00:00+00'],
  ])('%s reads literals and cuts days there', async (timeZone, literal, day) => {
    expect(await rows(organization.on, sql, { timeZone })).toEqual([[literal, day]])
    expect(await rows(organization.on, sql)).toEqual([
      ['2024-07-01 00:00:00+00', '2024-07-01 00:00:00+00'],
    ])
  })

  it('sends what it compares with, so that both ways give the same', async () => {
    const counted = "SELECT Id FROM WorkItems WHERE CreatedDate >= '2022-01-01 00:00:00'"
    for (const timeZone of ['Pacific/Auckland', 'America/Los_Angeles']) {
      const found = await rows(organization.on, counted, { timeZone })
      expect(found.length).toBeGreaterThan(0)
      expect(found).toEqual(await rows(organization.off, counted, { timeZone }))
    }
  })

  it.each(['Mars/Phobos', '+99', '+05:30', "UTC'; SELECT 1"])('%s is unknown', async (timeZone) => {
    await expect(rows(organization.on, sql, { timeZone })).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
    })
  })
})
