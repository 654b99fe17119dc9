import {
  choice,
  defineTable,
  identity,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'

const exact = { collation: 'exact' } as const

const plans: Table = defineTable({
  name: 'Plans',
  aliases: ['DeliveryPlans'],
  doc: 'Delivery plans, which show the work of several teams over time: one request for each project and each plan.',
  kind: 'view',
  area: 'work',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Id: uuid('id', 'Identifier of the plan.', { aliases: ['PlanId'] }),
    Name: text('name', 'Name of the plan.'),
    Type: choice('type', ['deliveryTimelineView'], 'Kind of the plan.'),
    Description: text('description', 'What the plan is for.'),
    ...projectOfParent,
    Revision: integer('revision', 'Revision of the plan.'),
    CreatedDate: timestamp('createdDate', 'When the plan was made.'),
    ...identity('CreatedBy', 'createdByIdentity', { doc: 'the one who made the plan' }),
    ModifiedDate: timestamp('modifiedDate', 'When the plan was changed last.'),
    ...identity('ModifiedBy', 'modifiedByIdentity', {
      doc: 'the one who changed the plan last',
    }),
    LastAccessed: timestamp('lastAccessed', 'When the plan was looked at last.'),
    UserPermissions: text(
      'userPermissions',
      'What this identity may do with it: allPermissions, or some of view, edit, delete and manage.',
    ),
    Properties: json(
      'properties',
      'Teams and backlogs that it shows, markers and styles of cards.',
    ),
    Url: text('url', 'REST address of the plan.', exact),
  },
  access: [
    {
      name: 'plans of a project',
      request: { path: '{project}/_apis/work/plans' },
      parent: eachProject,
      // What a plan shows may be left out of the list.
      partial: { lacking: ['properties'], path: '{project}/_apis/work/plans/{$id}' },
    },
  ],
})

/** Delivery plans. */
export const planTables: readonly Table[] = [plans]
