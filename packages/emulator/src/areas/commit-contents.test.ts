import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('what belongs to commits', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { Projects: 1, Repositories: 1, Commits: 301 } })
  })
  afterAll(() => emulator.close())
  const repository = 'Fabrikam/_apis/git/repositories/Fabrikam'

  const firstCommit = async (): Promise<string> => {
    const path = `${repository}/commits?searchCriteria.showOldestCommitsFirst=true&searchCriteria.$top=1`
    return (await ask(emulator, path)).body.value[0]?.commitId ?? ''
  }
  const changesOf = async (query: string): Promise<readonly unknown[]> => {
    const { text } = await ask(
      emulator,
      `${repository}/commits/${await firstCommit()}/changes${query}`,
    )
    return (JSON.parse(text) as { readonly changes: readonly unknown[] }).changes
  }

  it('gives 100 changes of a commit without top, and the rest after skip', async () => {
    expect((await changesOf('')).length).toBe(100)
    expect((await changesOf('?skip=100')).length).toBeGreaterThan(29)
  })

  it('gives 100 pushes without $top, the newest first', async () => {
    const all = await ask(emulator, `${repository}/pushes?$top=1000`)
    const some = await ask(emulator, `${repository}/pushes`)
    const ids = all.body.value.map((push) => (push as unknown as { pushId: number }).pushId)
    expect([all.body.count, some.body.count, ids[0], ids.at(-1)]).toEqual([101, 100, 101, 1])
  })

  it('says which refs a push has moved only when it is asked for', async () => {
    const plain = await ask(emulator, `${repository}/pushes?$top=1`)
    const whole = await ask(
      emulator,
      `${repository}/pushes?$top=1&searchCriteria.includeRefUpdates=true`,
    )
    expect([plain.text.includes('refUpdates'), whole.text.includes('refUpdates')]).toEqual([
      false,
      true,
    ])
  })

  it('peels annotated tags only when it is asked to', async () => {
    const plain = await ask(emulator, `${repository}/refs?filter=tags/`)
    const peeled = await ask(emulator, `${repository}/refs?filter=tags/&peelTags=true`)
    expect(plain.text.match(/peeledObjectId/g)).toBeNull()
    expect(peeled.text.match(/peeledObjectId/g)).toHaveLength(1)
  })

  it('answers 404 for a commit that the repository lacks', async () => {
    const { status } = await ask(emulator, `${repository}/commits/${'a'.repeat(40)}/statuses`)
    expect(status).toBe(404)
  })
})
