import { expect, it } from 'vitest'
import { lengthModifier, numericModifier } from './type-modifier.ts'
import { postgresTypes, scalar, typeOfName, typeOfOid } from './type-table.ts'

it('has each object identifier and name once', () => {
  expect(new Set(postgresTypes.map((type) => type.oid)).size).toBe(postgresTypes.length)
  expect(new Set(postgresTypes.map((type) => type.name)).size).toBe(postgresTypes.length)
})

it('finds types by object identifier and by name', () => {
  expect(typeOfOid(1184)?.name).toBe('timestamptz')
  expect(typeOfOid(1009)?.element?.name).toBe('text')
  expect(typeOfOid(0)).toBeUndefined()
  expect(typeOfName('int2vector')?.oid).toBe(22)
  expect(typeOfName('constructor')).toBeUndefined()
  expect(scalar('numeric')).toMatchObject({ oid: 1700, size: -1, category: 'N', arrayOid: 1231 })
})

it('has for each array identifier of a scalar the array', () => {
  const arrays = postgresTypes.filter((type) => type.element === undefined && type.arrayOid !== 0)
  expect(arrays.map((type) => typeOfOid(type.arrayOid)?.element?.oid)).toEqual(
    arrays.map((type) => type.oid),
  )
})

it('packs lengths and precisions as PostgreSQL does', () => {
  expect(lengthModifier(100)).toBe(104)
  expect(numericModifier(10, 2)).toBe(655_366)
  expect(numericModifier(5, -2)).toBe(329_730)
})
