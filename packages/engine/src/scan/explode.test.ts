import { describe, expect, it } from 'vitest'
import { explode, type NestedRows } from './explode.ts'
import { valueAt } from './raw-page.ts'

const at = (path: readonly string[], inside?: string): NestedRows => ({ path, inside })

const two = {
  id: 1,
  stages: [
    {
      id: 11,
      steps: [
        { id: 111, tasks: [{ id: 1 }, { id: 2 }] },
        { id: 112, tasks: [{ id: 3 }] },
      ],
    },
    { id: 12, steps: null },
    {
      id: 13,
      steps: [
        { id: 131, tasks: [] },
        { id: 132, tasks: [{ id: 4 }] },
      ],
    },
  ],
}

describe('rows in nested arrays', () => {
  it('are the elements of the array, each with the very element that holds it', () => {
    const page = explode([two], at(['stages']), undefined)
    expect(page.rows).toEqual(two.stages)
    expect(page.outers).toEqual([two, two, two])
  })

  it('are those of every array on the way, in order', () => {
    const { rows } = explode([two], at(['stages', 'steps', 'tasks']), undefined)
    expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }])
  })

  it('have around them the elements gone through in place of the arrays', () => {
    const { outers } = explode([two], at(['stages', 'steps', 'tasks']), undefined)
    expect(outers?.[2]).toEqual({
      id: 1,
      stages: { id: 11, steps: { id: 112, tasks: [{ id: 3 }] } },
    })
    expect(outers?.[3]).toMatchObject({ id: 1, stages: { id: 13, steps: { id: 132 } } })
  })

  it('may stand below an object', () => {
    const page = explode([{ id: 5, inner: { rows: ['a', 'b'] } }], at(['inner', 'rows']), undefined)
    expect(page.rows).toEqual(['a', 'b'])
    expect(page.outers?.[0]).toEqual({ id: 5, inner: { rows: ['a', 'b'] } })
  })

  it('are none where there is no such array', () => {
    expect(explode([{}, { inner: 3 }, null], at(['inner', 'rows']), undefined).rows).toEqual([])
  })

  it('are numbered in what holds them', () => {
    const { places } = explode([two, two], at(['stages']), undefined)
    expect(places?.map(({ position, holder }) => [position, holder])).toEqual([
      [1, null],
      [2, null],
      [3, null],
      [1, null],
      [2, null],
      [3, null],
    ])
  })

  it('come before those inside of them, and may be one row instead of an array', () => {
    const leaf = { name: 'a' }
    const group = { name: 'b', rows: [{ name: 'c', rows: [{ name: 'd' }] }, { name: 'e' }] }
    const all = [{ rows: leaf }, { rows: group }, { rows: [leaf, group] }, { rows: null }, {}]
    const { rows, outers, places } = explode(all, at(['rows'], 'rows'), undefined)
    expect(rows.map((row) => valueAt(row, ['name'])).join('')).toBe('abcdeabcde')
    expect(places?.map(({ position }) => position)).toEqual([1, 1, 2, 3, 4, 1, 2, 3, 4, 5])
    expect(places?.map(({ holder }) => holder)).toEqual([
      ...[null, null, 1, 2, 1],
      ...[null, null, 2, 3, 2],
    ])
    expect(outers?.[4]).toBe(all[1])
  })

  it('may be in one of several arrays', () => {
    const page = explode(
      [{ items: ['a'] }, { links: ['b', 'c'] }, {}],
      at(['items|links']),
      undefined,
    )
    expect(page.rows).toEqual(['a', 'b', 'c'])
    expect(page.places?.map(({ position }) => position)).toEqual([1, 1, 2])
  })
})
