import { undeclaredCodeFilters } from './undeclared-code-filters.ts'
import { undeclaredIdentityFilters } from './undeclared-identity-filters.ts'
import { undeclaredPipelineFilters } from './undeclared-pipeline-filters.ts'
import { reasons } from './undeclared-reasons.ts'
import { undeclaredServiceFilters } from './undeclared-service-filters.ts'

const ofQueries = {
  $filter: reasons.local,
  $includeDeleted: 'deleted queries are not shown',
  $top: 'bounds what a text search finds',
} as const

/**
 * Parameters of the operations behind the tables that no condition, column or page is sent as, with the reason:
 * table -> parameter -> reason.
 */
export const undeclaredFilters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Projects: {
    continuationToken: reasons.paging,
    includeHistory: 'finds a project by names that it had before',
  },
  ...undeclaredIdentityFilters,
  Queries: {
    $filter: ofQueries.$filter,
    $top: ofQueries.$top,
    $useIsoDateFormat: 'dates in the text of a query stay as they were written',
  },
  QueryResults: {
    $top: 'the whole result is read',
    timePrecision: 'a saved query stands for itself, as those see it who open it',
  },
  QueryClauses: ofQueries,
  QueryColumns: ofQueries,
  QuerySortColumns: ofQueries,
  WorkItemRevisions: {
    types: 'whether it takes a name in any letter case is not documented',
    includeDeleted: 'deleted work items are not shown',
    includeTagRef: 'tags are one text, as work items have them',
    includeLatestOnly: 'WorkItems has the latest revisions',
    includeDiscussionChangesOnly: 'adds nothing to the rows',
    $maxPageSize: 'the service gives as many as it can',
  },
  WorkItemComments: { ids: 'a second way to ask for rows that the list has' },
  DeletedWorkItems: { ids: 'is sent to read many rows at once' },
  WorkItemTemplates: {
    workitemtypename: 'whether it takes a name in any letter case is not documented',
  },
  WorkItemFields: { $expand: 'adds fields of extensions and deleted fields' },
  ...undeclaredCodeFilters,
  ...undeclaredPipelineFilters,
  ...undeclaredServiceFilters,
  WikiPages: {
    includeContent: reasons.shape,
    'versionDescriptor.version': reasons.version,
    'versionDescriptor.versionOptions': reasons.version,
    'versionDescriptor.versionType': reasons.version,
  },
  TestCases: {
    excludeFlags: reasons.shape,
    expand: reasons.shape,
    isRecursive: 'the test cases of the suites below come with those suites',
    returnIdentityRef: reasons.shape,
    witFields: reasons.shape,
  },
  TestPoints: {
    isRecursive: 'the test points of the suites below come with those suites',
    pointId: 'a second way to ask for points by their numbers',
  },
  TestRuns: {
    includeDetails: 'true where nothing is sent',
    publishContext: reasons.column,
    tmiRunId: 'a number of an older service that no row has',
  },
  TestAttachments: { testSubResultId: 'the files of results below a result are not shown' },
}
