import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('policies of a project', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.close())

  it('are paged by a token in a header', async () => {
    const path = 'Fabrikam/_apis/policy/configurations?$top=2'
    const first = await ask(emulator, path)
    const token = first.headers.get('x-ms-continuationtoken')
    const second = await ask(emulator, `${path}&continuationToken=${token}`)
    expect([first.body.count, second.body.value[0]?.id === first.body.value[1]?.id]).toEqual([
      2,
      false,
    ])
  })

  it('leave out evaluations that do not apply unless they are asked for', async () => {
    const path = (more: string): string =>
      `Fabrikam/_apis/policy/evaluations?artifactId=vstfs:///CodeReview/CodeReviewId/x/4${more}&api-version=7.1-preview.1`
    const some = await ask(emulator, path(''))
    expect(some.text).not.toContain('notApplicable')
    expect(some.body.count).toBeGreaterThan(0)
  })

  it('need an artifact for evaluations', async () => {
    const { status } = await ask(
      emulator,
      'Fabrikam/_apis/policy/evaluations?api-version=7.1-preview.1',
    )
    expect(status).toBe(400)
  })
})

it('pages the commits of a pull request by a token, 500 at most', async () => {
  await using emulator = await startEmulator({ rows: { Projects: 1, Repositories: 1 } })
  const path = 'Fabrikam/_apis/git/repositories/Fabrikam/pullRequests/8/commits?$top=1000'
  const first = await ask(emulator, path)
  const token = first.headers.get('x-ms-continuationtoken') ?? ''
  const second = await ask(emulator, `${path}&continuationToken=${token}`)
  expect([first.body.count, second.body.count]).toEqual([500, 120])
})
