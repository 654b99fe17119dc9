import { dashboardExamples } from './dashboard-examples.ts'
import { definitionExamples } from './definition-examples.ts'
import type { Example } from './example.ts'
import { identityExamples } from './identity-examples.ts'
import { processExamples } from './process-examples.ts'
import { projectExamples } from './project-examples.ts'
import { releaseExamples } from './release-examples.ts'
import { serviceExamples } from './service-examples.ts'
import { teamWorkExamples } from './team-work-examples.ts'

const repository = 'Fabrikam/_apis/git/repositories/Fabrikam'

const plan = 'Fabrikam/_apis/testplan/plans/10000001'
const run = 'Fabrikam/_apis/test/runs/1'

const previews: Readonly<Record<string, number>> = {
  authorizedresources: 1,
  folders: 2,
}

/** The paths below one of the project Fabrikam. */
function inFabrikam(base: string, names: readonly string[]): readonly Example[] {
  return names.map((name) => ({
    method: 'GET',
    path: ['Fabrikam', '_apis', ...base.split('/'), ...name.split('/')]
      .filter((part) => part !== '')
      .join('/'),
    ...(name in previews && { query: `api-version=7.1-preview.${previews[name]}` }),
  }))
}

/** The paths below the first repository of Fabrikam. */
function inRepository(names: readonly string[]): readonly Example[] {
  return names.map((name) => ({ method: 'GET', path: `${repository}/${name}` }))
}

