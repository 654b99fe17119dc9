import { expect, it } from 'vitest'
import { growLayout, tableLayout } from './table-layout.ts'

const number = { header: 2, values: 6, cuttable: false }
const shortText = { header: 5, values: 6, cuttable: true }
const longText = { header: 5, values: 300, cuttable: true }

it('gives each column what it needs when all fit', () => {
  expect(tableLayout([number, shortText], 80)).toEqual([6, 6])
})

it('takes from the widest text first and fills the line', () => {
  expect(tableLayout([number, longText, shortText], 40)).toEqual([6, 24, 6])
})

it('shares between texts that are equally long', () => {
  expect(tableLayout([longText, longText, longText], 64)).toEqual([20, 20, 20])
})

it('never cuts a number', () => {
  expect(tableLayout([number, longText], 16)).toEqual([6, 8])
})

it('gives up when even the least does not fit', () => {
  expect(tableLayout([longText, longText, longText], 20)).toBeUndefined()
})

it('lets text grow into unused cells, for rows that are still to come', () => {
  expect(growLayout([6, 10], [number, shortText], 80)).toEqual([6, 15])
  expect(growLayout([6, 10], [number, shortText], 20)).toEqual([6, 12])
})
