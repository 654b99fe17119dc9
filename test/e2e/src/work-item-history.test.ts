import type { Row } from 'devopsql'
import { expect, it } from 'vitest'
import { openOrganization } from './open-organization.ts'

it('reads every revision once, over many pages, with the fields of its time', async () => {
  await using organization = await openOrganization({
    rows: { WorkItems: 300 },
    variants: { reportingPageSize: 100 },
  })
  const rowsOf = async (sql: string): Promise<readonly Row[]> =>
    await (await organization.on.query(sql)).toArray()
  const items = await rowsOf(
    'SELECT Id, Rev, State, Title, ChangedByUniqueName FROM WorkItems ORDER BY Id',
  )
  const revisions = await organization.on.query('SELECT Id, Rev FROM WorkItemRevisions')
  const keys = (await revisions.toArray()).map(({ Id, Rev }) => `${String(Id)}/${String(Rev)}`)
  const expected = items.flatMap(({ Id, Rev }) =>
    Array.from({ length: Number(Rev) }, (_, index) => `${String(Id)}/${index + 1}`),
  )
  expect(keys.toSorted()).toEqual(expected.toSorted())
  expect(revisions.stats.requests).toBeGreaterThan(expected.length / 100)
  expect(
    await rowsOf(
      'SELECT Id, Rev, State, Title, ChangedByUniqueName FROM WorkItemRevisions QUALIFY row_number() OVER (PARTITION BY Id ORDER BY Rev DESC) = 1 ORDER BY Id',
    ),
  ).toEqual(items)
})
