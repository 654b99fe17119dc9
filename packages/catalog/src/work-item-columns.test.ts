import { findColumn } from '@devopsql/schema'
import { findTable } from '@devopsql/tables'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { aField } from './testing/a-field.ts'
import { workItemColumns } from './work-item-columns.ts'
import type { WorkItemField } from './work-item-field.ts'

const beside = findTable('WorkItems')?.columns ?? []

function columnsOf(fields: readonly WorkItemField[]) {
  return workItemColumns(fields, { includeCustomFields: true, beside })
}

function namesOf(fields: readonly WorkItemField[]) {
  return columnsOf(fields).map(({ name }) => name)
}

const type = aField({ name: 'Work Item Type', referenceName: 'System.WorkItemType' })
const assignedTo = aField({
  name: 'Assigned To',
  referenceName: 'System.AssignedTo',
  isIdentity: true,
})

it('names columns after the display name and lets the reference name stand for them', () => {
  const columns = columnsOf([
    aField({ name: 'Story Points', referenceName: 'Microsoft.VSTS.Scheduling.StoryPoints' }),
    type,
  ])
  expect(columns.map(({ name, aliases }) => [name, aliases])).toEqual([
    ['Type', ['System.WorkItemType', 'WorkItemType']],
    ['StoryPoints', ['Microsoft.VSTS.Scheduling.StoryPoints']],
  ])
  expect(findColumn({ columns }, 'system.workitemtype')?.name).toBe('Type')
})

it.each([
  ['string', 'varchar'],
  ['plainText', 'varchar'],
  ['html', 'varchar'],
  ['history', 'varchar'],
  ['treePath', 'varchar'],
  ['picklistString', 'varchar'],
  ['integer', 'integer'],
  ['picklistInteger', 'integer'],
  ['double', 'double'],
  ['picklistDouble', 'double'],
  ['dateTime', 'timestamptz'],
  ['boolean', 'boolean'],
  ['guid', 'uuid'],
  ['something new', 'varchar'],
])('types a field of type %s as %s', (fieldType, sqlType) => {
  const [column] = columnsOf([aField({ name: 'X', type: fieldType })])
  expect(column?.type).toBe(sqlType)
  expect(column?.collation).toBe(sqlType === 'varchar' ? 'ignore-case' : undefined)
  expect(column?.field?.type).toBe(fieldType)
})

it('reads the value under the reference name, dots and all', () => {
  const [column] = columnsOf([aField({ name: 'X', referenceName: 'Custom.a.b' })])
  expect(column?.source).toEqual({ kind: 'row', path: ['fields', 'Custom.a.b'], decode: 'value' })
})

it('spreads a person over five columns and lets the role stand for the display name', () => {
  const columns = columnsOf([assignedTo])
  expect(columns.map(({ name, type: sql }) => [name, sql])).toEqual([
    ['AssignedToDisplayName', 'varchar'],
    ['AssignedToId', 'uuid'],
    ['AssignedToUniqueName', 'varchar'],
    ['AssignedToUrl', 'varchar'],
    ['AssignedToImageUrl', 'varchar'],
  ])
  expect(columns[1]?.source).toEqual({
    kind: 'row',
    path: ['fields', 'System.AssignedTo', 'id'],
    decode: 'value',
  })
  expect(columns.map(({ field }) => field?.type)).toEqual([
    'identity',
    'identity',
    'identity',
    'identity',
    'identity',
  ])
  expect(findColumn({ columns }, 'AssignedTo')?.name).toBe('AssignedToDisplayName')
  expect(findColumn({ columns }, 'System.AssignedTo')?.name).toBe('AssignedToDisplayName')
})

it('never calls NULL what every work item has, and anything else nullable', () => {
  const fields = ['State', 'Title', 'Created Date', 'Changed Date', 'Reason'].map((name) =>
    aField({ name, referenceName: `System.${name.replace(' ', '')}` }),
  )
  const nullable = columnsOf([...fields, type]).filter((column) => column.nullable)
  expect(nullable.map(({ name }) => name)).toEqual(['Reason'])
})

