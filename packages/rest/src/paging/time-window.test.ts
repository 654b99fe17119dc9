import { expect, it } from 'vitest'
import { readList } from '../read-list.ts'
import { idsOf, rowsOf } from '../testing/ids-of.ts'
import { aClient, aList } from '../testing/test-client.ts'
import { startServer } from '../testing/test-server.ts'

const byWeek = {
  kind: 'time-window',
  from: 'minLastUpdatedDate',
  to: 'maxLastUpdatedDate',
  days: 7,
  token: 'continuationToken',
  top: '$top',
  pageSize: 100,
} as const

const windowsOf = (received: readonly { readonly query: URLSearchParams }[]) =>
  received.map(({ query }) => [query.get('minLastUpdatedDate'), query.get('maxLastUpdatedDate')])

it('cuts a range into windows of seven days that share their borders', async () => {
  const server = await startServer((_received, index) => ({ body: { value: rowsOf([index]) } }))
  const { client } = aClient(server)
  const list = aList({
    paging: byWeek,
    query: {
      minLastUpdatedDate: '2026-01-01T00:00:00.000Z',
      maxLastUpdatedDate: '2026-01-16T12:00:00.000Z',
    },
  })
  expect(await idsOf(readList(client, list, {}))).toEqual([0, 1, 2])
  expect(windowsOf(server.received)).toEqual([
    ['2026-01-01T00:00:00.000Z', '2026-01-08T00:00:00.000Z'],
    ['2026-01-08T00:00:00.000Z', '2026-01-15T00:00:00.000Z'],
    ['2026-01-15T00:00:00.000Z', '2026-01-16T12:00:00.001Z'],
  ])
})

it('follows the token within a window and gives a row on a border once', async () => {
  const server = await startServer((_received, index) => ({
    headers: index === 0 ? { 'x-ms-continuationtoken': 'next' } : {},
    body: { value: rowsOf([[1, 2], [3], [3, 4]][index] ?? []) },
  }))
  const { client } = aClient(server)
  const list = aList({
    paging: byWeek,
    query: {
      minLastUpdatedDate: '2026-01-01T00:00:00Z',
      maxLastUpdatedDate: '2026-01-09T00:00:00Z',
    },
  })
  expect(await idsOf(readList(client, list, {}))).toEqual([1, 2, 3, 4])
  expect(server.received.map(({ query }) => query.get('continuationToken'))).toEqual([
    null,
    'next',
    null,
  ])
})

it('reads to the present where nothing says how far', async () => {
  const server = await startServer(() => ({ body: { value: [] } }))
  const { client } = aClient(server)
  // The clock of the test client stands at 2026-01-01.
  const list = aList({
    paging: byWeek,
    query: { minLastUpdatedDate: '2025-12-30T00:00:00Z' },
  })
  expect(await idsOf(readList(client, list, {}))).toEqual([])
  expect(windowsOf(server.received)).toEqual([
    ['2025-12-30T00:00:00.000Z', '2026-01-02T00:00:00.000Z'],
  ])
})
