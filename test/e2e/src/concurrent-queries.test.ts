import { expect, it } from 'vitest'
import { openOrganization } from './open-organization.ts'
import { seededDice } from './seeded-dice.ts'

const queries = [
  "SELECT Id, Title FROM WorkItems WHERE State = 'Closed' ORDER BY Id",
  'SELECT Type, count(*) AS n FROM WorkItems GROUP BY Type ORDER BY Type',
  'SELECT b.Id, d.Name FROM Builds b JOIN BuildDefinitions d ON b.DefinitionId = d.Id ORDER BY b.Id',
  'SELECT Id, CommitterDate FROM Commits ORDER BY ALL',
  'SELECT Id FROM PullRequests ORDER BY Id',
]

it('keeps the rows of queries apart that run at once on one connection while others are cancelled', async () => {
  await using organization = await openOrganization({
    rows: { WorkItems: 900, Builds: 150, PullRequests: 120, Commits: 200 },
  })
  const { on } = organization
  const expected = await Promise.all(
    queries.map(async (sql) => await (await on.query(sql)).toArray()),
  )
  const dice = seededDice(4)
  const outcomes = Array.from({ length: 60 }, async () => {
    const at = dice.below(queries.length)
    const cancelling = new AbortController()
    const delay = dice.chance(0.4) ? dice.below(150) : undefined
    const timer = delay === undefined ? undefined : setTimeout(() => cancelling.abort(), delay)
    const { signal } = cancelling
    const rows = on.query(queries[at] ?? '', [], { signal }).then((result) => result.toArray())
    const outcome = await rows.then(
      (found) => (JSON.stringify(found) === JSON.stringify(expected[at]) ? 'right' : 'crossed'),
      (error: unknown) => String((error as { readonly code?: string }).code),
    )
    clearTimeout(timer)
    return outcome
  })
  const counts = new Set(await Promise.all(outcomes))
  expect(counts).toEqual(new Set(['right', 'DEVOPSQL_CANCELLED']))
})
