import { expect, it } from 'vitest'
import { complete } from './complete.ts'

const columns: Readonly<Record<string, readonly string[]>> = {
  WorkItems: ['Id', 'Title', 'State', 'Story Points'],
  Builds: ['Id', 'Result'],
}
const names = {
  tables: async () => ['WorkItems', 'WorkItemTypes', 'Builds'],
  columns: async (table: string) => columns[table] ?? [],
}

it('offers tables where a table is expected', async () => {
  expect(await complete('SELECT * FROM work', names)).toEqual({
    candidates: ['WorkItems', 'WorkItemTypes'],
    word: 'work',
  })
  expect((await complete('\\d b', names)).candidates).toEqual(['Builds'])
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

it('offers the commands of the shell', async () => {
  expect(await complete('\\ti', names)).toEqual({ candidates: ['\\timing'], word: '\\ti' })
})
