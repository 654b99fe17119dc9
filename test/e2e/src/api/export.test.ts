import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from '../open-organization.ts'

let organization: OpenOrganization
let folder: string

beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 2000 } })
  folder = await mkdtemp(join(tmpdir(), 'devopsql-export-'))
  await organization.on.describe('WorkItems')
})
afterAll(async () => {
  await organization[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
beforeEach(() => organization.emulator.resetStats())

describe.each([
  ['as rows come', 'SELECT Id FROM WorkItems'],
  ['of all rows', 'SELECT Id, count(*) OVER () AS n FROM WorkItems'],
])('an export %s', (_, sql) => {
  it('tells how many rows it is about to write', async () => {
    const counts: number[] = []
    const file = join(folder, 'told.parquet')
    const beforeRows = (count: number): void => void counts.push(count)
    const { rows } = await organization.on.export(sql, { file, format: 'parquet' }, { beforeRows })
    expect(rows).toBe(2000)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2000)
  })

  it('ends with what is thrown about rows, without a file', async () => {
    const before = await readdir(folder)
    const beforeRows = (): void => {
      throw new DevopsqlError('enough', { code: 'DEVOPSQL_QUOTA_EXCEEDED' })
    }
    const file = join(folder, 'stopped.parquet')
    await expect(
      organization.on.export(sql, { file, format: 'parquet' }, { beforeRows }),
    ).rejects.toMatchObject({ code: 'DEVOPSQL_QUOTA_EXCEEDED', message: 'enough' })
    expect(await readdir(folder)).toEqual(before)
  })
})

it('an export that is stopped asks for no more rows', async () => {
  const beforeRows = (): void => {
    throw new DevopsqlError('enough', { code: 'DEVOPSQL_QUOTA_EXCEEDED' })
  }
  const sql = 'SELECT Id, Title FROM WorkItems'
  const whole = { file: join(folder, 'whole.csv'), format: 'csv' } as const
  const { requests } = await organization.on.export(sql, whole)
  organization.emulator.resetStats()
  const stopped = organization.on.export(
    sql,
    { file: join(folder, 'part.csv'), format: 'csv' },
    { beforeRows },
  )
  await expect(stopped).rejects.toMatchObject({ message: 'enough' })
  expect(organization.emulator.stats().requests).toBeLessThan(requests)
})
