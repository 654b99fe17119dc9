import {
  boolean,
  type ColumnDefinitions,
  choice,
  identity,
  integer,
  json,
  parameter,
  text,
  timestamp,
} from '@devopsql/schema'
import { buildReasons, buildResults, buildStatuses } from './build-list.ts'
import { includeFlag } from './include-flags.ts'
import { needing } from './needing.ts'

const exact = { collation: 'exact' } as const

/** What lists say of a definition only where they are asked for all of it. */
export const wholeDefinition: ColumnDefinitions = needing(
  { includeAllProperties: 'true' },
  {
    Description: text('description', 'Description of the definition.'),
    Comment: text('comment', 'What was said of the last change.'),
    BadgeEnabled: boolean('badgeEnabled', 'Whether its badge can be shown.'),
    BuildNumberFormat: text('buildNumberFormat', 'How builds are named.', exact),
    DropLocation: text('dropLocation', 'Where builds leave their files.', exact),
    JobAuthorizationScope: choice(
      'jobAuthorizationScope',
      ['projectCollection', 'project'],
      'What builds may reach: their project, or all of them.',
    ),
    JobTimeoutInMinutes: integer('jobTimeoutInMinutes', 'How long a job may take.'),
    JobCancelTimeoutInMinutes: integer(
      'jobCancelTimeoutInMinutes',
      'How long a job may take to end after it was canceled.',
    ),
    ProcessType: integer('process.type', 'Kind of the process: 1 made in the designer, 2 YAML.'),
    ProcessYamlFilename: text('process.yamlFilename', 'File of a YAML process.', exact),
    Process: json('process', 'The process, with the steps of one that was made in the designer.'),
    ProcessParameters: json('processParameters', 'Inputs that steps share.'),
    RepositoryId: text('repository.id', 'Identifier of the repository at its provider.'),
    RepositoryName: text('repository.name', 'Name of the repository.'),
    RepositoryType: text('repository.type', 'Provider of the repository, such as TfsGit.'),
    RepositoryUrl: text('repository.url', 'Address of the repository.', exact),
    RepositoryDefaultBranch: text('repository.defaultBranch', 'Branch that is built.', exact),
    RepositoryClean: text('repository.clean', 'Whether the folder is cleaned first.'),
    RepositoryCheckoutSubmodules: boolean(
      'repository.checkoutSubmodules',
      'Whether submodules are checked out.',
    ),
    RepositoryRootFolder: text('repository.rootFolder', 'Root folder.', exact),
    RepositoryProperties: json('repository.properties', 'Settings of the repository.'),
    Triggers: json('triggers', 'What begins a build.'),
    Variables: json('variables', 'Variables; secret ones without their values.'),
    VariableGroups: json('variableGroups', 'Groups of variables that it uses.'),
    Options: json('options', 'Options that are chosen: BuildOptions has all.'),
    Demands: json('demands', 'What builds demand of an agent.'),
    RetentionRules: json('retentionRules', 'How long builds are kept.'),
    Tags: json('tags', 'Tags.'),
    Properties: json('properties', 'Properties of the definition.'),
  },
)

/** One of the two builds that lists show of a definition where they are asked for them. */
function builtLast(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}.`),
    [`${role}BuildNumber`]: text(`${path}.buildNumber`, `Name of ${doc}.`),
    [`${role}Status`]: choice(`${path}.status`, buildStatuses, `How far ${doc} is.`),
    [`${role}Result`]: choice(`${path}.result`, buildResults, `How ${doc} ended.`),
    [`${role}Reason`]: choice(`${path}.reason`, buildReasons, `Why ${doc} was made.`),
    [`${role}QueueTime`]: timestamp(`${path}.queueTime`, `When ${doc} was queued.`),
    [`${role}StartTime`]: timestamp(`${path}.startTime`, `When ${doc} began.`),
    [`${role}FinishTime`]: timestamp(`${path}.finishTime`, `When ${doc} ended.`),
    [`${role}SourceBranch`]: text(`${path}.sourceBranch`, `Branch of ${doc}.`, exact),
    [`${role}SourceVersion`]: text(
      `${path}.sourceVersion`,
      `Commit or changeset of ${doc}.`,
      exact,
    ),
    ...identity(`${role}RequestedFor`, `${path}.requestedFor`, {
      doc: `the one for whom ${doc} was queued`,
    }),
    [`${role}Parameters`]: text(`${path}.parameters`, `Parameters of ${doc} as given.`, exact),
    [`${role}Tags`]: json(`${path}.tags`, `Tags of ${doc}.`),
    [`${role}Uri`]: text(`${path}.uri`, `Address of ${doc} in links.`, exact),
    [`${role}Url`]: text(`${path}.url`, `REST address of ${doc}.`, exact),
  }
}

/** The newest builds of a definition. */
export const latestBuilds: ColumnDefinitions = needing(
  { includeLatestBuilds: 'true' },
  {
    ...builtLast('LatestBuild', 'latestBuild', 'the newest build'),
    ...builtLast('LatestCompletedBuild', 'latestCompletedBuild', 'the newest build that ended'),
  },
)

/** Request parameters of the list of definitions (P-TBL-00d). */
export const definitionParameters: ColumnDefinitions = {
  BuiltAfter: parameter('timestamptz', 'Only definitions that were built after this time.'),
  NotBuiltAfter: parameter('timestamptz', 'Only definitions that were not built after this time.'),
  TaskId: parameter('uuid', 'Task that the definitions use.'),
  MinMetricsTime: parameter('timestamptz', 'From when on builds are counted in Metrics.'),
  RevisionNum: parameter(
    'integer',
    'Revision that the definition is shown in: beside a number in Id.',
  ),
  IncludeAllProperties: includeFlag('what only whole definitions have'),
  IncludeLatestBuilds: includeFlag('the newest builds'),
}
