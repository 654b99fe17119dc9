import { type Connection, connect } from 'devopsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sessionConnectOptions } from './host/session-connect-options.ts'
import answers from './testing/postgres-answers.json' with { type: 'json' }
import { openWireClient } from './testing/wire-client.ts'

let connection: Connection

beforeAll(async () => {
  connection = await connect(
    'Organization=contoso;PersonalAccessToken=x',
    sessionConnectOptions('ada'),
  )
})
afterAll(async () => await connection.close())

// Recorded from PostgreSQL 15.20 with TimeZone=UTC and a database in the C collation: expressions, and the rows in its text.
it.each(answers as [string, string[]][])('answers SELECT %s as PostgreSQL', async (sql, rows) => {
  const account = {
    connect: async () => await Promise.resolve({ connection, release: () => undefined }),
  }
  const client = await openWireClient({
    host: { authenticate: () => ({ kind: 'trust', account }) },
  })
  const lines = await client.query(`SELECT ${sql}`)
  const given = lines.filter(
    (line) => !/^(RowDescription|CommandComplete|ReadyForQuery)/.test(line),
  )
  expect(given).toEqual(rows.map((row) => `DataRow ${row}`))
})
