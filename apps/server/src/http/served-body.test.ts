import { setImmediate } from 'node:timers/promises'
import { startEmulator } from '@devopsql/emulator'
import { connect } from 'devopsql'
import { expect, it, vi } from 'vitest'
import { rowsFormats } from './rows-format.ts'
import { servedBody } from './served-body.ts'
import { serveRows } from './served-rows.ts'

it('lets go of rows of which nobody has begun to read', async () => {
  await using emulator = await startEmulator({ rows: { WorkItems: 20_000 } })
  await using connection = await connect(emulator.connectionString)
  const result = await connection.query('SELECT Id, Title FROM WorkItems', [], { exact: true })
  const rows = await serveRows(result, undefined)
  const onClose = vi.fn()
  const csv = rowsFormats['text/csv']
  if (csv === undefined) throw new Error('there is no CSV')
  const { body, isComplete } = servedBody({
    rows,
    format: csv,
    queryId: '',
    stallMilliseconds: 1000,
    onClose,
  })
  await setImmediate()
  body.destroy()
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
  expect(isComplete()).toBe(false)
  expect(result.stats.complete).toBe(false)
  // Those under way may still arrive; then there are no more.
  const requests = (): number => emulator.stats().requests
  for (let before = -1; before !== requests(); ) {
    before = requests()
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  expect(requests()).toBeLessThan(50)
})
