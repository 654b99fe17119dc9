import { expect, it } from 'vitest'
import { complete } from './complete.ts'

const columns: Readonly<Record<string, readonly string[]>> = {
  WorkItems: ['Id', 'Title', 'State', 'Story Points'],
  Builds: ['Id', 'Result'],
}
const names = {
  tables: async () =>
    ['WorkItems', 'WorkItemTypes', 'Builds'].map((name) => ({
      catalog: 'CData',
      schema: 'Information',
      name,
    })),
  columns: async (table: string) => columns[table] ?? [],
  procedures: async () => [
    { name: 'GetOAuthAccessToken', inputs: ['AuthMode', 'Verifier', 'CallbackURL'] },
    { name: 'RefreshOAuthAccessToken', inputs: ['OAuthRefreshToken'] },
  ],
}

it('offers tables where a table is expected', async () => {
  expect(await complete('SELECT * FROM work', names)).toEqual({
    candidates: ['WorkItems', 'WorkItemTypes'],
    word: 'work',
  })
  expect((await complete('\\d b', names)).candidates).toEqual(['Builds'])
})

it.each([
  ['SELECT * FROM CDa', ['CData']],
  ['SELECT * FROM CData.', ['CData.Information']],
  ['SELECT * FROM cdata.inf', ['cdata.Information']],
  ['SELECT * FROM CData.Information.Bu', ['CData.Information.Builds']],
  ['SELECT * FROM Information.Bu', ['Information.Builds']],
  ['SELECT * FROM [Bu', ['[Builds]']],
  ['SELECT * FROM Builds b JOIN "WorkItemT', ['"WorkItemTypes"']],
  ['SELECT * FROM Builds, WorkItemT', ['WorkItemTypes']],
] as const)('completes %s', async (statement, candidates) => {
  expect((await complete(statement, names)).candidates).toEqual(candidates)
})

it.each([
  ['SELECT * FROM "Builds" b WHERE b.R', ['b.Result']],
  ['SELECT * FROM [Builds] AS b WHERE b.[R', ['b.[Result]']],
  ['SELECT * FROM WorkItems w WHERE w.St', ['w.State', 'w.[Story Points]']],
  ['SELECT * FROM WorkItems w WHERE w."Story', ['w."Story Points"']],
  ['SELECT * FROM Builds WHERE Builds.R', ['Builds.Result']],
  ['SELECT * FROM WorkItems WHERE [Sto', ['[Story Points]']],
] as const)('completes the column in %s', async (statement, candidates) => {
  expect((await complete(statement, names)).candidates).toEqual(candidates)
})

it('offers columns of the tables that are used, then tables and keywords', async () => {
  expect((await complete('SELECT * FROM WorkItems WHERE S', names)).candidates).toEqual([
    'State',
    '[Story Points]',
    'SELECT',
    'SUM',
  ])
})

it('writes keywords as small as they were begun', async () => {
  expect((await complete('sel', names)).candidates).toEqual(['select'])
})

it('offers the columns that an alias stands for', async () => {
  expect(await complete('SELECT 1 FROM WorkItems AS w JOIN Builds b ON b.I', names)).toEqual({
    candidates: ['b.Id'],
    word: 'b.I',
  })
})

it.each([
  ['EXEC get', ['GetOAuthAccessToken']],
  ['execute Ref', ['RefreshOAuthAccessToken']],
  ['EXEC CData.Information.Get', ['CData.Information.GetOAuthAccessToken']],
  ['EXEC [Ref', ['[RefreshOAuthAccessToken]']],
  ['EXEC [CData].Information.refreshoauthaccesstoken o', ['OAuthRefreshToken']],
  ["EXEC GetOAuthAccessToken AuthMode = 'WEB, x', @Ver", ['Verifier']],
  ['EXEC GetOAuthAccessToken Verifier = NUL', ['NULLS FIRST', 'NULLS LAST', 'NULL']],
  ['EXEC Frobnicate V', []],
] as const)('completes the procedure or its input in %s', async (statement, candidates) => {
  expect((await complete(statement, names)).candidates).toEqual(candidates)
})

it('offers nothing in the middle of a text', async () => {
  expect((await complete("SELECT * FROM WorkItems WHERE State = 'Act", names)).candidates).toEqual(
    [],
  )
})

it('offers the commands of the shell', async () => {
  expect(await complete('\\ti', names)).toEqual({ candidates: ['\\timing'], word: '\\ti' })
})
