import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('the history of a work item', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.close())

  it('has as many revisions as the item says, oldest first, the last as the item is', async () => {
    const item = await ask(emulator, '_apis/wit/workitems/8')
    const { body } = await ask(emulator, '_apis/wit/workitems/8/revisions')
    const numbers = body.value.map(({ rev }) => rev)
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(body.value.at(-1)?.fields).toEqual(item.body.fields)
  })

  it('begins in the first state and ends in the present one', async () => {
    const { body } = await ask(emulator, '_apis/wit/workitems/8/revisions')
    const states = [...new Set(body.value.map(({ fields }) => fields['System.State']))]
    expect(states).toEqual(['New', 'Active', 'Closed'])
  })

  it('shows the item as of a date as the revision of that date', async () => {
    const { body } = await ask(emulator, '_apis/wit/workitems/8/revisions?$top=1&$skip=4')
    const asOf = String(body.value[0]?.fields['System.ChangedDate'])
    const item = await ask(emulator, `_apis/wit/workitems/8?asOf=${asOf}`)
    expect(item.body.fields).toEqual(body.value[0]?.fields)
  })

  it('tells what each update changed', async () => {
    const { body } = await ask(emulator, '_apis/wit/workitems/8/updates')
    const states = body.value.flatMap(({ fields }) => fields['System.State'] ?? [])
    expect(states).toEqual([
      { newValue: 'New' },
      { oldValue: 'New', newValue: 'Active' },
      { oldValue: 'Active', newValue: 'Closed' },
    ])
  })

  it('pages by $top and $skip', async () => {
    const { body } = await ask(emulator, '_apis/wit/workitems/8/updates?$top=3&$skip=8')
    expect(body.value.map(({ id }) => id)).toEqual([9, 10])
  })

  it('answers 404 for a revision that does not exist', async () => {
    const { status, body } = await ask(emulator, '_apis/wit/workitems/8/revisions/11')
    expect([status, body.typeKey]).toEqual([404, 'WorkItemRevisionNotFoundException'])
  })

  it('grows by one with every change', async () => {
    emulator.change({ kind: 'update', table: 'WorkItems', ids: [9], state: 'Removed' })
    const { body } = await ask(emulator, '_apis/wit/workitems/9/revisions')
    expect(body.value.at(-1)?.fields['System.State']).toBe('Removed')
    expect(body.value.at(-1)?.rev).toBe(body.value.length)
  })
})
