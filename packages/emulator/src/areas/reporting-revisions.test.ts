import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type Asked, ask } from '../testing/ask.ts'

describe('reporting revisions', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { WorkItems: 300 } })
  })
  afterAll(() => emulator.close())
  const path = '_apis/wit/reporting/workitemrevisions'
  const readAll = async (query: string): Promise<readonly Asked[]> => {
    const pages = [await ask(emulator, `${path}?${query}`)]
    for (let last = pages[0]; last?.body.isLastBatch === false; last = pages.at(-1)) {
      const next = last.body.nextLink.slice(emulator.url.length + 1)
      pages.push(await ask(emulator, next))
    }
    return pages
  }
  const keys = (pages: readonly Asked[]): readonly string[] =>
    pages.flatMap(({ body }) => body.values.map(({ id, rev }) => `${id}.${rev}`))

  it('gives every revision once, whatever the page size, in the order of their watermarks', async () => {
    const large = await readAll('fields=System.Watermark')
    const small = await readAll('fields=System.Watermark&$maxPageSize=171')
    const watermarks = small.flatMap(({ body }) =>
      body.values.map(({ fields }) => Number(fields['System.Watermark'])),
    )
    expect(keys(small)).toEqual(keys(large))
    expect(new Set(keys(small)).size).toBe(watermarks.length)
    expect(watermarks).toEqual([...watermarks].sort((one, other) => one - other))
  })

  it('gives each work item once with includeLatestOnly', async () => {
    const pages = await readAll('includeLatestOnly=true&fields=System.State,System.Rev')
    const ids = pages.flatMap(({ body }) => body.values.map(({ id }) => id))
    const item = await ask(emulator, '_apis/wit/workitems/8?fields=System.State,System.Rev')
    expect([ids.length, new Set(ids).size]).toEqual([300, 300])
    expect(pages.flatMap(({ body }) => body.values).find(({ id }) => id === 8)?.fields).toEqual(
      item.body.fields,
    )
  })

  it('goes on from the last token with what was changed since', async () => {
    const token = (await readAll('')).at(-1)?.body.continuationToken ?? ''
    const before = await ask(emulator, `${path}?continuationToken=${token}`)
    emulator.change({ kind: 'update', table: 'WorkItems', ids: [9, 8], state: 'Active' })
    const after = await ask(emulator, `${path}?continuationToken=${token}`)
    expect([before.body.values, before.body.isLastBatch]).toEqual([[], true])
    expect(before.body.continuationToken).toBe(token)
    expect(after.body.values.map(({ id, fields }) => [id, fields['System.State']])).toEqual([
      [9, 'Active'],
      [8, 'Active'],
    ])
  })

  it('leaves out deleted work items unless they are asked for', async () => {
    emulator.change({ kind: 'delete-first', table: 'WorkItems', ids: [20] })
    const live = keys(await readAll('fields=System.Id'))
    const all = keys(await readAll('fields=System.Id&includeDeleted=true'))
    expect(live.filter((key) => key.startsWith('20.'))).toEqual([])
    expect(all.filter((key) => key.startsWith('20.')).length).toBeGreaterThan(0)
  })

  it('restricts types and the project, with people as text and without long text', async () => {
    const { body } = await ask(emulator, `Fabrikam/${path}?types=Bug`)
    const bug = body.values[0]?.fields
    const types = new Set(body.values.map(({ fields }) => fields['System.WorkItemType']))
    const projects = new Set(body.values.map(({ fields }) => fields['System.TeamProject']))
    expect([[...types], [...projects]]).toEqual([['Bug'], ['Fabrikam']])
    expect(bug?.['System.CreatedBy']).toEqual(expect.stringMatching(/ <.*>$/))
    expect(body.values.flatMap(({ fields }) => fields['System.Description'] ?? [])).toEqual([])
  })

  it('reads a filter from a body, with people and tags as objects', async () => {
    const { body } = await ask(emulator, `${path}?$expand=fields`, {
      fields: ['System.Description', 'System.ChangedBy', 'System.Tags'],
      includeIdentityRef: true,
      includeTagRef: true,
    })
    const all = body.values.map(({ fields }) => fields)
    expect(JSON.stringify(all.find((fields) => 'System.Tags' in fields)?.['System.Tags'])).toMatch(
      /^\[\{"id":"[0-9a-f-]{36}","name":"backend"\},/,
    )
    expect(all[0]?.['System.ChangedBy']).toHaveProperty('descriptor')
    expect(all.some((fields) => 'System.Description' in fields)).toBe(true)
  })

  it('starts after a date, but not with a token as well', async () => {
    const date = '2026-01-01T00:00:00Z'
    const { body } = await ask(emulator, `${path}?startDateTime=${date}&fields=System.ChangedDate`)
    const dates = body.values.map(({ fields }) => String(fields['System.ChangedDate']))
    const both = await ask(emulator, `${path}?startDateTime=${date}&continuationToken=1;1;1`)
    const wrong = await ask(emulator, `${path}?continuationToken=nonsense`)
    expect(dates.every((text) => text >= date)).toBe(true)
    expect([dates.length > 0, both.status, wrong.status]).toEqual([true, 400, 400])
  })
})
