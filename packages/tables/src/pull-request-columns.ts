import {
  type ColumnDefinitions,
  type ForeignKey,
  fromParent,
  type ParentLink,
} from '@devopsql/schema'
import { toRepository } from './git-columns.ts'

/** Read for each pull request. */
export const eachPullRequest: ParentLink = {
  table: 'PullRequests',
  parameters: { project: 'ProjectId', repositoryId: 'RepositoryId', pullRequestId: 'Id' },
}

const repositoryAndProject: ColumnDefinitions = {
  RepositoryId: fromParent('uuid', 'RepositoryId', 'Identifier of the repository.'),
  RepositoryName: fromParent('varchar', 'RepositoryName', 'Name of the repository.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

/** The pull request of a row that doesn't name it: the one that was asked. */
export const pullRequestOfParent: ColumnDefinitions = {
  PullRequestId: fromParent('integer', 'Id', 'Number of the pull request.'),
  ...repositoryAndProject,
  PullRequestStatus: fromParent('varchar', 'Status', 'State of the pull request.'),
  PullRequestCreationDate: fromParent(
    'timestamptz',
    'CreationDate',
    'When the pull request was made.',
  ),
  PullRequestClosedDate: fromParent(
    'timestamptz',
    'ClosedDate',
    'When the pull request was completed or abandoned.',
  ),
}

/** The same of a row below one that has it. */
export const iterationOfParent: ColumnDefinitions = {
  PullRequestId: fromParent('integer', 'PullRequestId', 'Number of the pull request.'),
  IterationId: fromParent('integer', 'Id', 'Number of the iteration in its pull request.'),
  ...repositoryAndProject,
  PullRequestStatus: fromParent('varchar', 'PullRequestStatus', 'State of the pull request.'),
  PullRequestCreationDate: fromParent(
    'timestamptz',
    'PullRequestCreationDate',
    'When the pull request was made.',
  ),
  PullRequestClosedDate: fromParent(
    'timestamptz',
    'PullRequestClosedDate',
    'When the pull request was completed or abandoned.',
  ),
}

export const toPullRequest: readonly ForeignKey[] = [
  { columns: ['PullRequestId'], table: 'PullRequests', references: ['Id'] },
  ...toRepository,
]
