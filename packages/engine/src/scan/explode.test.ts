import { describe, expect, it } from 'vitest'
import { explode } from './explode.ts'

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
    const page = explode([two], ['stages'], undefined)
    expect(page.rows).toEqual(two.stages)
    expect(page.outers).toEqual([two, two, two])
  })

  it('are those of every array on the way, in order', () => {
    const { rows } = explode([two], ['stages', 'steps', 'tasks'], undefined)
    expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }])
  })

  it('have around them the elements gone through in place of the arrays', () => {
    const { outers } = explode([two], ['stages', 'steps', 'tasks'], undefined)
    expect(outers?.[2]).toEqual({
      id: 1,
      stages: { id: 11, steps: { id: 112, tasks: [{ id: 3 }] } },
    })
    expect(outers?.[3]).toMatchObject({ id: 1, stages: { id: 13, steps: { id: 132 } } })
  })

  it('may stand below an object', () => {
    const page = explode([{ id: 5, inner: { rows: ['a', 'b'] } }], ['inner', 'rows'], undefined)
    expect(page.rows).toEqual(['a', 'b'])
    expect(page.outers?.[0]).toEqual({ id: 5, inner: { rows: ['a', 'b'] } })
  })

  it('are none where there is no such array', () => {
    expect(explode([{}, { inner: 3 }, null], ['inner', 'rows'], undefined).rows).toEqual([])
  })
})
