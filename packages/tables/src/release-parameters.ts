import { type ColumnDefinitions, type Pushdown, parameter } from '@devopsql/schema'
import { valueMap } from './value-map.ts'

const expansions = [
  'none',
  'environments',
  'artifacts',
  'approvals',
  'manualInterventions',
  'variables',
  'tags',
] as const

// The service takes the sum of these numbers: azure-devops-node-api.
const stageNumbers: Readonly<Record<string, string>> = {
  notStarted: '1',
  inProgress: '2',
  succeeded: '4',
  canceled: '8',
  rejected: '16',
  queued: '32',
  scheduled: '64',
  partiallySucceeded: '128',
}

/** Request parameters of the list of releases (P-TBL-00d). */
export const releaseParameters: ColumnDefinitions = {
  IsDeleted: parameter('boolean', 'True: only releases that were deleted. Otherwise only others.'),
  SearchText: parameter('varchar', 'What names hold.'),
  Path: parameter('varchar', 'Folder of release definitions; those below belong to it.'),
  SourceBranch: parameter('varchar', 'Branch of an artifact, such as refs/heads/main.'),
  ArtifactTypeId: parameter('varchar', 'Kind of an artifact, such as Build or Git.'),
  ArtifactVersionId: parameter('varchar', 'Version of an artifact: of a build its number.'),
  SourceId: parameter(
    'varchar',
    'Source of an artifact: of a build the identifier of the project, a colon, the number of the definition.',
  ),
  DefinitionEnvironmentId: parameter('integer', 'Number of a stage in the release definition.'),
  EnvironmentStatus: {
    ...parameter('varchar', 'How far a stage is: that of DefinitionEnvironmentId, or any.'),
    values: Object.keys(stageNumbers),
  },
  Tag: parameter('varchar', 'Tag that the releases must have.'),
  PropertyNames: parameter('varchar', 'Properties that are to be shown in Properties.'),
  Expand: {
    ...parameter(
      'varchar',
      'What the service writes more of into the rows; columns that are read ask for theirs anyway.',
    ),
    values: expansions,
  },
}

/** Sends them. */
export const askReleases: readonly Pushdown[] = [
  { column: 'IsDeleted', operators: ['='], send: { isDeleted: '$value' } },
  { column: 'SearchText', operators: ['='], send: { searchText: '$value' } },
  { column: 'Path', operators: ['='], send: { path: '$value' } },
  { column: 'SourceBranch', operators: ['='], send: { sourceBranchFilter: '$value' } },
  { column: 'ArtifactTypeId', operators: ['='], send: { artifactTypeId: '$value' } },
  { column: 'ArtifactVersionId', operators: ['='], send: { artifactVersionId: '$value' } },
  { column: 'SourceId', operators: ['='], send: { sourceId: '$value' } },
  {
    column: 'DefinitionEnvironmentId',
    operators: ['='],
    send: { definitionEnvironmentId: '$value' },
  },
  {
    column: 'EnvironmentStatus',
    operators: ['='],
    send: { environmentStatusFilter: '$value' },
    values: Object.fromEntries(
      Object.entries(stageNumbers).map(([name, number]) => [name.toLowerCase(), number]),
    ),
  },
  { column: 'Tag', operators: ['='], send: { tagFilter: '$values' } },
  { column: 'PropertyNames', operators: ['=', 'in'], send: { propertyFilters: '$values' } },
  {
    column: 'Expand',
    operators: ['=', 'in'],
    send: { $expand: '$values' },
    values: valueMap(expansions),
  },
]
