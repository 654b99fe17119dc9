import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDuckDatabase, type DuckDatabase } from './database.ts'
import type { DuckSession } from './session.ts'

let database: DuckDatabase
let session: DuckSession

beforeEach(async () => {
  database = createDuckDatabase()
  session = await database.session()
})
afterEach(async () => await database.close())

const endless = 'SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)'

it('stops a running query when its signal aborts, and can go on after', async () => {
  const controller = new AbortController()
  const running = session.run(endless, { signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(running).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
    cause: new Error('enough'),
  })
  await expect(session.run('SELECT 1')).resolves.toMatchObject({ rowCount: 1 })
})

it('stops a query that its thread works on already', async () => {
  const controller = new AbortController()
  await session.describe('SELECT 1')
  const running = session.run(endless, { signal: controller.signal })
  const other = await database.session()
  await other.run('SELECT sum(i) FROM range(1000000) t(i)')
  controller.abort()
  await expect(running).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
})

it('starts nothing when the signal has aborted before', async () => {
  const options = { signal: AbortSignal.abort() }
  await session.createTable('t', [{ name: 'Id', type: 'integer' }])
  const batch = { rowCount: 1, columns: [[1]] }
  await expect(session.append('t', batch, options)).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
  await expect(session.truncate('t', options)).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  await expect(session.describe('SELECT 1', options)).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
  await expect(session.run('SELECT 1', options)).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
})

it('ends the reading of a result with an error when its signal aborts', async () => {
  const controller = new AbortController()
  const result = await session.run('FROM range(100000)', { signal: controller.signal })
  const reading = result[Symbol.asyncIterator]()
  expect((await reading.next()).value).toMatchObject({ rowCount: 2048 })
  controller.abort()
  await expect(reading.next()).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  await expect(session.run('SELECT 1')).resolves.toMatchObject({ rowCount: 1 })
})

it('stops running queries when the database closes', async () => {
  const running = session.run(endless)
  const refused = expect(running).rejects.toMatchObject({ name: 'DevopsqlError' })
  await database.close()
  await refused
  await expect(database.session()).rejects.toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})

it('ends the reading of a result with an error when the database closes', async () => {
  const reading = (await session.run('FROM range(100000)'))[Symbol.asyncIterator]()
  await reading.next()
  await database.close()
  await expect(reading.next()).rejects.toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})
