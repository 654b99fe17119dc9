import { readFileSync } from 'node:fs'
import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type Connection, connect } from 'devopsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failureOf, secret } from './failure.ts'

let emulator: Emulator
let db: Connection
beforeAll(async () => {
  emulator = await startEmulator({ token: secret, rows: { WorkItems: 20, Builds: 20 } })
  db = await connect(emulator.connectionString)
})
afterAll(async () => {
  await db.close()
  await emulator.close()
})

/** Each block of the file is a statement, the caret under the culprit with the message, and the hint. */
const blocks = readFileSync(new URL('wrong-statements.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n\n')

it('holds a statement for every kind of mistake', () => {
  expect(blocks.length).toBeGreaterThan(150)
})

it.each(blocks.map((block) => [block.split('\n', 1).join(''), block] as const))(
  'has one sentence, its place and a hint: %s',
  async (sql, block) => {
    const error = await failureOf(async () => await (await db.query(sql)).toArray())
    const caret = error.position === undefined ? '' : `${' '.repeat(error.position)}^ `
    expect(`${sql}\n${caret}${error.message}\n${error.hint ?? ''}`).toBe(block)
  },
)
