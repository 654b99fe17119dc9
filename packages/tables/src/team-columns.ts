import {
  type ColumnDefinitions,
  type ForeignKey,
  fromParent,
  type ParentLink,
} from '@devopsql/schema'

export const foreignKeyToTeam: ForeignKey = {
  columns: ['TeamId'],
  table: 'Teams',
  references: ['Id'],
}

/** Read for each team. */
export const eachTeam: ParentLink = {
  table: 'Teams',
  parameters: { project: 'ProjectId', team: 'Id' },
}

/** Team and project of a row that names neither. */
export const teamOfParent: ColumnDefinitions = {
  TeamId: fromParent('uuid', 'Id', 'Identifier of the team.'),
  TeamName: fromParent('varchar', 'Name', 'Name of the team.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}
