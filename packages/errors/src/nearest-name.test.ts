import { expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

const columns = ['Id', 'Title', 'State', 'ChangedDate', 'CreatedDate']

it('finds the name with one letter wrong', () => {
  expect(nearestName('Titel', columns)).toBe('Title')
})

it('ignores letter case', () => {
  expect(nearestName('CHANGEDATE', columns)).toBe('ChangedDate')
})

it('says nothing when no name is close', () => {
  expect(nearestName('Severity', columns)).toBeUndefined()
})
