import { expect, it } from 'vitest'
import { readList } from './read-list.ts'
import { idsOf, rowsOf } from './testing/ids-of.ts'
import { aClient, aList } from './testing/test-client.ts'
import { startServer } from './testing/test-server.ts'

it('puts parameters and paging into the body of a search', async () => {
  const server = await startServer((_received, index) => ({
    body: { results: rowsOf(index === 0 ? [1, 2] : [2]) },
  }))
  const { client } = aClient(server)
  const list = aList({
    method: 'POST',
    rows: 'results',
    paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 2 },
    parametersIn: 'body',
    body: { searchText: 'needle' },
    query: { 'filters.Project[]': 'Fabrikam, Inc.' },
  })
  expect(await idsOf(readList(client, list, {}))).toEqual([1, 2])
  expect(server.received[0]?.query.has('$top')).toBe(false)
  expect(server.received.map(({ body }) => body)).toEqual([
    { searchText: 'needle', filters: { Project: ['Fabrikam, Inc.'] }, $top: 2, $skip: 0 },
    { searchText: 'needle', filters: { Project: ['Fabrikam, Inc.'] }, $top: 2, $skip: 1 },
  ])
})