/** One request for each route that is emulated, in an organization of size S. */
export const everyAnswer: readonly Example[] = [
  { method: 'GET', path: '_apis/projects' },
  { method: 'GET', path: '_apis/projects/Fabrikam', query: 'includeCapabilities=true' },
  { method: 'GET', path: '_apis/teams', query: 'api-version=7.1-preview.3' },
  { method: 'GET', path: '_apis/projects/Fabrikam/teams' },
  { method: 'GET', path: '_apis/projects/Fabrikam/teams/Fabrikam%20Team' },
  { method: 'GET', path: '_apis/projects/Fabrikam/teams/Fabrikam%20Team/members' },
  { method: 'GET', path: '_apis/process/processes' },
  { method: 'GET', path: '_apis/graph/users', query: 'api-version=7.1-preview.1' },
  ...identityExamples,
  ...releaseExamples,
  ...serviceExamples,
  ...dashboardExamples,
  ...processExamples,
  ...projectExamples,
  ...inFabrikam('wiki', ['wikis']),
  {
    method: 'GET',
    path: 'Fabrikam/_apis/wiki/wikis/Fabrikam.wiki/pages',
    query: 'recursionLevel=full',
  },
  { method: 'GET', path: '_apis/git/repositories' },
  { method: 'GET', path: 'Fabrikam/_apis/git/repositories' },
  { method: 'GET', path: repository },
  { method: 'GET', path: `${repository}/refs` },
  { method: 'GET', path: `${repository}/commits`, query: 'searchCriteria.$top=500' },
  {
    method: 'GET',
    path: `${repository}/refs`,
    query: 'filter=tags/&peelTags=true&includeStatuses=true&includeLinks=true',
  },
  { method: 'GET', path: `${repository}/refs`, query: 'includeMyBranches=true' },
  {
    method: 'GET',
    path: `${repository}/commits`,
    query: 'searchCriteria.$top=50&searchCriteria.includeWorkItems=true',
  },
  {
    method: 'GET',
    path: `${repository}/pushes`,
    query: 'searchCriteria.includeRefUpdates=true&searchCriteria.includeLinks=true',
  },
  ...inRepository(['stats/branches', 'pushes/1']),
  ...inRepository(
    ['threads', 'commits', 'iterations', 'labels', 'statuses', 'attachments'].map(
      (name) => `pullRequests/4/${name}`,
    ),
  ),
  ...inRepository(
    ['changes', 'commits', 'statuses'].map((name) => `pullRequests/4/iterations/1/${name}`),
  ),
  { method: 'GET', path: repository, query: 'includeAllUrls=true' },
  {
    method: 'GET',
    path: `${repository}/commits`,
    query:
      'searchCriteria.includePushData=true&searchCriteria.includeLinks=true&searchCriteria.includeUserImageUrl=true',
  },
  ...inFabrikam('policy', ['configurations', 'configurations/1', 'configurations/1/revisions']),
  ...inFabrikam('policy', ['types']),
  ...inRepository([
    'importRequests',
    'forkSyncRequests',
    'forks/ce95cda3-1d55-4082-a5f5-bb17a119e08a',
  ]),
  {
    method: 'GET',
    path: `${repository}/items`,
    query: 'scopePath=/&recursionLevel=full&includeContentMetadata=true&includeLinks=true',
  },
  ...inFabrikam('git', ['deletedrepositories', 'recycleBin/repositories', 'favorites/refs']),
  ...inFabrikam('tfvc', ['changesets', 'labels', 'items']),
  {
    method: 'GET',
    path: 'Fabrikam/_apis/tfvc/branches',
    query: 'includeChildren=true&includeDeleted=true&includeParent=true',
  },
  { method: 'GET', path: '_apis/tfvc/changesets/3/changes' },
  { method: 'GET', path: '_apis/tfvc/changesets/3/workItems' },
  { method: 'GET', path: '_apis/tfvc/labels/1/items' },
  { method: 'GET', path: '_apis/tfvc/shelvesets' },
  ...inFabrikam('git/policy', ['configurations']),
  {
    method: 'GET',
    path: 'Fabrikam/_apis/policy/evaluations',
    query:
      'artifactId=vstfs:///CodeReview/CodeReviewId/x/4&includeNotApplicable=true&api-version=7.1-preview.1',
  },
  {
    method: 'GET',
    path: `${repository}/pullRequests`,
    query: 'searchCriteria.status=all&$top=1000',
  },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/git/pullrequests',
    query: 'searchCriteria.status=all&$top=1000',
  },
  { method: 'GET', path: 'Fabrikam/_apis/git/pullrequests/4' },
  { method: 'GET', path: `${repository}/pullRequests/4` },
  { method: 'GET', path: `${repository}/pullRequests/4/reviewers` },
  { method: 'GET', path: `${repository}/pullRequests/4/workitems` },
  { method: 'GET', path: 'Fabrikam/_apis/build/builds' },
  { method: 'GET', path: 'Fabrikam/_apis/build/builds', query: 'queryOrder=queueTimeDescending' },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/build/builds',
    query: 'deletedFilter=includeDeleted&properties=Quality,Größe in.MB',
  },
  { method: 'GET', path: 'Fabrikam/_apis/build/builds/8' },
  { method: 'GET', path: 'Fabrikam/_apis/build/builds/8/tags' },
  { method: 'GET', path: 'Fabrikam/_apis/build/builds/8/workitems' },
  ...definitionExamples,
  ...inFabrikam('build/builds/8', ['timeline', 'logs', 'artifacts', 'changes', 'leases']),
  ...inFabrikam('build/builds/3', ['leases']),
  ...inFabrikam('build', [
    'definitions/templates',
    'authorizedresources',
    'folders',
    'options',
    'tags',
  ]),
  ...inFabrikam('', ['sourceProviders']),
  { method: 'GET', path: '_apis/build/controllers' },
  { method: 'GET', path: '_apis/build/retention/history' },
  ...inFabrikam('distributedtask', [
    'queues',
    'environments',
    'environments/1/environmentdeploymentrecords',
    'deploymentgroups',
    'taskgroups',
    'variablegroups',
  ]),
  {
    method: 'GET',
    path: 'Fabrikam/_apis/distributedtask/deploymentgroups/11/targets',
    query: '$expand=capabilities,assignedRequest,lastCompletedRequest',
  },
  { method: 'GET', path: '_apis/distributedtask/pools' },
  {
    method: 'GET',
    path: '_apis/distributedtask/pools/1/agents',
    query: 'includeCapabilities=true&includeAssignedRequest=true&includeLastCompletedRequest=true',
  },
  { method: 'GET', path: '_apis/distributedtask/agentclouds' },
  { method: 'GET', path: '_apis/distributedtask/agentclouds/1/requests' },
  {
    method: 'GET',
    path: '_apis/distributedtask/agentcloudtypes',
    query: 'api-version=7.1-preview.1',
  },
  { method: 'GET', path: '_apis/distributedtask/elasticpools' },
  { method: 'GET', path: '_apis/distributedtask/elasticpools/11/logs' },
  { method: 'GET', path: '_apis/distributedtask/elasticpools/11/nodes' },
  ...inFabrikam('', ['serviceendpoint/endpoints']),
  { method: 'GET', path: '_apis/serviceendpoint/types' },
  { method: 'GET', path: 'Fabrikam/_apis/pipelines/approvals', query: '$expand=steps,permissions' },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/pipelines/checks/configurations',
    query: 'resourceType=environment&resourceId=1&api-version=7.1-preview.1',
  },
  ...inFabrikam('pipelines/1/runs', ['', '8/logs']),
  { method: 'GET', path: 'Fabrikam/_apis/pipelines' },
  { method: 'GET', path: 'Fabrikam/_apis/pipelines/1' },
  { method: 'GET', path: 'Fabrikam/_apis/testplan/plans' },
  { method: 'GET', path: 'Fabrikam/_apis/testplan/plans', query: 'includePlanDetails=true' },
  { method: 'GET', path: plan },
  { method: 'GET', path: `${plan}/suites`, query: 'expand=children,defaultTesters' },
  { method: 'GET', path: `${plan}/suites`, query: 'asTreeView=true' },
  { method: 'GET', path: `${plan}/suites/10000002` },
  { method: 'GET', path: `${plan}/suites/10000002/TestCase` },
  {
    method: 'GET',
    path: `${plan}/suites/10000002/TestPoint`,
    query: 'includePointDetails=true&returnIdentityRef=true',
  },
  { method: 'GET', path: 'Fabrikam/_apis/testplan/configurations' },
  { method: 'GET', path: 'Fabrikam/_apis/testplan/variables' },
  { method: 'GET', path: 'Fabrikam/_apis/test/runs' },
  { method: 'GET', path: 'Fabrikam/_apis/test/runs', query: 'includeRunDetails=true' },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/test/runs',
    query: 'minLastUpdatedDate=2026-10-20&maxLastUpdatedDate=2026-10-27',
  },
  { method: 'GET', path: run },
  { method: 'GET', path: `${run}/results` },
  {
    method: 'GET',
    path: `${run}/results`,
    query: 'detailsToInclude=iterations,workItems,subResults,point',
  },
  { method: 'GET', path: `${run}/attachments` },
  { method: 'GET', path: `${run}/results/100000/attachments` },
  { method: 'GET', path: 'Fabrikam/_apis/test/codecoverage', query: 'buildId=1&flags=7' },
  {
    method: 'GET',
    path: 'Fabrikam/Fabrikam%20Team/_apis/test/session',
    query: 'allSessions=true&period=1000&includeAllProperties=true',
  },
  ...teamWorkExamples,
  { method: 'GET', path: '_apis/wit/fields' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/fields' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/fields/System.Id' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/workitemtypes' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/workitemtypes/Bug' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/workitemtypes/Bug/states' },
  { method: 'GET', path: '_apis/wit/workitemrelationtypes' },
  { method: 'GET', path: '_apis/wit/artifactlinktypes' },
  { method: 'GET', path: '_apis/wit/workitemicons' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/tags' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/workitemtypecategories' },
  { method: 'GET', path: 'Fabrikam/Fabrikam%20Team/_apis/wit/templates' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/classificationnodes', query: '$depth=5' },
  {
    method: 'GET',
    path: "Fabrikam/_apis/wit/classificationnodes/areas/R%26D's%20lab",
    query: '$depth=5',
  },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/wit/classificationnodes/iterations/Sprint%201',
    query: '$depth=5',
  },
  { method: 'GET', path: '_apis/wit/workitems', query: 'ids=1,2,8&$expand=all' },
  { method: 'GET', path: '_apis/wit/workitems/8', query: '$expand=all' },
  {
    method: 'POST',
    path: 'Fabrikam/_apis/wit/wiql',
    query: 'timePrecision=true&$top=100',
    body: {
      query: 'SELECT [System.Id], [System.Title] FROM workitems ORDER BY [System.ChangedDate] DESC',
    },
  },
  { method: 'GET', path: '_apis/wit/workitems/8/revisions', query: '$expand=all' },
  { method: 'GET', path: '_apis/wit/workitems/8/revisions/2' },
  { method: 'GET', path: '_apis/wit/workitems/8/updates' },
  { method: 'GET', path: '_apis/wit/workitems/8/updates/2' },
  {
    method: 'POST',
    path: 'Fabrikam/_apis/wit/wiql',
    query: '$top=100',
    body: {
      query:
        "SELECT [System.Id] FROM workitemLinks WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Source].[System.TeamProject] = @project MODE (MayContain)",
    },
  },
  { method: 'GET', path: '_apis/wit/reporting/workitemrevisions', query: '$expand=fields' },
  {
    method: 'POST',
    path: 'Fabrikam/_apis/wit/reporting/workitemrevisions',
    body: { types: ['Bug'], includeIdentityRef: true, includeTagRef: true },
  },
  { method: 'GET', path: 'Fabrikam/_apis/wit/queries', query: '$depth=2&$expand=all' },
  { method: 'GET', path: 'Fabrikam/_apis/wit/queries', query: '$depth=1' },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/wit/queries/Shared%20Queries%2FPlanning%2FBacklog',
    query: '$expand=clauses',
  },
  // The test that asks deletes work item 20 first.
  { method: 'GET', path: '_apis/wit/recyclebin/20' },
  { method: 'GET', path: '_apis/wit/recyclebin', query: 'ids=20' },
  { method: 'POST', path: '_apis/wit/workitemsbatch', body: { ids: [1, 2, 8], $expand: 'all' } },
]
