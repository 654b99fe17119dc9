import { expect, it } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

const users = '_apis/graph/users?api-version=7.1-preview.1'

it('pages users by a token in a header, 500 at a time', async () => {
  await using emulator = await startEmulator({ rows: { Users: 1_200 } })
  const first = await ask(emulator, users)
  const second = await ask(
    emulator,
    `${users}&continuationToken=${first.headers.get('x-ms-continuationtoken')}`,
  )
  const third = await ask(
    emulator,
    `${users}&continuationToken=${second.headers.get('x-ms-continuationtoken')}`,
  )
  expect([first.body.count, second.body.count, third.body.count]).toEqual([500, 500, 200])
  expect(third.headers.get('x-ms-continuationtoken')).toBeNull()
})

it('takes the page size from the variants', async () => {
  await using emulator = await startEmulator({ variants: { graphPageSize: 7 } })
  expect((await ask(emulator, users)).body.count).toBe(7)
})

it('refuses a token that it never gave', async () => {
  await using emulator = await startEmulator()
  expect((await ask(emulator, `${users}&continuationToken=nonsense`)).status).toBe(400)
})

it('works for an organization whose name needs encoding', async () => {
  await using emulator = await startEmulator({ organization: 'Öst & Co' })
  const { status, body } = await ask(emulator, users)
  const refused = await fetch(`${emulator.url}/_apis/projects`, {
    headers: { 'x-tfs-fedauthredirect': 'Suppress' },
  })
  expect([status, body.count, refused.status]).toEqual([200, 40, 401])
})
