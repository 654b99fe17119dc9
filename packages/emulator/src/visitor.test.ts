import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({
    accepts: () => 'accepted',
    visitor: (authorization) =>
      authorization === 'Bearer guest' ? { user: 3, projects: ['Fabrikam'] } : undefined,
  })
})
afterAll(() => emulator.close())

async function ask(token: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${emulator.url}/${path}?api-version=7.1-preview`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return answer.json()
}

const wiql = { query: 'SELECT [System.Id] FROM WorkItems' }

it('shows a visitor the projects that it has access to', async () => {
  expect(await ask('guest', '_apis/projects')).toMatchObject({
    count: 1,
    value: [{ name: 'Fabrikam' }],
  })
  expect(await ask('owner', '_apis/projects')).toMatchObject({ count: 3 })
})

it('knows no other project for a visitor', async () => {
  const path = 'Contoso Web.Shop/_apis/git/repositories'
  expect(await ask('guest', path)).toMatchObject({
    typeKey: 'ProjectDoesNotExistWithNameException',
  })
  expect(await ask('owner', path)).toHaveProperty('count')
})

it('shows a visitor the work items of its projects, and none of the others', async () => {
  const all = (await ask('owner', '_apis/wit/wiql', wiql)) as Found
  const seen = (await ask('guest', '_apis/wit/wiql', wiql)) as Found
  const own = (await ask('owner', 'Fabrikam/_apis/wit/wiql', {
    query: `${wiql.query} WHERE [System.TeamProject] = @project`,
  })) as Found
  const ids = (found: Found): readonly number[] => found.workItems.map(({ id }) => id)
  expect(ids(seen)).toEqual(ids(own))
  expect(seen.workItems.length).toBeLessThan(all.workItems.length)
  const other = all.workItems.find(({ id }) => seen.workItems.every((item) => item.id !== id))
  expect(await ask('guest', '_apis/wit/workitemsbatch', { ids: [other?.id] })).toMatchObject({
    typeKey: 'WorkItemUnauthorizedAccessException',
  })
})

interface Found {
  readonly workItems: readonly { readonly id: number }[]
}

it('tells a visitor who it is', async () => {
  const idOf = async (token: string): Promise<unknown> =>
    ((await ask(token, '_apis/connectionData')) as { authenticatedUser: { id: string } })
      .authenticatedUser.id
  expect(await idOf('guest')).not.toBe(await idOf('owner'))
})
