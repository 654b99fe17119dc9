import type { Connection } from 'devopsql'
import type { JoinPair, QueryMaterial } from './random-query.ts'
import { readTableFacts } from './table-facts.ts'

/** How often each table is chosen: those with much to push down most often, those that cost many requests seldom. */
const weights: Readonly<Record<string, number>> = {
  Projects: 2,
  Teams: 2,
  TeamMembers: 1,
  Dashboards: 2,
  Users: 2,
  WorkItems: 12,
  WorkItemTypes: 1,
  WorkItemFields: 1,
  Repositories: 2,
  GitBranches: 1,
  Commits: 4,
  PullRequests: 7,
  PullRequestReviewers: 3,
  PullRequestWorkItems: 1,
  BuildDefinitions: 3,
  Builds: 8,
  BuildWorkItems: 1,
  Pipelines: 1,
}

const pairs: readonly JoinPair[] = [
  { left: 'Teams', right: 'Projects', on: 'l."ProjectId" = r."Id"' },
  { left: 'Teams', right: 'Projects', on: 'l."ProjectName" = r."Name"' },
  { left: 'TeamMembers', right: 'Teams', on: 'l."TeamId" = r."Id"' },
  { left: 'Dashboards', right: 'Teams', on: 'l."TeamId" = r."Id"' },
  { left: 'Dashboards', right: 'Projects', on: 'l."ProjectId" = r."Id"' },
  { left: 'WorkItems', right: 'Projects', on: 'l."ProjectName" = r."Name"' },
  { left: 'WorkItems', right: 'Projects', on: 'l."ProjectId" = r."Id"' },
  { left: 'WorkItems', right: 'WorkItems', on: 'l."Parent" = r."Id"' },
  {
    left: 'WorkItems',
    right: 'WorkItemTypes',
    on: 'l."Type" = r."Name" AND l."ProjectName" = r."ProjectName"',
  },
  { left: 'Repositories', right: 'Projects', on: 'l."ProjectId" = r."Id"' },
  { left: 'GitBranches', right: 'Repositories', on: 'l."RepositoryId" = r."Id"' },
  { left: 'Commits', right: 'Repositories', on: 'l."RepositoryId" = r."Id"' },
  { left: 'Commits', right: 'Repositories', on: 'l."RepositoryName" = r."Name"' },
  { left: 'PullRequests', right: 'Repositories', on: 'l."RepositoryId" = r."Id"' },
  { left: 'PullRequestReviewers', right: 'PullRequests', on: 'l."PullRequestId" = r."Id"' },
  { left: 'PullRequestWorkItems', right: 'PullRequests', on: 'l."PullRequestId" = r."Id"' },
  { left: 'PullRequestWorkItems', right: 'WorkItems', on: 'l."WorkItemId" = r."Id"' },
  { left: 'BuildWorkItems', right: 'Builds', on: 'l."BuildId" = r."Id"' },
  { left: 'BuildWorkItems', right: 'WorkItems', on: 'l."WorkItemId" = r."Id"' },
  { left: 'Builds', right: 'BuildDefinitions', on: 'l."DefinitionId" = r."Id"' },
  { left: 'Builds', right: 'Commits', on: 'l."SourceVersion" = r."Id"' },
  { left: 'Builds', right: 'GitBranches', on: 'l."SourceBranch" = r."Name"' },
  { left: 'Pipelines', right: 'BuildDefinitions', on: 'l."Id" = r."Id"' },
  { left: 'Users', right: 'WorkItems', on: 'l."DisplayName" = r."CreatedByDisplayName"' },
]

// A pull request read by its id has these, one in a list hasn't or has them cut: which of both is read is no question
// of pushdown, so they say nothing about it.
const onlyById =
  /^(Description|ClosedBy.*|ProjectState|ProjectVisibility|ArtifactId|Links|Parents)$/

export async function readMaterial(connection: Connection): Promise<QueryMaterial> {
  const names = Object.keys(weights)
  const facts = await readTableFacts(connection, names)
  const comparable = facts.map((table) => ({
    ...table,
    columns: table.columns.filter(
      ({ name }) => table.name !== 'PullRequests' || !onlyById.test(name),
    ),
  }))
  return {
    tables: new Map(comparable.map((table) => [table.name, table])),
    pairs,
    weighted: names.flatMap((name) => new Array<string>(weights[name] ?? 1).fill(name)),
  }
}
