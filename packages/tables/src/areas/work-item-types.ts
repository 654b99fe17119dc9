import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  json,
  type Table,
  text,
} from '@devopsql/schema'
import { eachProject, projectOfParent } from '../project-columns.ts'

/** Rows out of an array in each work item type of a project: one request for all its types. */
function perType(name: string, doc: string, { array, key, columns }: Parts): Table {
  return defineTable({
    name,
    doc,
    kind: 'view',
    area: 'work-item-types',
    levels: ['organization', 'project'],
    key: ['ProjectId', 'WorkItemTypeName', key],
    foreignKeys: [
      {
        columns: ['ProjectId', 'WorkItemTypeName'],
        table: 'WorkItemTypes',
        references: ['ProjectId', 'Name'],
      },
    ],
    columns: {
      ...projectOfParent,
      WorkItemTypeName: text('name', 'Name of the work item type.', { outer: true }),
      WorkItemTypeReferenceName: text('referenceName', 'Name of the type in its process.', {
        outer: true,
      }),
      ...columns,
    },
    access: [
      {
        name: `${array} of the types of a project`,
        request: { path: '{project}/_apis/wit/workitemtypes' },
        each: array,
        parent: eachProject,
      },
    ],
  })
}

interface Parts {
  readonly array: string
  readonly key: string
  readonly columns: ColumnDefinitions
}

const states = perType('WorkItemTypeStates', 'States that work items of each type go through.', {
  array: 'states',
  key: 'Name',
  columns: {
    Name: text('name', 'Name of the state, such as Active.'),
    Color: text('color', 'Colour as six hexadecimal digits.'),
    Category: choice(
      'category',
      ['Proposed', 'InProgress', 'Resolved', 'Completed', 'Removed'],
      'What the state means to boards and backlogs.',
    ),
  },
})

const fields = perType('WorkItemTypeFields', 'Fields that work items of each type have.', {
  array: 'fieldInstances',
  key: 'ReferenceName',
  columns: {
    ReferenceName: text('referenceName', 'Name that never changes, such as System.Title.'),
    Name: text('name', 'Name that is shown.'),
    AlwaysRequired: boolean('alwaysRequired', 'Whether it must have a value.'),
    HelpText: text('helpText', 'What people are told about it.'),
    DefaultValue: text('defaultValue', 'Value of new work items.'),
    AllowedValues: json('allowedValues', 'Values that are allowed, where they are answered.'),
    DependentFields: json('dependentFields', 'Fields that depend on it, where they are answered.'),
    Url: text('url', 'REST address of the field.', { collation: 'exact' }),
  },
})

/** What the types of work items are made of. */
export const workItemTypeTables: readonly Table[] = [states, fields]
