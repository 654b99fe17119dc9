import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('version control of the old kind', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { Projects: 3 } })
  })
  afterAll(() => emulator.close())
  const changesets = async (query: string): Promise<readonly number[]> => {
    const { text } = await ask(emulator, `Fabrikam/_apis/tfvc/changesets${query}`)
    const { value } = JSON.parse(text) as { readonly value: { readonly changesetId: number }[] }
    return value.map(({ changesetId }) => changesetId)
  }

  it('lists changesets newest first, and those between two numbers', async () => {
    const all = await changesets('')
    expect([all.length, all[0], all.at(-1)]).toEqual([14, 27, 1])
    expect(await changesets('?searchCriteria.fromId=3&searchCriteria.toId=7')).toEqual([7, 5, 3])
  })

  it('pages the changes of a changeset, 100 without $top', async () => {
    const path = '_apis/tfvc/changesets/1/changes'
    const first = await ask(emulator, path)
    const rest = await ask(emulator, `${path}?$skip=100`)
    expect([first.body.count, rest.body.count]).toEqual([100, 36])
  })

  it('shows the branches below a branch only if they are asked for', async () => {
    const path = 'Fabrikam/_apis/tfvc/branches'
    const plain = await ask(emulator, path)
    const whole = await ask(emulator, `${path}?includeChildren=true&includeDeleted=true`)
    expect([plain.body.value[0]?.children, whole.body.value[0]?.children?.length]).toEqual([
      undefined,
      1,
    ])
  })

  it('answers 404 for a changeset that there is not, and 400 for no shelveset', async () => {
    const missing = await ask(emulator, '_apis/tfvc/changesets/999/changes')
    const unnamed = await ask(emulator, '_apis/tfvc/shelvesets/changes')
    expect([missing.status, unnamed.status]).toEqual([404, 400])
  })
})
