import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'

const seenBy: Readonly<Record<string, { readonly user: number; readonly projects: string[] }>> = {
  ann: { user: 1, projects: ['Fabrikam'] },
  bob: { user: 2, projects: ['Contoso Web.Shop', 'Fabrikam Fiber (Öst)'] },
}

/** Personal access tokens come as the password of Basic. */
function tokenOf(authorization: string): string {
  return Buffer.from(authorization.replace('Basic ', ''), 'base64').toString('utf8').slice(1)
}

let served: Served
beforeAll(async () => {
  served = await serve(
    { insecure: false, passThrough: true, limits: { queriesAtOnce: 8 } },
    {
      latencyMs: 2,
      accepts: (authorization) => (tokenOf(authorization) in seenBy ? 'accepted' : 'refused'),
      visitor: (authorization) => seenBy[tokenOf(authorization)],
    },
  )
})
afterAll(async () => await served[Symbol.asyncDispose]())

async function rowsFor(token: string, sql: string): Promise<readonly unknown[]> {
  const answer = await served.post('/v1/query', { sql }, { authorization: `Bearer ${token}` })
  const { rows } = (await answer.json()) as { readonly rows: readonly object[] }
  return rows.flatMap((row) => Object.values(row) as unknown[])
}

const questions = [
  'SELECT Name FROM Projects ORDER BY Name',
  'SELECT DISTINCT ProjectName FROM Repositories ORDER BY 1',
  "SELECT CatalogName FROM sys_catalogs WHERE CatalogName <> 'CData' ORDER BY 1",
  'SELECT DISTINCT TeamProject FROM WorkItems ORDER BY 1',
]

it('shows each person what Azure DevOps shows to that person, however many ask at once', async () => {
  const asked = Array.from({ length: 40 }, (_, index) => ({
    token: index % 2 === 0 ? 'ann' : 'bob',
    sql: questions[Math.floor(index / 2) % questions.length] ?? '',
  }))
  const answers: { token: string; rows: readonly unknown[] }[] = []
  for (let first = 0; first < asked.length; first += 8) {
    const some = asked.slice(first, first + 8)
    answers.push(
      ...(await Promise.all(
        some.map(async ({ token, sql }) => ({ token, rows: await rowsFor(token, sql) })),
      )),
    )
  }
  const seen = (token: string): ReadonlySet<string> =>
    new Set(
      answers
        .filter((answer) => answer.token === token)
        .flatMap(({ rows }) => rows.map((name) => String(name).replace(/^Project_/, ''))),
    )
  expect([...seen('ann')]).toEqual(['Fabrikam'])
  expect([...seen('bob')].toSorted()).toEqual(['Contoso Web.Shop', 'Fabrikam Fiber (Öst)'])
})

it('knows no view of another person', async () => {
  await rowsFor('ann', 'CREATE LOCAL VIEW mine AS SELECT Name FROM Projects')
  expect(await rowsFor('ann', 'SELECT count(*) FROM UserViews.mine')).toEqual([1])
  const other = await served.post(
    '/v1/query',
    { sql: 'SELECT * FROM UserViews.mine' },
    { authorization: 'Bearer bob' },
  )
  expect(await other.json()).toMatchObject({ code: 'DEVOPSQL_UNDEFINED_TABLE' })
})

it('names the person in its log, not the token', async () => {
  await rowsFor('ann', questions[0] ?? '')
  expect(served.log()).toMatch(/"user":"[^"]+@[^"]+"/)
  expect(served.log()).not.toContain('"ann"')
})
