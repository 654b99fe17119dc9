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

const preview = 'api-version=7.1-preview.1'

it('knows the direct members of a group, and the groups of a member, up where nothing is said', async () => {
  await using emulator = await startEmulator()
  const groups = await ask(emulator, `_apis/graph/groups?${preview}`)
  const valid = groups.body.value.find(
    ({ principalName }) => principalName === '[Fabrikam]\\Project Valid Users',
  )
  const path = `_apis/graph/memberships/${valid?.descriptor}?${preview}`
  const down = await ask(emulator, `${path}&direction=down`)
  const up = await ask(emulator, path)
  const names = (rows: typeof up.body.value, end: 'container' | 'member'): unknown =>
    rows.map((row) => {
      const wanted = end === 'member' ? row.memberDescriptor : row.containerDescriptor
      return groups.body.value.find(({ descriptor }) => descriptor === wanted)?.principalName
    })
  expect(names(down.body.value, 'member')).toEqual([
    '[Fabrikam]\\Contributors',
    '[Fabrikam]\\Project Administrators',
    '[Fabrikam]\\Readers',
  ])
  expect(names(up.body.value, 'container')).toEqual(['[contoso]\\Project Collection Valid Users'])
})

it('answers for a group and for an application by its descriptor, and 404 for another', async () => {
  await using emulator = await startEmulator()
  const groups = await ask(emulator, `_apis/graph/groups?subjectTypes=aadgp&${preview}`)
  const [first] = groups.body.value
  const one = await ask(emulator, `_apis/graph/groups/${first?.descriptor}?${preview}`)
  const other = await ask(emulator, `_apis/graph/groups/vssgp.none?${preview}`)
  expect([groups.body.count, one.text, other.status, other.body.typeKey]).toEqual([
    1,
    JSON.stringify(first),
    404,
    'GraphSubjectNotFoundException',
  ])
})
