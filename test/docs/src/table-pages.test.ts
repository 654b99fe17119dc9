import { readdirSync } from 'node:fs'
import { type Emulator, startEmulator } from '@devopsql/emulator'
import { findTable, tables } from '@devopsql/tables'
import { type Connection, connect, type TableDescription } from 'devopsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exampleQueries } from './example-queries.ts'
import { tableIndex } from './table-index.ts'
import { tablePage } from './table-page.ts'

const folder = new URL('../../../docs/tables/', import.meta.url)

let emulator: Emulator
let connection: Connection

beforeAll(async () => {
  emulator = await startEmulator({
    rows: { WorkItems: 60, Builds: 30, PullRequests: 20, Commits: 30, Repositories: 4 },
  })
  connection = await connect(emulator.connectionString)
})
afterAll(async () => {
  await connection.close()
  await emulator.close()
})

const qualified = (name: string): string =>
  findTable(name)?.levels.includes('information-schema') === true
    ? `information_schema.${name}`
    : name

// Fields that the organization has added are its own; those that every organization has are documented.
const withoutCustomFields = (description: TableDescription): TableDescription => ({
  ...description,
  columns: description.columns.filter(({ doc }) => !doc.includes('(Custom.')),
})

it.each(tables.map((table) => [table.name, table] as const))(
  'has a page of %s that is as its declaration',
  async (name, table) => {
    const description = await connection.describe(qualified(name))
    const page = tablePage(table, withoutCustomFields(description))
    await expect(page).toMatchFileSnapshot(new URL(`${name}.md`, folder).pathname)
  },
)

it('has a page that lists all of them, and no page of a table that is gone', async () => {
  await expect(tableIndex(tables)).toMatchFileSnapshot(new URL('README.md', folder).pathname)
  const known = new Set(['README.md', ...tables.map(({ name }) => `${name}.md`)])
  expect(readdirSync(folder).filter((file) => !known.has(file))).toEqual([])
})

it.each(tables.map((table) => [table.name, table] as const))(
  'runs the examples of the page of %s',
  async (name, table) => {
    for (const query of exampleQueries(table)) {
      const result = await connection.query(query.replace(` ${name}`, ` ${qualified(name)}`))
      await result.toArray()
      expect(result.stats.complete).toBe(true)
    }
  },
)
