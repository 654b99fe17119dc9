import type { Column } from '@devopsql/schema'
import { connect, type Row } from 'devopsql'
import { describe, expect, it } from 'vitest'
import { rowOf } from '../recordings/flatten.ts'
import { serveRoutes } from '../recordings/serve-routes.ts'
import { hasExamples, loadExamples, missingExamples } from './example.ts'
import { notDecoded } from './not-decoded.ts'
import { type ServedExample, servedExamples, valueAt } from './served-example.ts'

const cases = loadExamples().flatMap((example) =>
  servedExamples(example).map((served) => [served.table.name, example.file, served] as const),
)
const decoded = cases.filter(([table, file]) => notDecoded[file]?.[table] === undefined)

/** The columns whose value is in the row itself as it stands there, and that are not read row by row. */
const plain = ({ source, isDetail }: Column): boolean =>
  !isDetail && (source.kind === 'row' || source.kind === 'outer') && source.decode === 'value'

interface Read {
  readonly rows: readonly Row[]
  readonly expected: readonly Row[]
}

async function read({ table, routes, where, rows }: ServedExample): Promise<Read> {
  await using server = await serveRoutes(routes)
  await using db = await connect({ URL: server.url, PersonalAccessToken: 'example' })
  const columns = table.columns.filter(plain)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const condition = where === undefined ? '' : ` WHERE ${where}`
  const result = await db.query(`SELECT ${names} FROM ${table.name}${condition}`)
  const expected = rows.map((row) => {
    const values = columns.map((column) => [column.name, jsonOf(column, row)])
    return rowOf(result.columns, Object.fromEntries(values))
  })
  return { rows: await result.toArray(), expected }
}

/** What the JSON of a row has for a column. */
function jsonOf({ source }: Column, { row, outer }: ServedExample['rows'][number]): unknown {
  switch (source.kind) {
    case 'outer':
      return valueAt(outer, source.path)
    case 'row':
      return valueAt(row, source.path) ?? (source.otherwise && valueAt(row, source.otherwise))
    case 'position':
    case 'parent':
    case 'lookup':
    case 'parameter':
      return undefined
  }
}

describe.skipIf(!hasExamples)(`answers that the specification shows${missingExamples}`, () => {
  it.each(decoded)('are the rows of %s, field by field: %s', async (_table, _file, served) => {
    const { rows, expected } = await read(served)
    expect(rows).toEqual(expected)
  })

  it('are left out only where a table reads them', () => {
    const known = new Set(cases.map(([table, file]) => `${file} ${table}`))
    const left = Object.entries(notDecoded).flatMap(([file, byTable]) =>
      Object.keys(byTable).map((table) => `${file} ${table}`),
    )
    expect(left.filter((title) => !known.has(title))).toEqual([])
  })
})
