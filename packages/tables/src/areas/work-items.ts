import {
  boolean,
  choice,
  defineTable,
  integer,
  json,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'
import { fieldTypes } from '../field-types.ts'
import { eachProject, projectOfParent } from '../project-columns.ts'
import {
  byWiql,
  idField,
  projectField,
  projectIdOf,
  projectPath,
  revisionField,
} from '../work-item-list.ts'

const workItems: Table = defineTable({
  name: 'WorkItems',
  doc: 'Work items with one column for each field that the organization defines.',
  area: 'work-items',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [{ columns: ['ProjectId'], table: 'Projects', references: ['Id'] }],
  columns: {
    Id: integer('id', 'Number of the work item, unique in the organization.', {
      aliases: ['System.Id'],
      field: idField,
    }),
    Rev: integer('rev', 'Number of the revision that was read.', {
      aliases: ['System.Rev'],
      nullable: false,
      field: revisionField,
    }),
    ProjectId: projectIdOf(false),
    ProjectName: text(projectPath, 'Name of the project.', {
      aliases: ['TeamProject', 'System.TeamProject'],
      nullable: false,
      field: projectField,
    }),
    Url: text('url', 'REST address of the work item.', { collation: 'exact' }),
    Relations: json('relations', 'Links, attachments and hyperlinks of the work item.'),
    CommentVersionRefCommentId: integer(
      'commentVersionRef.commentId',
      'Comment that came with the revision.',
    ),
    CommentVersionRefVersion: integer('commentVersionRef.version', 'Version of that comment.'),
    CommentVersionRefUrl: text('commentVersionRef.url', 'REST address of that comment.', {
      collation: 'exact',
    }),
  },
  dynamic: 'work-item-fields',
  access: [byWiql],
})

const workItemTypes: Table = defineTable({
  name: 'WorkItemTypes',
  doc: 'Work item types of the projects.',
  kind: 'view',
  area: 'work-items',
  levels: ['organization', 'project'],
  key: ['ProjectId', 'Name'],
  foreignKeys: [{ columns: ['ProjectId'], table: 'Projects', references: ['Id'] }],
  columns: {
    ...projectOfParent,
    Name: text('name', 'Name of the type, such as Bug.'),
    ReferenceName: text('referenceName', 'Name of the type in its process.'),
    Description: text('description', 'What the type is for.'),
    Color: text('color', 'Colour as six hexadecimal digits.'),
    IconId: text('icon.id', 'Name of the icon.'),
    IconUrl: text('icon.url', 'Address of the icon.', { collation: 'exact' }),
    IsDisabled: boolean('isDisabled', 'Whether no work items of the type can be made.'),
    States: json('states', 'States of the type with colour and category.'),
    Transitions: json('transitions', 'State changes that the type allows.'),
    Fields: json('fields', 'Fields of the type.'),
    FieldInstances: json('fieldInstances', 'Fields of the type with default and help text.'),
    XmlForm: text('xmlForm', 'Layout of the form.'),
    Url: text('url', 'REST address of the type.', { collation: 'exact' }),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'types of a project',
      request: { path: '{project}/_apis/wit/workitemtypes' },
      parent: eachProject,
    },
  ],
})

const workItemFields: Table = defineTable({
  name: 'WorkItemFields',
  aliases: ['Fields'],
  doc: 'Work item fields of the organization, those of every process.',
  kind: 'view',
  area: 'work-items',
  levels: ['organization', 'project'],
  key: ['ReferenceName'],
  columns: {
    ReferenceName: text('referenceName', 'Name that never changes, such as System.Title.'),
    Name: text('name', 'Name that is shown.', { nullable: false }),
    Type: choice('type', fieldTypes, 'Type of the values.'),
    Description: text('description', 'What the field is for.'),
    Usage: choice(
      'usage',
      ['none', 'workItem', 'workItemLink', 'tree', 'workItemTypeExtension'],
      'What kind of object has the field.',
    ),
    ReadOnly: boolean('readOnly', 'Whether only the service sets it.'),
    CanSortBy: boolean('canSortBy', 'Whether queries can sort by it.'),
    IsQueryable: boolean('isQueryable', 'Whether queries can filter by it.'),
    IsIdentity: boolean('isIdentity', 'Whether its values are people or groups.'),
    IsPicklist: boolean('isPicklist', 'Whether its values come from a list.'),
    IsPicklistSuggested: boolean('isPicklistSuggested', 'Whether values off the list are allowed.'),
    IsDeleted: boolean('isDeleted', 'Whether the field is deleted.'),
    IsLocked: boolean('isLocked', 'Whether the field is locked for editing.'),
    PicklistId: uuid('picklistId', 'Identifier of the list of values.'),
    SupportedOperations: json('supportedOperations', 'Operators that queries can use on it.'),
    Url: text('url', 'REST address of the field.', { collation: 'exact' }),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'list',
      request: { path: '_apis/wit/fields' },
    },
  ],
})

/** Work items, their types and fields. */
export const workItemTables: readonly Table[] = [workItems, workItemTypes, workItemFields]
