import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { ask } from './testing/ask.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ rows: { Projects: 3, PullRequests: 30 } })
})
afterEach(() => emulator.close())

const projects = '_apis/projects'

describe('faults', () => {
  it('strike after as many requests and as often as they say', async () => {
    emulator.faults.add({ kind: 'status', status: 500, path: 'projects', after: 1, times: 1 })
    const statuses = [
      await ask(emulator, projects),
      await ask(emulator, projects),
      await ask(emulator, projects),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([200, 500, 200])
  })

  it('block with 429, Retry-After and the body of the service', async () => {
    emulator.faults.add({ kind: 'blocked', retryAfter: 7 })
    const { status, headers, body } = await ask(emulator, projects)
    expect([status, headers.get('retry-after'), body.typeKey]).toEqual([
      429,
      '7',
      'RequestBlockedException',
    ])
  })

  it('put a byte order mark before the JSON of a 503', async () => {
    emulator.faults.add({ kind: 'unavailable-json' })
    const response = await fetch(`${emulator.url}/${projects}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([response.status, response.headers.get('content-type'), ...bytes.slice(0, 3)]).toEqual([
      503,
      'application/json',
      0xef,
      0xbb,
      0xbf,
    ])
    expect(response.headers.get('x-tfs-serviceerror')).toMatch(/^TF24668%3A%20/)
  })

  it('delay an answer that is right', async () => {
    emulator.faults.add({ kind: 'delayed', seconds: 0.02 })
    const { status, headers, body } = await ask(emulator, projects)
    expect([
      status,
      headers.get('retry-after'),
      headers.get('x-ratelimit-delay'),
      body.count,
    ]).toEqual([200, '1', '0.020', 3])
  })

  it('break the connection', async () => {
    emulator.faults.add({ kind: 'reset' })
    await expect(ask(emulator, projects)).rejects.toThrow('fetch failed')
  })

  it('never answer when they stall', async () => {
    emulator.faults.add({ kind: 'stall' })
    const answer = fetch(`${emulator.url}/${projects}`, { signal: AbortSignal.timeout(50) })
    await expect(answer).rejects.toThrow('timeout')
  })

  it('cut JSON in half', async () => {
    emulator.faults.add({ kind: 'truncated' })
    await expect(ask(emulator, projects)).rejects.toThrow('JSON')
  })

  it('cut the body off together with the connection', async () => {
    emulator.faults.add({ kind: 'cut-off' })
    await expect(ask(emulator, projects)).rejects.toThrow('terminated')
  })

  it('deliver a whole body slowly', async () => {
    emulator.faults.add({ kind: 'slow-body', milliseconds: 50 })
    expect((await ask(emulator, projects)).body.count).toBe(3)
  })

  it('forbid one project of many', async () => {
    emulator.faults.add({ kind: 'forbidden', project: 'Contoso Web.Shop' })
    const forbidden = await ask(emulator, 'Contoso%20Web.Shop/_apis/git/repositories')
    const allowed = await ask(emulator, 'Fabrikam/_apis/git/repositories')
    expect([forbidden.status, allowed.status]).toEqual([403, 200])
  })

  it('stop when they are cleared', async () => {
    emulator.faults.add({ kind: 'unauthorized' })
    emulator.faults.clear()
    expect((await ask(emulator, projects)).status).toBe(200)
  })
})

describe('changes in the middle of a scan', () => {
  const page = (skip: number): string =>
    `Fabrikam/_apis/git/pullrequests?searchCriteria.status=all&$top=5&$skip=${skip}`
  const idsOf = async (skip: number): Promise<readonly number[]> =>
    (await ask(emulator, page(skip))).body.value.map(({ pullRequestId }) => pullRequestId)

  it('make skip-paged lists repeat a row after an insert', async () => {
    emulator.change({ kind: 'insert-first', table: 'PullRequests', afterRequests: 1 })
    const first = await idsOf(0)
    const second = await idsOf(5)
    expect(second[0]).toBe(first[4])
  })

  it('make skip-paged lists miss a row after a delete', async () => {
    const before = await idsOf(5)
    emulator.change({ kind: 'delete-first', table: 'PullRequests', afterRequests: 1 })
    await idsOf(0)
    const after = await idsOf(5)
    expect(after[0]).toBe(before[1])
  })

  it('change the state of work items between two requests', async () => {
    const body = { ids: [8], fields: ['System.State', 'System.Rev'] }
    emulator.change({
      kind: 'update',
      table: 'WorkItems',
      ids: [8],
      state: 'Active',
      afterRequests: 1,
    })
    const first = await ask(emulator, '_apis/wit/workitemsbatch', body)
    const second = await ask(emulator, '_apis/wit/workitemsbatch', body)
    expect(first.body.value[0]?.fields).toEqual({ 'System.State': 'Closed', 'System.Rev': 10 })
    expect(second.body.value[0]?.fields).toEqual({ 'System.State': 'Active', 'System.Rev': 11 })
  })

  it('delete and add work items', async () => {
    emulator.change({ kind: 'delete-first', table: 'WorkItems', ids: [8] })
    emulator.change({ kind: 'insert-first', table: 'WorkItems' })
    expect((await ask(emulator, '_apis/wit/workitems/8')).status).toBe(404)
    expect((await ask(emulator, '_apis/wit/workitems/2028')).body.id).toBe(2028)
  })

  it.each([
    'Projects',
    'Teams',
    'Users',
    'Repositories',
    'BuildDefinitions',
    'Builds',
    'Commits',
  ] as const)('reach the list of %s', async (table) => {
    const paths = {
      Projects: '_apis/projects',
      Teams: '_apis/projects/Fabrikam/teams',
      Users: '_apis/graph/users?api-version=7.1-preview.1',
      Repositories: 'Fabrikam/_apis/git/repositories',
      BuildDefinitions: 'Fabrikam/_apis/build/definitions',
      Builds: 'Fabrikam/_apis/build/builds?$top=5000',
      Commits: 'Fabrikam/_apis/git/repositories/Fabrikam/commits?searchCriteria.$top=5000',
    }
    const before = (await ask(emulator, paths[table])).body.count
    emulator.change({ kind: 'insert-first', table, project: 'Fabrikam' })
    const more = (await ask(emulator, paths[table])).body.count
    emulator.change({ kind: 'delete-first', table, project: 'Fabrikam' })
    const again = (await ask(emulator, paths[table])).body.count
    expect([more - before, again - before]).toEqual([1, 0])
  })
})

it('tells, delays and then blocks whoever spends too many units', async () => {
  await using limited = await startEmulator({
    rateLimit: { tstu: 5, maxDelaySeconds: 0.02, blockAt: 1.4 },
  })
  const answers = []
  for (let request = 0; request < 8; request += 1) answers.push(await ask(limited, projects))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200, 429])
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
    null,
    null,
    null,
    '1',
    '0',
    '0',
    '0',
    '0',
  ])
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-delay'))).toEqual([
    null,
    null,
    null,
    null,
    null,
    '0.004',
    '0.008',
    null,
  ])
  expect(answers[7]?.headers.get('retry-after')).toMatch(/^\d+$/)
})

it('compresses long answers for those who accept it', async () => {
  const response = await fetch(`${emulator.url}/_apis/teams?api-version=7.1-preview.3`, {
    headers: { authorization: 'Bearer emulator-pat', 'accept-encoding': 'gzip' },
  })
  expect(response.headers.get('content-encoding')).toBe('gzip')
})

it('serves a request again from memory when told to', async () => {
  await using memory = await startEmulator({ memoize: true })
  const first = await ask(memory, projects)
  memory.change({ kind: 'insert-first', table: 'Projects' })
  const second = await ask(memory, projects)
  expect(second.text).toBe(first.text)
})
