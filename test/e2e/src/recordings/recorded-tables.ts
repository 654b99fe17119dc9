import { belongsToNoTable } from './belongs-to-no-table.ts'
import { flatten } from './flatten.ts'
import { identityUses } from './recorded-identities.ts'
import {
  type Json,
  list,
  listOf,
  ofProject,
  projectRoutes,
  type RecordedRows,
  someProject,
  someTeam,
  type Use,
} from './recorded-list.ts'
import { packageUses } from './recorded-packages.ts'
import { pipelineUses } from './recorded-pipelines.ts'
import { policyUses } from './recorded-policies.ts'
import { releaseUses } from './recorded-releases.ts'
import { teamWorkUses } from './recorded-team-work.ts'
import { wikiUses } from './recorded-wikis.ts'
import { workUses } from './recorded-work.ts'
import type { Recording } from './recording.ts'
import type { Route } from './serve-routes.ts'

/** The tables that a recording belongs to; none for one that belongs to no table. */
export function recordedRows({ file, method, segments, body }: Recording): readonly RecordedRows[] {
  if (file in belongsToNoTable) return []
  const path = segments.join('/').toLowerCase()
  const use = uses.find(
    (candidate) =>
      candidate.pattern.test(`${method} ${path}`) && (candidate.file?.test(file) ?? true),
  )
  return use === undefined ? [] : use.tables.map((table) => table(elementsOf(body)))
}

function elementsOf(body: unknown): readonly Json[] {
  const list = body as Json
  return Array.isArray(list['value']) ? (list['value'] as readonly Json[]) : [list]
}

const someRepository = { id: '7c1f6a52-3f0e-4c8e-9a51-0d4a0c1e2f02', name: 'Recorded.Code' }
const somePullRequest = 4711

const ofRepository = {
  ...ofProject,
  RepositoryId: someRepository.id,
  RepositoryName: someRepository.name,
}

const repositoryRoutes: readonly Route[] = [
  ...projectRoutes(someProject),
  { path: '_apis/git/repositories', body: listOf([{ ...someRepository, project: someProject }]) },
]

const pullRequestValues = (row: Json): Json => {
  const flat = flatten(row)
  return {
    ...flat,
    Id: flat['PullRequestId'],
    ProjectId: flat['RepositoryProjectId'],
    ProjectName: flat['RepositoryProjectName'],
    ProjectState: flat['RepositoryProjectState'],
    ProjectVisibility: flat['RepositoryProjectVisibility'],
    LastMergeCommitId: flat['LastMergeCommitCommitId'],
    LastMergeSourceCommitId: flat['LastMergeSourceCommitCommitId'],
    LastMergeTargetCommitId: flat['LastMergeTargetCommitCommitId'],
  }
}

const pullRequests = list('PullRequests', {
  path: '*/_apis/git/pullrequests',
  values: pullRequestValues,
})

const onePullRequest = ([row = {}]: readonly Json[]): RecordedRows => ({
  table: 'PullRequests',
  routes: [{ path: '_apis/git/pullrequests/*', body: row }],
  where: `Id = ${String(row['pullRequestId'])}`,
  rows: [pullRequestValues(row)],
})

const reviewerValues = (pullRequest: Json): readonly Json[] => {
  const { CreatedById, ...flat } = flatten(pullRequest)
  const reviewers = (pullRequest['reviewers'] ?? []) as readonly Json[]
  return reviewers.map((reviewer) => ({
    ...flatten(reviewer),
    PullRequestId: flat['PullRequestId'],
    PullRequestTitle: flat['Title'],
    PullRequestStatus: flat['Status'],
    CreationDate: flat['CreationDate'],
    ClosedDate: flat['ClosedDate'],
    SourceRefName: flat['SourceRefName'],
    TargetRefName: flat['TargetRefName'],
    CreatedById,
    RepositoryId: flat['RepositoryId'],
    RepositoryName: flat['RepositoryName'],
    ProjectId: flat['RepositoryProjectId'],
    ProjectName: flat['RepositoryProjectName'],
  }))
}

const nestedReviewers = (rows: readonly Json[]): RecordedRows => ({
  table: 'PullRequestReviewers',
  routes: [{ path: '*/_apis/git/pullrequests', body: listOf(rows) }, ...projectRoutes(someProject)],
  rows: rows.flatMap(reviewerValues),
})

