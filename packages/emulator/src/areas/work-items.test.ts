import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { ask } from '../testing/ask.ts'

describe('work items', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.close())

  const batch = (body: object): ReturnType<typeof ask> =>
    ask(emulator, '_apis/wit/workitemsbatch', body)
  const ids = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => index + 1)

  it('answers only the fields asked for and leaves out empty ones', async () => {
    const { body } = await batch({
      ids: [8],
      fields: ['System.Id', 'System.Title', 'System.History'],
    })
    expect(body.value.map(({ fields }) => fields)).toEqual([
      { 'System.Id': 8, 'System.Title': 'Document audit log in the sandbox' },
    ])
  })

  it('refuses 201 ids with VS403474', async () => {
    const { status, body } = await batch({ ids: ids(201), fields: ['System.Id'] })
    expect([status, body.message]).toEqual([
      400,
      'VS403474: You requested 201 work items which exceeds the limit of 200.',
    ])
  })

  it('answers 404 with TF401232 for a missing id, unless errorPolicy is omit', async () => {
    const failed = await batch({ ids: [1, 999_999], fields: ['System.Id'] })
    const omitted = await batch({ ids: [1, 999_999], fields: ['System.Id'], errorPolicy: 'omit' })
    expect([failed.status, failed.body.typeKey]).toEqual([
      404,
      'WorkItemUnauthorizedAccessException',
    ])
    expect(omitted.text).toMatch(/^\{"count":2,"value":\[\{"id":1,.*\},null\]\}$/)
  })

  it('refuses fields together with $expand, and fields that nobody knows', async () => {
    const both = await batch({ ids: [1], fields: ['System.Id'], $expand: 'relations' })
    const unknown = await batch({ ids: [1], fields: ['Custom.Nope'] })
    expect([both.status, unknown.status, unknown.body.message]).toEqual([
      400,
      400,
      'TF51535: Cannot find field Custom.Nope.',
    ])
  })

  it('shows both ends of a link with $expand=relations', async () => {
    const { body } = await batch({ ids: ids(200), $expand: 'relations', errorPolicy: 'omit' })
    const links =
      JSON.stringify(body.value).match(/"rel":"System.LinkTypes.Hierarchy-(Forward|Reverse)"/g) ??
      []
    expect(new Set(links).size).toBe(2)
  })

  it('lists a custom field of one process only in its project', async () => {
    const names = async (project: string): Promise<readonly string[]> =>
      (await ask(emulator, `${project}/_apis/wit/fields`)).body.value.map(({ name }) => name)
    expect((await names('Fabrikam')).includes('Approver')).toBe(true)
    expect((await names('Contoso%20Web.Shop')).includes('Approver')).toBe(false)
  })

  it('tells the states of a type with their categories', async () => {
    const { body } = await ask(emulator, 'Fabrikam/_apis/wit/workitemtypes/Test%20Case/states')
    expect(body.value).toEqual([
      { name: 'Design', color: 'b2b2b2', category: 'Proposed' },
      { name: 'Ready', color: '007acc', category: 'InProgress' },
      { name: 'Closed', color: '339933', category: 'Completed' },
    ])
  })

  it('looks at an item as of its first day', async () => {
    const fields = ['System.State', 'System.Rev']
    const now = await batch({ ids: [8], fields })
    const then = await batch({ ids: [8], fields, asOf: '2016-12-02T00:00:00Z' })
    expect(now.body.value[0]?.fields).toEqual({ 'System.State': 'Closed', 'System.Rev': 10 })
    expect(then.body.value[0]?.fields).toEqual({ 'System.State': 'New', 'System.Rev': 1 })
  })

  it('gives area paths with the kind between project and rest', async () => {
    const { text } = await ask(emulator, 'Fabrikam/_apis/wit/classificationnodes/areas?$depth=1')
    expect(JSON.parse(text).path).toBe('\\Fabrikam\\Area')
  })
})

it('holds text that differs only in letter case, accents or spaces', async () => {
  await using emulator = await startEmulator()
  const tiers = new Set<unknown>()
  for (let first = 1; first < 2_000; first += 200) {
    const ids = Array.from({ length: 200 }, (_, index) => first + index)
    const { body } = await ask(emulator, '_apis/wit/workitemsbatch', {
      ids,
      fields: ['Custom.CustomerTier', 'System.Id'],
      errorPolicy: 'omit',
    })
    for (const row of body.value)
      tiers.add((row as typeof row | null)?.fields['Custom.CustomerTier'])
  }
  expect(tiers).toEqual(
    new Set([
      undefined,
      'Gold',
      'gold',
      'GOLD',
      'Góld',
      'Silver',
      'Silver ',
      'Bronze',
      'Straße',
      'STRASSE',
    ]),
  )
})
