import { flatten } from './flatten.ts'
import {
  type Json,
  list,
  listOf,
  ofProject,
  projectRoutes,
  type RecordedRows,
  someProject,
  type Use,
} from './recorded-list.ts'
import type { Route } from './serve-routes.ts'

const someBuild = { id: 4711, buildNumber: '20260101.1', project: someProject }
const ofBuild = { ...ofProject, BuildId: someBuild.id, BuildNumber: someBuild.buildNumber }

const buildRoutes: readonly Route[] = [
  ...projectRoutes(someProject),
  { path: '*/_apis/build/builds', body: listOf([someBuild]) },
]

const ofEachBuild = (table: string, path: string): Use['tables'][number] =>
  list(table, {
    path: `*/_apis/build/builds/*/${path}`,
    values: (row) => ({ ...flatten(row), ...ofBuild }),
    routes: buildRoutes,
  })

const timelineRecords = ({ records, ...timeline }: Json): RecordedRows => ({
  table: 'BuildTimelineRecords',
  routes: [
    { path: '*/_apis/build/builds/*/timeline', body: { ...timeline, records } },
    ...buildRoutes,
  ],
  rows: ((records ?? []) as readonly Json[]).map((record) => ({
    ...flatten(timeline, 'Timeline'),
    ...flatten(record),
    ...ofBuild,
  })),
})

const tagsOfBuild = (tags: readonly unknown[]): RecordedRows => ({
  table: 'BuildTags',
  routes: [
    { path: '*/_apis/build/builds', body: listOf([{ ...someBuild, tags }]) },
    ...projectRoutes(someProject),
  ],
  rows: tags.map((Tag) => ({ ...ofBuild, Tag })),
})

const folders = list('BuildFolders', { path: '*/_apis/build/folders', values: flatten })
const authorizedResources = list('BuildAuthorizedResources', {
  path: '*/_apis/build/authorizedresources',
  values: (row) => ({ ...flatten(row), ...ofProject }),
})

const poolRoutes = (pool: Json): readonly Route[] => [
  { path: '_apis/distributedtask/pools', body: listOf([pool]) },
]

const somePool = { id: 17, name: 'Recorded pool' }
const ofPool = { PoolId: somePool.id, PoolName: somePool.name }

const agentValues = (row: Json): Json => {
  const flat = flatten(row)
  return { ...flat, ...ofPool, AuthorizationUrl: flat['AuthorizationAuthorizationUrl'] }
}

const pools = list('AgentPools', {
  path: '_apis/distributedtask/pools',
  values: flatten,
  routes: [],
})
const agents = list('Agents', {
  path: '_apis/distributedtask/pools/*/agents',
  values: agentValues,
  routes: poolRoutes(somePool),
})
const jobRequests = list('JobRequests', {
  path: '_apis/distributedtask/pools/*/jobrequests',
  values: (row) => ({ ...flatten(row), ...ofPool }),
  routes: poolRoutes(somePool),
})
const queues = list('AgentQueues', {
  path: '*/_apis/distributedtask/queues',
  values: (row) => ({
    ...flatten(row),
    ProjectName: someProject.name,
    PoolType: flatten(row)['PoolPoolType'],
  }),
})
const serviceEndpointTypes = list('ServiceEndpointTypes', {
  path: '_apis/serviceendpoint/types',
  values: flatten,
  routes: [],
})
const ofProjectRow = (row: Json): Json => ({ ...flatten(row), ...ofProject })
const taskGroups = list('TaskGroups', {
  path: '*/_apis/distributedtask/taskgroups',
  values: ofProjectRow,
})
const variableGroups = list('VariableGroups', {
  path: '*/_apis/distributedtask/variablegroups',
  values: ofProjectRow,
})

/** What was recorded of builds, pipelines and releases. */
export const pipelineUses: readonly Use[] = [
  {
    pattern: /\/build\/builds\/\w+$/,
    file: /timeline-record-row/,
    tables: [(records) => timelineRecords({ records })],
  },
  {
    pattern: /\/build\/builds\/\w+\/timeline$/,
    tables: [([timeline = {}]) => timelineRecords(timeline)],
  },
  {
    pattern: /\/build\/builds\/\w+\/artifacts$/,
    tables: [ofEachBuild('BuildArtifacts', 'artifacts')],
  },
  { pattern: /\/build\/builds\/\w+\/tags$/, tables: [tagsOfBuild] },
  { pattern: /\/build\/folders(\/\w+)?$/, tables: [folders] },
  { pattern: /^GET _apis\/distributedtask\/pools(\/\d+)?$/, tables: [pools] },
  { pattern: /\/pools\/\d+\/agents(\/\d+)?$/, tables: [agents] },
  { pattern: /\/pools\/\d+\/jobrequests$/, tables: [jobRequests] },
  { pattern: /_apis\/serviceendpoint\/types$/, tables: [serviceEndpointTypes] },
  { pattern: /\/distributedtask\/queues(\/\d+)?$/, tables: [queues] },
  { pattern: /\/distributedtask\/taskgroups$/, tables: [taskGroups] },
  { pattern: /\/distributedtask\/variablegroups(\/\d+)?$/, tables: [variableGroups] },
  { pattern: /\/build\/authorizedresources$/, tables: [authorizedResources] },
]