const listedReviewers = (reviewers: readonly Json[]): RecordedRows =>
  nestedReviewers([{ pullRequestId: somePullRequest, reviewers }])

const pullRequestWorkItems = list('PullRequestWorkItems', {
  path: '*/_apis/git/repositories/*/pullrequests/*/workitems',
  values: (row) => ({
    ...ofRepository,
    PullRequestId: somePullRequest,
    WorkItemId: row['id'],
    Url: row['url'],
  }),
  routes: [
    ...projectRoutes(someProject),
    {
      path: '*/_apis/git/pullrequests',
      body: listOf([
        {
          pullRequestId: somePullRequest,
          repository: { ...someRepository, project: someProject },
        },
      ]),
    },
  ],
})

const teamMemberValues = (row: Json): Json => ({
  ...ofProject,
  TeamId: someTeam.id,
  TeamName: someTeam.name,
  ...('identity' in row ? flatten(row) : flatten(row, 'Identity')),
})

const teamMembers = list('TeamMembers', {
  path: '_apis/projects/*/teams/*/members',
  values: teamMemberValues,
  routes: [
    {
      path: '_apis/teams',
      body: listOf([{ ...someTeam, projectId: someProject.id, projectName: someProject.name }]),
    },
  ],
})

const commits = list('Commits', {
  path: '*/_apis/git/repositories/*/commits',
  values: (row) => ({ ...flatten(row), ...ofRepository, Id: row['commitId'] }),
  routes: repositoryRoutes,
})
const branches = list('GitBranches', {
  path: '*/_apis/git/repositories/*/refs',
  values: (row) => ({ ...flatten(row), ...ofRepository }),
  routes: repositoryRoutes,
})
const refs = list('GitRefs', {
  path: '*/_apis/git/repositories/*/refs',
  values: (row) => ({ ...flatten(row), ...ofRepository }),
  routes: repositoryRoutes,
})
const branchStats = list('GitStats', {
  path: '*/_apis/git/repositories/*/stats/branches',
  values: ({ commit, ...row }) => ({
    ...flatten(commit as Json, 'Commit'),
    ...flatten(row),
    CommitId: (commit as Json)['commitId'],
    ...ofRepository,
  }),
  routes: repositoryRoutes,
})
const importRequests = list('ImportRequests', {
  path: '*/_apis/git/repositories/*/importrequests',
  values: (row) => ({ ...flatten(row), ...ofRepository, Id: row['importRequestId'] }),
  routes: repositoryRoutes,
})
const repositories = list('Repositories', { path: '_apis/git/repositories', values: flatten })
const teams = list('Teams', { path: '_apis/teams', values: flatten })
const definitions = list('BuildDefinitions', {
  path: '*/_apis/build/definitions',
  values: flatten,
})
const builds = list('Builds', { path: '*/_apis/build/builds', values: flatten })
const workItemTypes = list('WorkItemTypes', {
  path: '*/_apis/wit/workitemtypes',
  values: (row) => ({ ...flatten(row), ...ofProject }),
})
const projects = list('Projects', { path: '_apis/projects', values: flatten, routes: [] })

const oneProject = ([row = {}]: readonly Json[]): RecordedRows => ({
  table: 'Projects',
  routes: [{ path: '_apis/projects/*', body: row }],
  where: `Name = '${String(row['name'])}'`,
  rows: [flatten(row)],
})

/** `Name <mail>` is how version 4 writes a person. */
const personValues = (role: string, person: unknown): Json => {
  if (typeof person !== 'string') return flatten(person, role)
  const [, name, mail] = /^(.*) <(.*)>$/.exec(person) ?? []
  return { [`${role}DisplayName`]: name, [`${role}UniqueName`]: mail }
}

const people = /(By|To|As)$/

const workItemValues = (item: Json): Json => {
  const fields = Object.entries(item['fields'] as Json).map(([referenceName, value]) => {
    const name = referenceName.slice(referenceName.lastIndexOf('.') + 1)
    if (people.test(name)) return personValues(name, value)
    return { [name === 'WorkItemType' ? 'Type' : name]: value }
  })
  const project = (item['fields'] as Json)['System.TeamProject']
  return Object.assign(
    {},
    flatten({ ...item, fields: null }),
    { ProjectId: project === undefined ? undefined : someProject.id, ProjectName: project },
    ...fields,
  ) as Json
}

