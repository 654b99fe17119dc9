import { expect, it } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

const runs = 'Fabrikam/_apis/test/runs'
const week = `${runs}?minLastUpdatedDate=2026-10-20T00:00:00Z&maxLastUpdatedDate=2026-10-27T00:00:00Z`

it('refuses runs of more than seven days, and a time without its end', async () => {
  await using emulator = await startEmulator()
  const long = await ask(
    emulator,
    `${runs}?minLastUpdatedDate=2026-10-20T00:00:00Z&maxLastUpdatedDate=2026-10-27T00:00:01Z`,
  )
  const open = await ask(emulator, `${runs}?minLastUpdatedDate=2026-10-20T00:00:00Z`)
  const allowed = await ask(emulator, week)
  expect([long.status, open.status, allowed.status]).toEqual([400, 400, 200])
  expect(long.text).toContain('at most 7 days')
  expect(open.text).toContain('minLastUpdatedDate and maxLastUpdatedDate are mandatory')
})

it('gives the runs of a week in pages of 100, with a token in a header', async () => {
  await using emulator = await startEmulator({ rows: { TestRuns: 20_000 } })
  const first = await ask(emulator, `${week}&$top=500`)
  const token = first.headers.get('x-ms-continuationtoken') ?? ''
  const second = await ask(emulator, `${week}&continuationToken=${encodeURIComponent(token)}`)
  const ids = [...first.body.value, ...second.body.value].map(({ id }) => id)
  expect(first.body.value).toHaveLength(100)
  expect(second.body.value).toHaveLength(100)
  expect(new Set(ids).size).toBe(200)
})

it('leaves the dates of runs out of the list of a week, and gives them run by run', async () => {
  await using emulator = await startEmulator({ rows: { TestRuns: 20_000 } })
  const listed = (await ask(emulator, week)).body.value[0]
  const read = await ask(emulator, `${runs}/${listed?.id}`)
  expect(listed).not.toHaveProperty('lastUpdatedDate')
  expect(read.body).toHaveProperty('lastUpdatedDate', expect.stringMatching(/^2026-10-2/))
})

it('takes ten numbers for a filter of the list of a week, and not eleven', async () => {
  await using emulator = await startEmulator()
  const ten = await ask(emulator, `${week}&buildIds=1,2,3,4,5,6,7,8,9,10`)
  const eleven = await ask(emulator, `${week}&buildIds=1,2,3,4,5,6,7,8,9,10,11`)
  expect([ten.status, eleven.status]).toEqual([200, 400])
})

it('knows runs and results only where they are', async () => {
  await using emulator = await startEmulator()
  const missing = await ask(emulator, `${runs}/2`)
  const result = await ask(emulator, `${runs}/1/results/5/attachments`)
  expect([missing.status, result.status]).toEqual([404, 404])
  expect(missing.text).toContain('Test run 2 not found.')
})
