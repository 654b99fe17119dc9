import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  double,
  fromParent,
  identity,
  integer,
  json,
  type ParentLink,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { foreignKeyToProject } from '../project-columns.ts'
import { eachTeam, foreignKeyToTeam, teamOfParent } from '../team-columns.ts'

const exact = { collation: 'exact' } as const
const timeFrames = ['past', 'current', 'future'] as const
const bugsBehaviors = ['off', 'asRequirements', 'asTasks'] as const

/** Read for each iteration of each team. */
const eachTeamIteration: ParentLink = {
  table: 'TeamIterations',
  parameters: { project: 'ProjectId', team: 'TeamId', iterationId: 'Id' },
}

/** Iteration, team and project of a row that names none of them. */
const teamIterationOfParent: ColumnDefinitions = {
  IterationId: fromParent('uuid', 'Id', 'Identifier of the iteration.'),
  IterationPath: fromParent('varchar', 'Path', 'Path of the iteration.'),
  TeamId: fromParent('uuid', 'TeamId', 'Identifier of the team.'),
  TeamName: fromParent('varchar', 'TeamName', 'Name of the team.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

const foreignKeyToIteration = {
  columns: ['TeamId', 'IterationId'],
  table: 'TeamIterations',
  references: ['TeamId', 'Id'],
} as const

const base = { area: 'work', levels: ['organization', 'project'] } as const

// covers P-TBL-05
const teamSettings: Table = defineTable({
  ...base,
  name: 'TeamSettings',
  doc: 'Settings of teams: one request for each team.',
  key: ['TeamId'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    ...teamOfParent,
    ...iteration(
      'BacklogIteration',
      'backlogIteration',
      'the iteration that the backlog begins at',
    ),
    ...iteration('DefaultIteration', 'defaultIteration', 'the iteration of new work items'),
    DefaultIterationMacro: text(
      'defaultIterationMacro',
      'Macro that stands for the iteration of new work items, such as @currentIteration.',
    ),
    BugsBehavior: choice('bugsBehavior', bugsBehaviors, 'Where bugs are shown.'),
    WorkingDays: json('workingDays', 'Days on which the team works.'),
    BacklogVisibilities: json('backlogVisibilities', 'Which levels of the backlog are shown.'),
    Links: json('_links', 'Related addresses.'),
    Url: text('url', 'REST address of the settings.', exact),
  },
  access: [
    {
      name: 'settings of a team',
      request: { path: '{project}/{team}/_apis/work/teamsettings' },
      rows: '',
      parent: eachTeam,
    },
  ],
})

/** The columns of an iteration that a setting names. */
function iteration(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: uuid(`${path}.id`, `Identifier of ${doc}.`),
    [`${role}Name`]: text(`${path}.name`, `Name of ${doc}.`),
    [`${role}Path`]: text(
      `${path}.path`,
      `Path of ${doc}, as the answer has it: below the project.`,
    ),
    [`${role}Url`]: text(`${path}.url`, `REST address of ${doc}.`, exact),
  }
}

const teamFieldValues: Table = defineTable({
  ...base,
  name: 'TeamFieldValues',
  doc: 'The areas (or values of another field) that belong to teams: one request for each team.',
  kind: 'view',
  key: ['TeamId', 'Value'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    ...teamOfParent,
    Value: text('value', 'Value of the field: mostly the path of an area.'),
    IncludeChildren: boolean(
      'includeChildren',
      'Whether what is below it belongs to the team too.',
    ),
    DefaultValue: text('defaultValue', 'Value of new work items of the team.', { outer: true }),
    FieldReferenceName: text('field.referenceName', 'Reference name of the field.', {
      outer: true,
    }),
    FieldUrl: text('field.url', 'REST address of the field.', { outer: true, ...exact }),
    Links: json('_links', 'Related addresses.', { outer: true }),
    Url: text('url', 'REST address of the setting.', { outer: true, ...exact }),
  },
  access: [
    {
      name: 'values of a team',
      request: { path: '{project}/{team}/_apis/work/teamsettings/teamfieldvalues' },
      rows: '',
      each: 'values',
      parent: eachTeam,
    },
  ],
})

// covers P-TBL-05
const teamIterations: Table = defineTable({
  ...base,
  name: 'TeamIterations',
  doc: 'Iterations that teams have chosen: one request for each team.',
  key: ['TeamId', 'Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    ...teamOfParent,
    Id: uuid('id', 'Identifier of the iteration.'),
    Name: text('name', 'Name of the iteration.'),
    Path: text('path', 'Path of the iteration, the project first.'),
    StartDate: timestamp('attributes.startDate', 'First day, at midnight in UTC.'),
    FinishDate: timestamp('attributes.finishDate', 'Last day, at midnight in UTC.'),
    TimeFrame: choice('attributes.timeFrame', timeFrames, 'Where the iteration lies from today.'),
    Links: json('_links', 'Related addresses.'),
    Url: text('url', 'REST address of the iteration.', exact),
  },
  access: [
    {
      name: 'iterations of a team',
      request: { path: '{project}/{team}/_apis/work/teamsettings/iterations' },
      parent: eachTeam,
      pushdown: [
        {
          column: 'TimeFrame',
          operators: ['='],
          send: { $timeframe: '$value' },
          values: { current: 'current' },
        },
      ],
    },
    {
      name: 'iteration by identifier',
      request: { path: '{project}/{team}/_apis/work/teamsettings/iterations/{iterationId}' },
      rows: '',
      parent: eachTeam,
      requires: { iterationId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-08
const teamIterationWorkItems: Table = defineTable({
  ...base,
  name: 'TeamIterationWorkItems',
  doc: 'Work items on the boards of iterations: one request for each iteration of each team.',
  kind: 'view',
  key: ['TeamId', 'IterationId', 'WorkItemId'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToIteration],
  columns: {
    ...teamIterationOfParent,
    WorkItemId: integer('target.id', 'Number of the work item.'),
    WorkItemUrl: text('target.url', 'REST address of the work item.', exact),
    ParentId: integer('source.id', 'Number of the work item above it in the iteration.'),
    ParentUrl: text('source.url', 'REST address of the work item above it.', exact),
    Rel: text('rel', 'Type of the link to the work item above it; NULL at the top.'),
  },
  access: [
    {
      name: 'work items of an iteration',
      request: {
        path: '{project}/{team}/_apis/work/teamsettings/iterations/{iterationId}/workitems',
      },
      rows: '',
      each: 'workItemRelations',
      parent: eachTeamIteration,
    },
  ],
})

// covers P-TBL-08
const teamCapacities: Table = defineTable({
  ...base,
  name: 'TeamCapacities',
  doc: 'Capacity of team members in iterations: one request for each iteration of each team.',
  kind: 'view',
  key: ['TeamId', 'IterationId', 'TeamMemberId'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToIteration],
  columns: {
    ...teamIterationOfParent,
    ...identity('TeamMember', 'teamMember', { doc: 'the member' }),
    Activities: json('activities', 'Activities with the hours for each day.'),
    DaysOff: json('daysOff', 'Ranges of days on which the member is away.'),
    TotalCapacityPerDay: double(
      'totalCapacityPerDay',
      'Hours for each day of all members together.',
      {
        outer: true,
      },
    ),
    TotalDaysOff: integer('totalDaysOff', 'Days off of all members together.', { outer: true }),
    Links: json('_links', 'Related addresses.'),
    Url: text('url', 'REST address of the capacity.', exact),
  },
  access: [
    {
      name: 'capacities of an iteration',
      request: {
        path: '{project}/{team}/_apis/work/teamsettings/iterations/{iterationId}/capacities',
      },
      rows: '',
      each: 'teamMembers',
      parent: eachTeamIteration,
    },
  ],
})

const teamDaysOff: Table = defineTable({
  ...base,
  name: 'TeamDaysOff',
  doc: 'Days on which whole teams are away: one request for each iteration of each team.',
  kind: 'view',
  key: ['TeamId', 'IterationId', 'Start'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToIteration],
  columns: {
    ...teamIterationOfParent,
    Start: timestamp('start', 'First day, at midnight in UTC.'),
    End: timestamp('end', 'Last day, at midnight in UTC.'),
    Links: json('_links', 'Related addresses.', { outer: true }),
    Url: text('url', 'REST address of the setting.', { outer: true, ...exact }),
  },
  access: [
    {
      name: 'days off in an iteration',
      request: {
        path: '{project}/{team}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff',
      },
      rows: '',
      each: 'daysOff',
      parent: eachTeamIteration,
    },
  ],
})

/** Settings of teams and what belongs to their iterations. */
export const teamSettingsTables: readonly Table[] = [
  teamSettings,
  teamFieldValues,
  teamIterations,
  teamIterationWorkItems,
  teamCapacities,
  teamDaysOff,
]
