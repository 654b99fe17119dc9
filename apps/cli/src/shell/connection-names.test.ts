import { expect, it } from 'vitest'
import { aColumn, fakeConnection } from '../testing/fake-connection.ts'
import { connectionNames } from './connection-names.ts'

it('asks once for the procedures with their inputs', async () => {
  const connection = fakeConnection({
    columns: [aColumn('ProcedureName'), aColumn('ColumnName')],
    batches: [
      [
        ['P', 'A'],
        ['P', 'B'],
      ],
      [['Q', null]],
    ],
  })
  const names = connectionNames(connection)
  expect(await names.procedures()).toEqual([
    { name: 'P', inputs: ['A', 'B'] },
    { name: 'Q', inputs: [] },
  ])
  await names.procedures()
  expect(connection.asked).toHaveLength(1)
})
