import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { completeRows, type DetailReader } from './complete-rows.ts'
import type { ReadAgain } from './read-again.ts'

const partial = { lacking: ['lastUpdatedDate', 'owner'], path: '{project}/_apis/test/runs/{$id}' }

const byOne = (one: ReadAgain): DetailReader => ({ one, many: () => Promise.reject(new Error()) })

it('reads a row again that lacks one of the properties', async () => {
  const asked: [string, unknown][] = []
  const rows = await completeRows(
    [
      { id: 1, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: { id: 'a' } },
      { id: 2, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: null },
      { id: 3 },
    ],
    partial,
    byOne((template, holes) => {
      asked.push([template, holes.get('$id')])
      return Promise.resolve({ id: Number(holes.get('$id')), again: true })
    }),
  )
  expect(rows).toEqual([
    { id: 1, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: { id: 'a' } },
    { id: 2, lastUpdatedDate: '2026-01-01T00:00:00Z', owner: null, again: true },
    { id: 3, again: true },
  ])
  expect(asked).toEqual([
    ['{project}/_apis/test/runs/{$id}', '2'],
    ['{project}/_apis/test/runs/{$id}', '3'],
  ])
})

it('leaves out a row that is gone when it is read again', async () => {
  const gone = new DevopsqlError('no such run', { code: 'DEVOPSQL_NOT_FOUND' })
  expect(
    await completeRows(
      [{ id: 1 }],
      partial,
      byOne(() => Promise.reject(gone)),
    ),
  ).toEqual([])
})

it('hands on any other error', async () => {
  const broken = new DevopsqlError('timed out', { code: 'DEVOPSQL_TIMEOUT' })
  await expect(
    completeRows(
      [{ id: 1 }],
      partial,
      byOne(() => Promise.reject(broken)),
    ),
  ).rejects.toBe(broken)
})

it('reads no row again that can not lack anything', async () => {
  const forks = { ...partial, only: { property: 'isFork', value: true } }
  const rows = [{ id: 1 }, { id: 2, isFork: false }, { id: 3, isFork: true }]
  const read = byOne((_, holes) => Promise.resolve({ read: holes.get('$id') }))
  expect(await completeRows(rows, forks, read)).toEqual([
    { id: 1 },
    { id: 2, isFork: false },
    { id: 3, isFork: true, read: '3' },
  ])
})

it('reads many rows with one request, and leaves out those that are gone', async () => {
  const gone = new DevopsqlError('no such item', { code: 'DEVOPSQL_NOT_FOUND' })
  const asked: string[] = []
  const batches = { lacking: ['name'], path: 'bin', batch: { parameter: 'ids', size: 3 } }
  const reader: DetailReader = {
    one: () => Promise.reject(new Error()),
    many: (ids) => {
      asked.push(ids.join())
      if (ids.includes('4')) return Promise.reject(gone)
      return Promise.resolve(ids.filter((id) => id !== '2').map((id) => ({ id, name: `n${id}` })))
    },
  }
  const rows = [1, 2, 3, 4, 5].map((id) => ({ id, url: `u${id}` }))
  expect(await completeRows([...rows, { id: 6, name: 'here' }], batches, reader)).toEqual([
    { id: '1', url: 'u1', name: 'n1' },
    { id: '3', url: 'u3', name: 'n3' },
    { id: '5', url: 'u5', name: 'n5' },
    { id: 6, name: 'here' },
  ])
  expect(asked.toSorted()).toEqual(['1,2,3', '4', '4,5', '5'])
})
