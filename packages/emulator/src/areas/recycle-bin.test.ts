import { expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type Asked, ask, send } from '../testing/ask.ts'

const remove = (emulator: Emulator, id: number, more = ''): Promise<Asked> =>
  send(emulator, { method: 'DELETE', path: `_apis/wit/workitems/${id}${more}` })

it('moves a deleted work item to the recycle bin, out of reach of reads and queries', async () => {
  await using emulator = await startEmulator()
  const before = await ask(emulator, '_apis/wit/workitems/8')
  const deleted = await remove(emulator, 8)
  const read = await ask(emulator, '_apis/wit/workitems/8')
  const found = await ask(emulator, '_apis/wit/wiql', {
    query: 'SELECT [System.Id] FROM WorkItems WHERE [System.Id] = 8',
  })
  const bin = await ask(emulator, '_apis/wit/recyclebin')
  expect([deleted.status, read.status]).toEqual([200, 404])
  expect(deleted.body).toMatchObject({
    id: 8,
    code: 200,
    type: before.body.fields['System.WorkItemType'],
    name: before.body.fields['System.Title'],
    deletedDate: '11/1/2026 12:00:01 AM',
    deletedBy: 'João Dvořák <joao.dvorak0@example.com>',
    resource: { id: 8, rev: 11 },
  })
  expect(deleted.text).toMatch(/"self":\{"href":"[^"]*\/_apis\/wit\/recyclebin\/8"\}/)
  expect(found.body.workItems).toEqual([])
  expect(bin.body.value.map(({ id }) => id)).toEqual([8])
})

it('tells of deleted work items by id, alone and together', async () => {
  await using emulator = await startEmulator()
  await remove(emulator, 8)
  await remove(emulator, 9)
  const one = await ask(emulator, '_apis/wit/recyclebin/8')
  const both = await ask(emulator, '_apis/wit/recyclebin?ids=9,8')
  const live = await ask(emulator, '_apis/wit/recyclebin/10')
  expect(one.body).toMatchObject({ id: 8, resource: { id: 8 } })
  expect(both.body.value.map(({ id }) => id)).toEqual([9, 8])
  expect([live.status, live.body.typeKey]).toEqual([404, 'WorkItemUnauthorizedAccessException'])
})

it('restores a work item as it was, one revision later', async () => {
  await using emulator = await startEmulator()
  const before = await ask(emulator, '_apis/wit/workitems/8')
  await remove(emulator, 8)
  const path = '_apis/wit/recyclebin/8'
  const refused = await send(emulator, { method: 'PATCH', path, body: {} })
  const restored = await send(emulator, { method: 'PATCH', path, body: { isDeleted: false } })
  const after = await ask(emulator, '_apis/wit/workitems/8')
  const bin = await ask(emulator, '_apis/wit/recyclebin')
  expect([refused.status, restored.status]).toEqual([400, 200])
  expect([before.body.rev, after.body.rev]).toEqual([10, 12])
  expect(after.body.fields['System.State']).toBe(before.body.fields['System.State'])
  expect(bin.body.value).toEqual([])
})

it('destroys for good, from the bin or at once', async () => {
  await using emulator = await startEmulator()
  await remove(emulator, 8)
  const emptied = await send(emulator, { method: 'DELETE', path: '_apis/wit/recyclebin/8' })
  const atOnce = await remove(emulator, 9, '?destroy=true')
  const bin = await ask(emulator, '_apis/wit/recyclebin')
  const again = await remove(emulator, 9)
  expect([emptied.status, emptied.text, atOnce.status, again.status]).toEqual([204, '', 200, 404])
  expect(bin.body.value).toEqual([])
})

it('keeps the recycle bins of projects apart', async () => {
  await using emulator = await startEmulator()
  const item = await ask(emulator, '_apis/wit/workitems/8')
  const own = String(item.body.fields['System.TeamProject'])
  const other = own === 'Fabrikam' ? 'Contoso%20Web.Shop' : 'Fabrikam'
  await remove(emulator, 8)
  const here = await ask(emulator, `${encodeURIComponent(own)}/_apis/wit/recyclebin`)
  const there = await ask(emulator, `${other}/_apis/wit/recyclebin`)
  expect([here.body.value.length, there.body.value.length]).toEqual([1, 0])
})
