import {
  bigint,
  type ColumnDefinitions,
  choice,
  type ForeignKey,
  fromParent,
  type ParentLink,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'

export const foreignKeyToProject: ForeignKey = {
  columns: ['ProjectId'],
  table: 'Projects',
  references: ['Id'],
}

/** Read for each project; rows carry the project too, so a predicate on it chooses the projects that are asked. */
export const eachProject: ParentLink = {
  table: 'Projects',
  parameters: { project: 'Id' },
  equals: { ProjectId: 'Id', ProjectName: 'Name' },
}

/** Read for each Git repository. */
export const eachRepository: ParentLink = {
  table: 'Repositories',
  parameters: { project: 'ProjectId', repositoryId: 'Id' },
}

/** The project of a row that doesn't name it: the one that was asked. */
export const projectOfParent: ColumnDefinitions = {
  ProjectId: fromParent('uuid', 'Id', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'Name', 'Name of the project.'),
}

/** Project and repository of a row that names neither. */
export const repositoryOfParent: ColumnDefinitions = {
  RepositoryId: fromParent('uuid', 'Id', 'Identifier of the repository.'),
  RepositoryName: fromParent('varchar', 'Name', 'Name of the repository.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

/** The columns of a nested project reference. */
export function projectColumns(path: string): ColumnDefinitions {
  const at = (name: string): string => `${path}.${name}`
  return {
    ProjectId: uuid(at('id'), 'Identifier of the project.'),
    ProjectName: text(at('name'), 'Name of the project.'),
    ProjectAbbreviation: text(at('abbreviation'), 'Short name of the project.'),
    ProjectDescription: text(at('description'), 'Description of the project.'),
    ProjectLastUpdateTime: timestamp(
      at('lastUpdateTime'),
      'Time of the last change of the project.',
    ),
    ProjectRevision: bigint(at('revision'), 'Revision of the project.'),
    ProjectState: choice(at('state'), projectStates, 'State of the project.'),
    ProjectUrl: text(at('url'), 'REST address of the project.', { collation: 'exact' }),
    ProjectVisibility: choice(at('visibility'), projectVisibilities, 'Who can see the project.'),
  }
}

/** `unchanged` stands in rows that name a project without knowing its state. */
export const projectStates: readonly string[] = [
  'new',
  'createPending',
  'wellFormed',
  'deleting',
  'deleted',
  'unchanged',
]

/** The specification knows private and public; the service also answers the other two. */
export const projectVisibilities: readonly string[] = [
  'private',
  'public',
  'organization',
  'unchanged',
]
