import { connect, type QueryResult, type Row } from 'devopsql'
import { describe, expect, it } from 'vitest'
import { belongsToNoTable } from './belongs-to-no-table.ts'
import { rowOf } from './flatten.ts'
import type { RecordedRows } from './recorded-list.ts'
import { recordedRows } from './recorded-tables.ts'
import { hasRecordings, loadRecordings, missingRecordings } from './recording.ts'
import { serveRoutes } from './serve-routes.ts'

const recordings = loadRecordings()
const cases = recordings
  .filter(({ file }) => !file.startsWith('errors/'))
  .flatMap((recording) =>
    recordedRows(recording).map((recorded) => [recorded.table, recording.file, recorded] as const),
  )

interface Read {
  readonly rows: readonly Row[]
  readonly expected: readonly Row[]
  readonly complete: boolean
}

async function read(recorded: RecordedRows, sql: string): Promise<Read> {
  await using server = await serveRoutes(recorded.routes)
  await using db = await connect({ URL: server.url, PersonalAccessToken: 'recorded' })
  const result: QueryResult = await db.query(sql)
  const rows = await result.toArray()
  const expected = recorded.rows.map((values) => rowOf(result.columns, values))
  return { rows, expected, complete: result.stats.complete }
}

const textsOf = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted()

describe.skipIf(!hasRecordings)(`answers that were recorded${missingRecordings}`, () => {
  it('are served, or said to belong to no table', () => {
    const served = cases.map(([, file]) => file)
    const named = new Set([...served, ...Object.keys(belongsToNoTable)])
    const other = recordings.filter(({ file }) => !file.startsWith('errors/'))
    expect([...named].toSorted()).toEqual(other.map(({ file }) => file).toSorted())
  })

  it.each(cases)('are the rows of %s, field by field: %s', async (table, _file, recorded) => {
    const where = recorded.where === undefined ? '' : ` WHERE ${recorded.where}`
    const { rows, expected, complete } = await read(recorded, `SELECT * FROM ${table}${where}`)
    expect(rows).toEqual(expected)
    expect(complete).toBe(true)
  })

  it.each(cases)(
    'are the same rows of %s through the engine: %s',
    async (table, _file, recorded) => {
      const where = recorded.where === undefined ? '' : ` WHERE ${recorded.where}`
      const sql = `SELECT DISTINCT * FROM ${table}${where}`
      const { rows, expected } = await read(recorded, sql)
      expect(textsOf(rows)).toEqual([...new Set(textsOf(expected))])
    },
  )
})
