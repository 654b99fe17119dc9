import {
  boolean,
  type ColumnDefinitions,
  defineTable,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { foreignKeyToProject } from '../project-columns.ts'
import { byWiql, idField, projectField, projectIdOf, projectPath } from '../work-item-list.ts'

const exact = { collation: 'exact' } as const

/** The columns of the project of a work item, which is the row or holds it. */
function projectOfItem(outer: boolean): ColumnDefinitions {
  return {
    ProjectId: projectIdOf(outer),
    ProjectName: text(projectPath, 'Name of the project.', {
      outer,
      nullable: false,
      field: projectField,
    }),
  }
}

const itemOfRow: ColumnDefinitions = {
  WorkItemId: integer('id', 'Number of the work item.', { outer: true, field: idField }),
  ...projectOfItem(true),
}

const base = { area: 'work-items', kind: 'view', levels: ['organization', 'project'] } as const
const toWorkItem = { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] } as const

// covers P-TBL-02 (WorkItemIds)
const workItemIds: Table = defineTable({
  ...base,
  name: 'WorkItemIds',
  doc: 'Numbers of the work items: without the project one request finds up to 20,000.',
  key: ['Id'],
  foreignKeys: [foreignKeyToProject, { columns: ['Id'], table: 'WorkItems', references: ['Id'] }],
  columns: {
    Id: integer('id', 'Number of the work item, unique in the organization.', { field: idField }),
    ...projectOfItem(false),
  },
  access: [byWiql],
})

const linkAttributes: ColumnDefinitions = {
  Comment: text('attributes.comment', 'What was said of it.'),
  AuthorizedDate: timestamp('attributes.authorizedDate', 'When it was added.'),
  RevisedDate: timestamp(
    'attributes.revisedDate',
    'When it was removed; a day in the year 9999 while it is there.',
  ),
}

const toTarget = {
  columns: ['TargetWorkItemId'],
  table: 'WorkItems',
  references: ['Id'],
} as const

// covers P-TBL-08 (WorkItemRelations)
const relations: Table = defineTable({
  ...base,
  name: 'WorkItemRelations',
  aliases: ['WorkItemLinks'],
  doc: 'Links of work items to others, to commits, builds and pull requests, to web pages, and their files: a row for each end.',
  key: ['WorkItemId', 'Rel', 'Url'],
  foreignKeys: [toWorkItem, foreignKeyToProject, toTarget],
  columns: {
    ...itemOfRow,
    Rel: text('rel', 'Reference name of the kind, such as System.LinkTypes.Hierarchy-Forward.', {
      aliases: ['LinkType'],
    }),
    Name: text(
      'attributes.name',
      'Name of the kind, such as Child; of files, the name of the file.',
    ),
    TargetWorkItemId: integer('url', 'Number of the linked work item; NULL for all else.', {
      decode: 'work-item-in-url',
    }),
    Url: text('url', 'Address of what is linked.', exact),
    IsLocked: boolean('attributes.isLocked', 'Whether nobody may remove the link.'),
    ...linkAttributes,
    Attributes: json('attributes', 'All that is known of the link.'),
  },
  access: [{ ...byWiql, each: 'relations' }],
})

const attachments: Table = defineTable({
  ...base,
  name: 'WorkItemAttachments',
  doc: 'Files that are attached to work items; only work items that have some are read.',
  key: ['WorkItemId', 'Url'],
  foreignKeys: [toWorkItem, foreignKeyToProject],
  columns: {
    ...itemOfRow,
    Id: uuid('url', 'Identifier of the file.', { decode: 'id-in-url' }),
    Name: text('attributes.name', 'Name of the file.'),
    Size: integer('attributes.resourceSize', 'Bytes of the file.'),
    ...linkAttributes,
    CreatedDate: timestamp('attributes.resourceCreatedDate', 'When the file was uploaded.'),
    ModifiedDate: timestamp('attributes.resourceModifiedDate', 'When the file was changed last.'),
    ResourceId: integer('attributes.id', 'Number of the attachment.'),
    Url: text('url', 'Address of the file.', exact),
  },
  access: [
    {
      ...byWiql,
      each: 'relations',
      keeps: { path: 'rel', text: 'AttachedFile' },
      where: '[System.AttachedFileCount] > 0',
    },
  ],
})

/** What work items are linked to. */
export const workItemLinkTables: readonly Table[] = [workItemIds, relations, attachments]
