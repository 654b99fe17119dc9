import { isDevopsqlError } from '@devopsql/errors'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readList } from '../read-list.ts'
import { idsOf, rowsOf, upTo } from '../testing/ids-of.ts'
import { aClient, aList } from '../testing/test-client.ts'
import { startServer } from '../testing/test-server.ts'

const paging = { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 10 } as const

/** Before which request what happens at which place of the list (a fraction of its length). */
const change = fc.record({
  request: fc.integer({ min: 1, max: 12 }),
  kind: fc.constantFrom('insert', 'delete'),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  rows: fc.integer({ min: 1, max: 8 }),
})

it('gives every row that was there throughout once, or throws, whatever is inserted and deleted meanwhile', async () => {
  let rows: number[] = []
  let changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[] = []
  let requests = 0
  let nextId = 1000
  const server = await startServer(({ query }) => {
    for (const { kind, place, rows: count } of changes.filter((one) => one.request === requests)) {
      const index = Math.floor(place * rows.length)
      const added = kind === 'insert' ? upTo(count).map(() => nextId++) : []
      rows.splice(index, kind === 'insert' ? 0 : count, ...added)
    }
    requests++
    const skip = Number(query.get('$skip'))
    return { body: { value: rowsOf(rows.slice(skip, skip + Number(query.get('$top')))) } }
  })
  const read = async (): Promise<readonly number[] | undefined> => {
    const { client } = aClient(server)
    try {
      return await idsOf(readList(client, aList({ paging }), {}))
    } catch (error) {
      if (isDevopsqlError(error) && error.code === 'DEVOPSQL_INCOMPLETE') return undefined
      throw error
    } finally {
      await client.close()
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 70 }),
      fc.array(change, { maxLength: 6 }),
      async (size, planned) => {
        rows = [...upTo(size)]
        changes = planned
        requests = 0
        const ids = await read()
        if (ids === undefined) return
        const throughout = upTo(size).filter((id) => rows.includes(id))
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids).toEqual(expect.arrayContaining([...throughout]))
      },
    ),
    { numRuns: 300 },
  )
})
