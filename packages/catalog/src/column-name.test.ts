import { expect, it } from 'vitest'
import { columnName } from './column-name.ts'

it.each([
  ['Title', 'Title'],
  ['Story Points', 'StoryPoints'],
  ['Area ID', 'AreaId'],
  ['ID', 'Id'],
  ['work item type', 'WorkItemType'],
  ['Root-Cause / Fix', 'RootCauseFix'],
  ['SLA (hours)', 'SLAHours'],
  ['Größe in €', 'GrößeIn'],
  ['v1.2 [beta]', 'V12Beta'],
  ['Ship 🚀 it', 'ShipIt'],
  ['5 Whys', '5Whys'],
  ['優先度', '優先度'],
  ['🚀', ''],
])('makes of %s the column name %s', (field, name) => {
  expect(columnName(field)).toBe(name)
})
