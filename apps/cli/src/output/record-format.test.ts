import { expect, it } from 'vitest'
import { aColumn } from '../testing/fake-connection.ts'
import { recordFormat } from './record-format.ts'
import { plainStyle } from './text-style.ts'

it('shows values of any length whole', () => {
  const format = recordFormat({ width: 60, style: plainStyle })
  format.begin([aColumn('Id', 'INTEGER'), aColumn('Description')])
  const text = format.rows([[1, 'x'.repeat(9999)]])
  expect(text.match(/x/g)).toHaveLength(9999)
})
