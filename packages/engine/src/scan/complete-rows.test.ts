import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { completeRows } from './complete-rows.ts'

const partial = { lacking: ['lastUpdatedDate', 'owner'], path: '{project}/_apis/test/runs/{$id}' }

it('reads a row again that lacks one of the properties', async () => {
  const asked: [string, unknown][] = []
  const rows = await completeRows(
    [
      { id: 1, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: { id: 'a' } },
      { id: 2, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: null },
      { id: 3 },
    ],
    partial,
    (template, holes) => {
      asked.push([template, holes.get('$id')])
      return Promise.resolve({ id: Number(holes.get('$id')), again: true })
    },
  )
  expect(rows).toEqual([
    { id: 1, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: { id: 'a' } },
    { id: 2, again: true },
    { id: 3, again: true },
  ])
  expect(asked).toEqual([
    ['{project}/_apis/test/runs/{$id}', '2'],
    ['{project}/_apis/test/runs/{$id}', '3'],
  ])
})

it('leaves out a row that is gone when it is read again', async () => {
  const gone = new DevopsqlError('no such run', { code: 'DEVOPSQL_NOT_FOUND' })
  expect(await completeRows([{ id: 1 }], partial, () => Promise.reject(gone))).toEqual([])
})

it('hands on any other error', async () => {
  const broken = new DevopsqlError('timed out', { code: 'DEVOPSQL_TIMEOUT' })
  await expect(completeRows([{ id: 1 }], partial, () => Promise.reject(broken))).rejects.toBe(
    broken,
  )
})
