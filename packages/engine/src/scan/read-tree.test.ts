import { expect, it } from 'vitest'
import { valueAt } from './raw-page.ts'
import { flattenTree } from './read-tree.ts'

const nameOf = (row: unknown): unknown => valueAt(row, ['name'])
const neverAgain = (): Promise<unknown> => Promise.reject(new Error('nothing is missing'))

it('gives each row before the rows that it holds', async () => {
  const given = [{ name: 'a', children: [{ name: 'b', children: [{ name: 'c' }] }] }, { name: 'd' }]
  const { rows: flat } = await flattenTree(given, { children: 'children' }, neverAgain)
  expect(flat.map(nameOf)).toEqual(['a', 'b', 'c', 'd'])
})

it('reads again what an answer has left out, by a path filled from the row', async () => {
  const asked: [string, unknown][] = []
  const { rows: flat } = await flattenTree(
    [
      { name: 'folder', id: 'f1', hasChildren: true },
      { name: 'empty', hasChildren: false },
    ],
    {
      children: 'children',
      more: { flag: 'hasChildren', path: '{project}/_apis/wit/queries/{$id}' },
    },
    (template, holes) => {
      asked.push([template, holes.get('$id')])
      return Promise.resolve({ name: 'folder', children: [{ name: 'query' }] })
    },
  )
  expect(flat.map(nameOf)).toEqual(['folder', 'query', 'empty'])
  expect(asked).toEqual([['{project}/_apis/wit/queries/{$id}', 'f1']])
})

it('reads trees that are deeper than the call stack', async () => {
  let tree: object = { name: 'leaf' }
  for (let depth = 0; depth < 50_000; depth += 1) tree = { name: 'node', children: [tree] }
  const { rows: flat } = await flattenTree([tree], { children: 'children' }, neverAgain)
  expect(flat).toHaveLength(50_001)
})

it('says which row holds each row', async () => {
  const tree = [{ name: 'a', children: [{ name: 'b', children: [{ name: 'c' }] }] }, { name: 'd' }]
  const { holders } = await flattenTree(tree, { children: 'children' }, neverAgain)
  expect(holders.map(nameOf)).toEqual([undefined, 'a', 'b', undefined])
})
