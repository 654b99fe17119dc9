import {
  choice,
  defineTable,
  fromParent,
  json,
  type Pushdown,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { toRepository } from '../git-columns.ts'
import { policyColumns } from '../policy-columns.ts'
import {
  eachProject,
  eachRepository,
  foreignKeyToProject,
  projectOfParent,
  repositoryOfParent,
} from '../project-columns.ts'
import { eachPullRequest, pullRequestOfParent, toPullRequest } from '../pull-request-columns.ts'

const exact = { collation: 'exact' } as const
const ofProject = ['organization', 'project'] as const
const ofRepository = ['organization', 'project', 'repository'] as const

const byType: Pushdown = {
  column: 'TypeId',
  operators: ['='],
  send: { policyType: '$value' },
}

// covers P-TBL-08 (PolicyConfigurations)
const policyConfigurations: Table = defineTable({
  name: 'PolicyConfigurations',
  doc: 'Branch and repository policies of the projects.',
  area: 'policy',
  levels: ofProject,
  key: ['ProjectId', 'Id'],
  foreignKeys: [foreignKeyToProject],
  columns: { ...policyColumns(), ...projectOfParent },
  access: [
    {
      name: 'policies of a project',
      request: { path: '{project}/_apis/policy/configurations' },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
      pushdown: [byType],
    },
    {
      name: 'by id',
      request: { path: '{project}/_apis/policy/configurations/{configurationId}' },
      rows: '',
      parent: eachProject,
      requires: { configurationId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const policyConfigurationRevisions: Table = defineTable({
  name: 'PolicyConfigurationRevisions',
  doc: 'Every revision of the policies: one request or more for each policy.',
  kind: 'view',
  area: 'policy',
  levels: ofProject,
  key: ['ProjectId', 'Id', 'Revision'],
  foreignKeys: [
    {
      columns: ['ProjectId', 'Id'],
      table: 'PolicyConfigurations',
      references: ['ProjectId', 'Id'],
    },
    foreignKeyToProject,
  ],
  columns: {
    ...policyColumns(),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
  },
  access: [
    {
      name: 'revisions of a policy',
      request: { path: '{project}/_apis/policy/configurations/{configurationId}/revisions' },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: {
        table: 'PolicyConfigurations',
        parameters: { project: 'ProjectId', configurationId: 'Id' },
        equals: { Id: 'Id' },
      },
    },
  ],
})

const policyTypes: Table = defineTable({
  name: 'PolicyTypes',
  doc: 'Kinds of policies that the projects can have.',
  area: 'policy',
  levels: ofProject,
  key: ['ProjectId', 'Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Id: uuid('id', 'Identifier of the kind.', { aliases: ['TypeId'] }),
    DisplayName: text('displayName', 'Name of the kind.'),
    Description: text('description', 'What policies of the kind do.'),
    ...projectOfParent,
    Url: text('url', 'REST address of the kind.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'kinds of policies of a project',
      request: { path: '{project}/_apis/policy/types' },
      parent: eachProject,
    },
  ],
})

const gitPolicyConfigurations: Table = defineTable({
  name: 'GitPolicyConfigurations',
  doc: 'Policies that hold in each Git repository, those of the whole project included.',
  kind: 'view',
  area: 'policy',
  levels: ofRepository,
  key: ['RepositoryId', 'Id'],
  foreignKeys: toRepository,
  columns: { ...policyColumns(), ...repositoryOfParent },
  access: [
    {
      name: 'policies of a repository',
      request: {
        path: '{project}/_apis/git/policy/configurations',
        query: { repositoryId: '{repositoryId}' },
      },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachRepository,
      pushdown: [byType],
      missingIsEmpty: true,
    },
  ],
})

const pullRequestPolicyEvaluations: Table = defineTable({
  name: 'PullRequestPolicyEvaluations',
  aliases: ['PolicyEvaluations'],
  doc: 'How each policy sees each pull request, those that do not apply included: one request or more for each pull request.',
  kind: 'view',
  area: 'policy',
  levels: ofRepository,
  key: ['EvaluationId'],
  foreignKeys: [
    ...toPullRequest,
    {
      columns: ['ProjectId', 'ConfigurationId'],
      table: 'PolicyConfigurations',
      references: ['ProjectId', 'Id'],
    },
  ],
  columns: {
    EvaluationId: uuid('evaluationId', 'Identifier of the evaluation.', { aliases: ['Id'] }),
    ...pullRequestOfParent,
    Status: choice(
      'status',
      ['queued', 'running', 'approved', 'rejected', 'notApplicable', 'broken'],
      'How the policy sees the pull request.',
    ),
    StartedDate: timestamp('startedDate', 'When it was first evaluated.'),
    CompletedDate: timestamp('completedDate', 'When it was decided; NULL while it is not.'),
    ArtifactId: text('artifactId', 'Address of the pull request in links.', exact),
    Context: json('context', 'What the policy itself keeps.'),
    Links: json('_links', 'Related addresses.'),
    ...policyColumns('Configuration', 'configuration'),
  },
  access: [
    {
      name: 'policies of a pull request',
      request: {
        path: '{project}/_apis/policy/evaluations',
        apiVersion: '7.1-preview.1',
        query: {
          artifactId: 'vstfs:///CodeReview/CodeReviewId/{project}/{pullRequestId}',
          includeNotApplicable: 'true',
        },
      },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: eachPullRequest,
    },
  ],
})

/** Policies, and how they see pull requests. */
export const policyTables: readonly Table[] = [
  policyConfigurations,
  policyConfigurationRevisions,
  policyTypes,
  gitPolicyConfigurations,
  pullRequestPolicyEvaluations,
]