const typeOfField = (name: string, value: unknown): string => {
  if (people.test(name)) return 'identity'
  if (/Date$/.test(name)) return 'dateTime'
  return typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string'
}

const fieldsOf = (items: readonly Json[]): readonly Json[] => {
  const all = Object.entries(Object.assign({}, ...items.map((item) => item['fields'])) as Json)
  return all.map(([referenceName, value]) => {
    const name = referenceName.slice(referenceName.lastIndexOf('.') + 1)
    return { referenceName, name, type: typeOfField(name, value), usage: 'workItem' }
  })
}

const workItemRoutes = (items: readonly Json[], wiql: unknown): readonly Route[] => [
  { path: '_apis/wit/fields', body: listOf(fieldsOf(items)) },
  { path: '_apis/wit/wiql', body: wiql },
  { path: '_apis/wit/workitemsbatch', body: listOf(items) },
  ...projectRoutes({
    ...someProject,
    name: (items[0]?.['fields'] as Json | undefined)?.['System.TeamProject'],
  }),
]

const workItems = (items: readonly Json[]): RecordedRows => ({
  table: 'WorkItems',
  routes: workItemRoutes(items, { workItems: items.map(({ id }) => ({ id })) }),
  rows: items.map(workItemValues),
})

const deletedWorkItem = ([row = {}]: readonly Json[]): RecordedRows =>
  workItems([row['resource'] as Json])

const foundWorkItems = ([answer = {}]: readonly Json[]): RecordedRows => {
  const found = answer['workItems'] as readonly Json[]
  const items = found.map(({ id }) => ({ id, rev: 1, fields: { 'System.TeamProject': 'Found' } }))
  return {
    table: 'WorkItems',
    routes: workItemRoutes(items, answer),
    rows: items.map(workItemValues),
  }
}

// An answer that is one object holds the same properties as an element of its list.
const uses: readonly Use[] = [
  ...identityUses,
  ...packageUses,
  ...pipelineUses,
  ...policyUses,
  ...releaseUses,
  ...teamWorkUses,
  ...wikiUses,
  ...workUses,
  { pattern: /^GET _apis\/projects$/, tables: [projects] },
  { pattern: /^GET _apis\/projects\/[^/]+$/, tables: [oneProject] },
  { pattern: /^GET _apis\/projects\/[^/]+\/teams(\/[^/]+)?$/, tables: [teams] },
  { pattern: /^GET _apis\/projects\/[^/]+\/teams\/[^/]+\/members$/, tables: [teamMembers] },
  { pattern: /^\w+ [^/]+\/_apis\/build\/builds(\/\d+)?$/, tables: [builds] },
  { pattern: /^GET [^/]+\/_apis\/build\/definitions(\/\d+)?$/, tables: [definitions] },
  { pattern: /^\w+ [^/]+\/_apis\/git\/repositories(\/[^/]+)?$/, tables: [repositories] },
  { pattern: /^GET [^/]+\/_apis\/git\/repositories\/[^/]+\/refs$/, tables: [branches, refs] },
  { pattern: /\/importrequests\/\d+$/, tables: [importRequests] },
  { pattern: /\/stats\/branches$/, tables: [branchStats] },
  { pattern: /^GET [^/]+\/_apis\/git\/repositories\/[^/]+\/commits$/, tables: [commits] },
  {
    pattern: /^GET _apis\/git\/pullrequests\/\d+$/,
    tables: [onePullRequest, pullRequests, nestedReviewers],
  },
  {
    pattern: /^\w+ [^/]+\/_apis\/git\/(repositories\/[^/]+\/)?pullrequests(\/\d+)?$/,
    tables: [pullRequests, nestedReviewers],
  },
  { pattern: /\/pullrequests\/\d+\/reviewers$/, tables: [listedReviewers] },
  { pattern: /\/pullrequests\/\d+\/workitems$/, tables: [pullRequestWorkItems] },
  { pattern: /^GET [^/]+\/_apis\/wit\/workitemtypes(\/[^/]+)?$/, tables: [workItemTypes] },
  { pattern: /^DELETE [^/]+\/_apis\/wit\/workitems\/\d+$/, tables: [deletedWorkItem] },
  { pattern: /^\w+ ([^/]+\/)?_apis\/wit\/workitems(\/[^/]+)?$/, tables: [workItems] },
  { pattern: /^\w+ _apis\/wit\/wiql(\/[^/]+)?$/, tables: [foundWorkItems] },
]