it('leaves the later of two equal names its reference name, whichever the service sends first', () => {
  const rootCause = aField({ name: 'Root Cause', referenceName: 'Custom.A' })
  const together = aField({ name: 'RootCause', referenceName: 'Custom.B' })
  expect(namesOf([rootCause, together])).toEqual(['RootCause', 'Custom.B'])
  expect(namesOf([together, rootCause])).toEqual(['RootCause', 'Custom.B'])
})

it("leaves a custom field that is called like a person's part its reference name", () => {
  const custom = aField({ name: 'AssignedToId', referenceName: 'Custom.AssignedToId' })
  expect(namesOf([custom, assignedTo]).at(-1)).toBe('Custom.AssignedToId')
  expect(namesOf([custom, assignedTo])).toContain('AssignedToId')
})

it('leaves a person of whom a part is taken the reference name in every part', () => {
  const text = aField({ name: 'Owner Url', referenceName: 'Custom.A' })
  const owner = aField({ name: 'Owner', referenceName: 'Custom.Owner', type: 'identity' })
  expect(namesOf([text, owner])).toEqual([
    'OwnerUrl',
    'Custom.OwnerDisplayName',
    'Custom.OwnerId',
    'Custom.OwnerUniqueName',
    'Custom.OwnerUrl',
    'Custom.OwnerImageUrl',
  ])
})

it('keeps the names of the columns that are there anyway', () => {
  const fields = ['Relations', 'Project Id', 'TeamProject', 'rev'].map((name) => aField({ name }))
  expect(namesOf(fields)).toEqual([
    'Custom.ProjectId',
    'Custom.Relations',
    'Custom.TeamProject',
    'Custom.rev',
  ])
})

it('shows the id, the revision and the project once', () => {
  const fields = [
    aField({ name: 'ID', referenceName: 'System.Id', type: 'integer' }),
    aField({ name: 'Rev', referenceName: 'System.Rev', type: 'integer' }),
    aField({ name: 'Team Project', referenceName: 'System.TeamProject' }),
  ]
  expect(namesOf(fields)).toEqual([])
})

it.each(['🚀', '—', '[]', '...'])(
  'names the column of the field %s by its reference name',
  (name) => {
    expect(namesOf([aField({ name, referenceName: 'Custom.X' })])).toEqual(['Custom.X'])
  },
)

it('leaves out fields of links and of tree nodes, and deleted ones', () => {
  const fields = [
    aField({ name: 'Link Type', usage: 'workItemLink' }),
    aField({ name: 'Node', usage: 'tree' }),
    aField({ name: 'Gone', isDeleted: true }),
    aField({ name: 'Kanban Column', usage: 'workItemTypeExtension' }),
  ]
  expect(namesOf(fields)).toEqual(['KanbanColumn'])
})

it('leaves out what the organization has added when custom fields are not wanted', () => {
  const fields = [
    aField({ name: 'Severity', referenceName: 'Microsoft.VSTS.Common.Severity' }),
    aField({ name: 'Tier' }),
    aField({ name: 'Kanban Column', referenceName: 'WEF_1_Kanban.Column' }),
  ]
  const columns = workItemColumns(fields, { includeCustomFields: false })
  expect(columns.map(({ name }) => name)).toEqual(['Severity'])
})

it('gives every column names of its own, whatever the fields are called', () => {
  const name = fc.oneof(
    fc.constantFrom('Owner', 'owner id', 'OwnerId', 'Id', 'Custom.1', 'custom 1Id', '🚀', ' '),
    fc.string(),
  )
  const field = fc.record({ name, isIdentity: fc.boolean() })
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
      const columns = columnsOf(
        fields.map((about, index) => aField({ ...about, referenceName: `Custom.${index}` })),
      )
      const all = [...beside, ...columns].flatMap((column) => [column.name, ...column.aliases])
      expect(new Set(all.map((each) => each.toLowerCase())).size).toBe(all.length)
      expect(columns).toHaveLength(
        fields.reduce((count, { isIdentity }) => count + (isIdentity ? 5 : 1), 0),
      )
    }),
  )
})
