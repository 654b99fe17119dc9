import { expect, it } from 'vitest'
import type { Attribute, Constraint, DatabaseModel, Relation } from './database-model.ts'
import { keepModel } from './kept-model.ts'

const relation = (oid: number): Relation => ({
  oid,
  name: `t${oid}`,
  namespace: { oid: 1, name: 'Information' },
  kind: 'r',
  doc: '',
})

it('reads columns and keys again when the tables are others, or after a while', async () => {
  let relations = [relation(1)]
  let reads = 0
  let time = 0
  const model: DatabaseModel = {
    namespaces: async () => await Promise.resolve([]),
    relations: async () => await Promise.resolve(relations),
    attributes: async (): Promise<readonly Attribute[]> => {
      reads++
      return await Promise.resolve([])
    },
    constraints: async (): Promise<readonly Constraint[]> => await Promise.resolve([]),
  }
  const kept = keepModel(model, () => time)
  const system = async function* (): AsyncGenerator<never> {}
  await kept.attributes(system)
  await kept.attributes(system)
  expect(reads).toBe(1)
  relations = [relation(1), relation(2)]
  expect(await kept.relations(system)).toEqual(relations)
  await kept.attributes(system)
  expect(reads).toBe(2)
  time = 30_001
  await kept.attributes(system)
  expect(reads).toBe(3)
})
