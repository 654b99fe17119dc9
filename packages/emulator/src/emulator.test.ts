import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { ask, type Body } from './testing/ask.ts'

const good = {
  authorization: `Basic ${Buffer.from(':emulator-pat').toString('base64')}`,
  'x-tfs-fedauthredirect': 'Suppress',
}

async function bodyOf(response: Response): Promise<Body> {
  const body: unknown = await response.json()
  return body as Body
}

describe('an emulated organization of size S', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.close())

  const get = (path: string, headers: Record<string, string> = good): Promise<Response> =>
    fetch(`${emulator.url}/_apis/${path}`, { headers, redirect: 'manual' })

  it('lists the projects in the wrapper and echoes the api-version', async () => {
    const response = await get('projects?api-version=7.1')
    expect(response.headers.get('content-type')).toBe(
      'application/json; charset=utf-8; api-version=7.1',
    )
    const body = await bodyOf(response)
    expect(body.count).toBe(3)
    expect(body.value.map(({ name }) => name)).toEqual([
      'Fabrikam',
      'Contoso Web.Shop',
      'Fabrikam Fiber (Öst)',
    ])
  })

  it('gives the offset as continuation token of a page of projects', async () => {
    const first = await get('projects?$top=2&api-version=7.1')
    const last = await get('projects?$top=2&continuationToken=2&api-version=7.1')
    expect(first.headers.get('x-ms-continuationtoken')).toBe('2')
    expect(last.headers.get('x-ms-continuationtoken')).toBeNull()
    expect((await bodyOf(last)).count).toBe(1)
  })

  it('finds a project by name, encoded and in any letter case', async () => {
    const response = await get('projects/contoso%20web.shop?api-version=7.1')
    expect((await bodyOf(response)).name).toBe('Contoso Web.Shop')
  })

  it('answers 404 with TF200016 to an unknown project', async () => {
    const response = await get('projects/Nowhere?api-version=7.1')
    const body = await bodyOf(response)
    expect([response.status, body.typeKey, response.headers.get('content-type')]).toEqual([
      404,
      'ProjectDoesNotExistWithNameException',
      'application/json; charset=utf-8',
    ])
  })

  it('answers plain text to an unknown route', async () => {
    const response = await get('nothing/here?api-version=7.1')
    expect([response.status, await response.text()]).toEqual([
      404,
      "The controller for path '/_apis/nothing/here' was not found or does not implement IController.",
    ])
  })

  it('refuses a request without api-version', async () => {
    const response = await get('projects')
    expect([response.status, (await bodyOf(response)).typeKey]).toEqual([
      400,
      'VssVersionNotSpecifiedException',
    ])
  })

  it('refuses a preview-only resource without -preview and resolves a bare -preview', async () => {
    const refused = await get('teams?api-version=7.1')
    const accepted = await get('teams?api-version=7.1-preview')
    expect([refused.status, (await bodyOf(refused)).typeKey]).toEqual([
      400,
      'VssInvalidPreviewVersionException',
    ])
    expect(accepted.headers.get('content-type')).toBe(
      'application/json; charset=utf-8; api-version=7.1-preview.3',
    )
  })

  it('takes the api-version from Accept', async () => {
    const response = await get('projects', { ...good, accept: 'application/json;api-version=6.0' })
    expect(response.headers.get('content-type')).toBe(
      'application/json; charset=utf-8; api-version=6.0',
    )
  })

  it('answers a bad token with an empty 401 when redirects are suppressed', async () => {
    const response = await get('projects?api-version=7.1', {
      authorization: `Basic ${Buffer.from(':wrong').toString('base64')}`,
      'x-tfs-fedauthredirect': 'Suppress',
    })
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      401,
      '',
      null,
    ])
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
  })

  it('answers a bad token with a sign-in page and no token with a redirect otherwise', async () => {
    const bad = await get('projects?api-version=7.1', { authorization: 'Bearer wrong' })
    const none = await get('projects?api-version=7.1', {})
    expect([bad.status, bad.headers.get('content-type')]).toEqual([203, 'text/html; charset=utf-8'])
    expect([none.status, none.headers.get('location')]).toEqual([
      302,
      '/_signin?reply_to=%2Fcontoso%2F_apis%2Fprojects%3Fapi-version%3D7.1',
    ])
  })

  it('accepts the token as a bearer token', async () => {
    const response = await get('projects?api-version=7.1', { authorization: 'Bearer emulator-pat' })
    expect(response.status).toBe(200)
  })

  it('counts requests by route', async () => {
    emulator.resetStats()
    await get('projects/Fabrikam/teams?api-version=7.1')
    await get('projects/Fabrikam/teams?api-version=7.1&$skip=1')
    expect(emulator.stats().byRoute).toEqual({ 'GET _apis/projects/{projectId}/teams': 2 })
  })
})

it('gives equal bytes for equal seeds on different ports', async () => {
  const first = await startEmulator({ seed: 7 })
  const second = await startEmulator({ seed: 7 })
  const read = async ({ url }: Emulator): Promise<string> => {
    const response = await fetch(`${url}/_apis/teams?api-version=7.1-preview.3`, { headers: good })
    return await response.text()
  }
  expect(await read(first)).toBe(await read(second))
  await first.close()
  await second.close()
})

it('pages 1,001 teams by $skip', async () => {
  await using emulator = await startEmulator({ rows: { Teams: 1001 } })
  const page = async (skip: number): Promise<number> => {
    const path = `_apis/teams?$top=500&$skip=${skip}&api-version=7.1-preview.3`
    return (await ask(emulator, path)).body.count
  }
  expect([await page(0), await page(500), await page(1000)]).toEqual([500, 500, 1])
})

it('can be empty', async () => {
  await using emulator = await startEmulator({ rows: { Projects: 0 } })
  const counts = await Promise.all(
    [
      '_apis/projects',
      '_apis/teams?api-version=7.1-preview.3',
      '_apis/git/repositories',
      '_apis/git/pullrequests?searchCriteria.status=all',
    ].map(async (path) => (await ask(emulator, path)).body.count),
  )
  expect(counts).toEqual([0, 0, 0, 0])
  const query = { query: 'SELECT [System.Id] FROM WorkItems' }
  expect((await ask(emulator, '_apis/wit/wiql', query)).body.workItems).toEqual([])
  expect((await ask(emulator, '_apis/wit/workitems/1')).status).toBe(404)
})

it('refuses a row count for a table that it does not have', async () => {
  await expect(startEmulator({ rows: { Nonsense: 1 } })).rejects.toThrow(
    'the emulator has no row count named Nonsense',
  )
})

it('says which port it cannot listen on', async () => {
  await using emulator = await startEmulator()
  const port = Number(new URL(emulator.url).port)
  await expect(startEmulator({ port })).rejects.toThrow(
    `the emulator cannot listen on port ${port}`,
  )
})

it('holds 250,000 work items and 600,000 builds within seconds', async () => {
  const started = performance.now()
  await using emulator = await startEmulator({ size: 'M' })
  const { body } = await ask(emulator, '_apis/projects?$top=1000')
  const last = await ask(emulator, '_apis/wit/workitems?ids=253840&fields=System.Id')
  expect(performance.now() - started).toBeLessThan(20_000)
  expect([body.count, last.body.count]).toEqual([60, 1])
})
