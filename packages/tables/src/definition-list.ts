import type { AccessDefinition, Pushdown } from '@devopsql/schema'
import { answered, sendFlag } from './include-flags.ts'
import { eachProject } from './project-columns.ts'
import { askRepository } from './repository-types.ts'

/** How the build definitions of a project are listed. */
export const definitionsOfProject: Omit<AccessDefinition, 'name'> = {
  request: {
    path: '{project}/_apis/build/definitions',
    // Pages need an order that stays the same.
    query: { queryOrder: 'definitionNameAscending' },
  },
  paging: {
    kind: 'continuation-header',
    token: 'continuationToken',
    top: '$top',
    pageSize: 1000,
  },
  parent: eachProject,
}

const latestBuilds = sendFlag('IncludeLatestBuilds', 'includeLatestBuilds')
const metrics: Pushdown = {
  column: 'MinMetricsTime',
  operators: ['='],
  send: { minMetricsTime: '$value' },
}

/** What that list can be asked for. */
export const definitionFilters: readonly Pushdown[] = [
  {
    column: 'Id',
    operators: ['=', 'in'],
    send: { definitionIds: '$values' },
    maxValues: 100,
    alone: true,
  },
  {
    column: 'Name',
    operators: ['='],
    send: { name: '$value' },
    refuse: ['*', '?'],
    inexact: 'name is a pattern there',
  },
  {
    column: 'Path',
    operators: ['='],
    send: { path: '$value' },
    refuse: ['*', '?'],
    inexact: 'folders below may come too',
  },
  {
    column: 'ProcessType',
    operators: ['='],
    send: { processType: '$value' },
    inexact: 'a number that no kind has may stand for all there',
  },
  {
    column: 'ProcessYamlFilename',
    operators: ['='],
    send: { yamlFilename: '$value', includeAllProperties: 'true' },
    inexact: 'letter case and the first slash may not count there',
  },
  ...askRepository,
  { column: 'BuiltAfter', operators: ['='], send: { builtAfter: '$value' } },
  { column: 'NotBuiltAfter', operators: ['='], send: { notBuiltAfter: '$value' } },
  { column: 'TaskId', operators: ['='], send: { taskIdFilter: '$value' } },
  metrics,
  sendFlag('IncludeAllProperties', 'includeAllProperties'),
  latestBuilds,
]

/** One definition as it was in a revision. */
export const definitionOfRevision: Omit<AccessDefinition, 'name'> = {
  request: {
    path: '{project}/_apis/build/definitions/{definitionId}',
    query: { revision: '{revision}' },
  },
  rows: '',
  parent: eachProject,
  requires: { definitionId: 'Id', revision: 'RevisionNum' },
  pushdown: [metrics, answered('IncludeAllProperties'), latestBuilds],
  missingIsEmpty: true,
}
