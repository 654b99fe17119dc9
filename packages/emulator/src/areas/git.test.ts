import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('git in an organization with one project and one repository', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({
      rows: { Projects: 1, Repositories: 1, PullRequests: 250, Commits: 300 },
    })
  })
  afterAll(() => emulator.close())
  const repository = 'Fabrikam/_apis/git/repositories/Fabrikam'

  it('lists 101 pull requests without $top, newest first', async () => {
    const { body } = await ask(
      emulator,
      'Fabrikam/_apis/git/pullrequests?searchCriteria.status=all',
    )
    expect([body.count, body.value[0]?.pullRequestId, body.value[100]?.pullRequestId]).toEqual([
      101, 250, 150,
    ])
  })

  it('lists only active pull requests unless a status is asked for', async () => {
    const { body } = await ask(emulator, 'Fabrikam/_apis/git/pullrequests')
    expect(new Set(body.value.map(({ status }) => status))).toEqual(new Set(['active']))
  })

  it('pages pull requests by $skip without a token', async () => {
    const { body, headers } = await ask(
      emulator,
      `${repository}/pullrequests?searchCriteria.status=all&$top=100&$skip=200`,
    )
    expect([body.count, headers.get('x-ms-continuationtoken')]).toEqual([50, null])
  })

  it('cuts descriptions at 400 characters in lists only', async () => {
    const { body } = await ask(
      emulator,
      'Fabrikam/_apis/git/pullrequests?searchCriteria.status=all&$top=250',
    )
    const long = body.value.find(({ description }) => description?.length === 400)
    const single = await ask(emulator, `_apis/git/pullrequests/${long?.pullRequestId}`)
    expect(single.body.description).toHaveLength(630)
  })

  it('gives 100 commits by default and ignores a plain $top', async () => {
    const { body } = await ask(emulator, `${repository}/commits?$top=250`)
    expect(body.count).toBe(100)
  })

  it('pages commits by searchCriteria without losing or repeating one', async () => {
    const page = async (skip: number): Promise<readonly string[]> => {
      const path = `${repository}/commits?searchCriteria.$top=100&searchCriteria.$skip=${skip}`
      return (await ask(emulator, path)).body.value.map(({ commitId }) => commitId)
    }
    const all = [
      ...(await page(0)),
      ...(await page(100)),
      ...(await page(200)),
      ...(await page(300)),
    ]
    expect([all.length, new Set(all).size]).toEqual([300, 300])
  })

  it('pages refs by token, and gives all of them without $top', async () => {
    const all = await ask(emulator, `${repository}/refs`)
    const first = await ask(emulator, `${repository}/refs?$top=1000`)
    const token = first.headers.get('x-ms-continuationtoken') ?? ''
    const last = await ask(emulator, `${repository}/refs?$top=1000&continuationToken=${token}`)
    expect([all.body.count, first.body.count, last.body.count]).toEqual([1258, 1000, 258])
  })

  it('filters refs by prefix', async () => {
    const { body } = await ask(emulator, `${repository}/refs?filter=tags/`)
    expect(body.value.map(({ name }) => name)).toEqual(['refs/tags/v1.0', 'refs/tags/v1.0.1'])
  })
})

it('hides the content of a disabled repository, which lists without default branch', async () => {
  await using emulator = await startEmulator()
  const { body } = await ask(emulator, '_apis/git/repositories')
  const disabled = body.value.find(({ isDisabled }) => isDisabled === true)
  const refs = await ask(emulator, `_apis/git/repositories/${disabled?.id}/refs`)
  expect([disabled?.defaultBranch, disabled?.size, refs.status]).toEqual([undefined, 0, 404])
})
