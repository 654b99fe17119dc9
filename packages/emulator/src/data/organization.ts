import { type BuildContents, createBuildContents } from './build-contents.ts'
import { type Builds, createBuilds } from './builds.ts'
import { type Classification, createClassification } from './classification.ts'
import { type Commits, createCommits } from './commits.ts'
import { createDefinitions, type Definitions } from './definitions.ts'
import { createFeeds, type Feed } from './feeds.ts'
import { createProjects, type Projects } from './projects.ts'
import { createPullRequestContents, type PullRequestContents } from './pull-request-contents.ts'
import { createPullRequests, type PullRequests } from './pull-requests.ts'
import { createDice, guidOf } from './random.ts'
import { createRelations, type Relations } from './relations.ts'
import { createReleases, type Releases } from './releases.ts'
import { createRepositories, type Repositories } from './repositories.ts'
import { createRepositoryFiles, type RepositoryFiles } from './repository-files.ts'
import type { Sizes } from './sizes.ts'
import { createTeams, type Teams } from './teams.ts'
import { createTestPlans, type TestPlans } from './test-plans.ts'
import { createTestRuns, type TestRuns } from './test-runs.ts'
import { createTfvc, type Tfvc } from './tfvc.ts'
import { createTimeline } from './timeline.ts'
import { createUsers, type Users } from './users.ts'
import { createWorkItems, type WorkItems } from './work-items.ts'

/** One seeded organization: everything that the emulator answers comes from here. */
export interface Organization {
  readonly id: string
  readonly name: string
  /** Start of the URLs inside answers. It is the cloud's, so that equal seeds give equal bytes on any port. */
  readonly url: string
  /** Milliseconds: the newest date in the data at the start. */
  readonly now: number
  readonly sizes: Sizes
  readonly users: Users
  readonly projects: Projects
  readonly teams: Teams
  readonly classification: Classification
  readonly workItems: WorkItems
  readonly relations: Relations
  readonly repositories: Repositories
  readonly repositoryFiles: RepositoryFiles
  readonly commits: Commits
  readonly pullRequests: PullRequests
  readonly pullRequestContents: PullRequestContents
  readonly tfvc: Tfvc
  readonly definitions: Definitions
  readonly builds: Builds
  readonly buildContents: BuildContents
  readonly releases: Releases
  readonly feeds: readonly Feed[]
  readonly testPlans: TestPlans
  readonly testRuns: TestRuns
}

export interface OrganizationInput {
  readonly name: string
  readonly seed: number
  readonly now: number
  readonly sizes: Sizes
}

export function createOrganization({
  name,
  seed,
  now,
  sizes: wanted,
}: OrganizationInput): Organization {
  // Somebody must have created the rows.
  const sizes = { ...wanted, Users: Math.max(1, wanted.Users) }
  const timeline = createTimeline(now, 10)
  const users = createUsers(seed, sizes.Users)
  const projects = createProjects(seed, sizes.Projects, now)
  const projectName = (index: number): string => projects.at(index).name
  const shape = { seed, projects: sizes.Projects, users: sizes.Users, projectName }
  const classification = createClassification({
    ...shape,
    now,
    areas: sizes.Areas,
    iterations: sizes.Iterations,
  })
  const repositories = createRepositories({ ...shape, repositories: sizes.Repositories })
  const repositoryCount = repositories.rows.indices().length
  const definitions = createDefinitions({
    ...shape,
    definitions: sizes.BuildDefinitions,
    now,
    repositoriesOf: repositories.byProject.rowsOf,
  })
  const workItems = createWorkItems({ seed, sizes, timeline, projects, users, classification })
  const builds = createBuilds({
    ...shape,
    builds: sizes.Builds,
    definitions: definitions.rows.indices().length,
    timeline: createTimeline(now, 5),
    projectOf: (definition) => definitions.at(definition).project,
  })
  const pullRequests = createPullRequests({
    ...shape,
    pullRequests: sizes.PullRequests,
    repositories: repositoryCount,
    timeline,
    projectOf: (repository) => repositories.at(repository).project,
  })
  const testPlans = createTestPlans({
    ...shape,
    plans: sizes.TestPlans,
    now,
    workItems,
    classification,
    buildsOf: builds.byProject.rowsOf,
  })
  return {
    id: guidOf(createDice(seed, 'organization'), 0, 0),
    name,
    url: `https://dev.azure.com/${encodeURIComponent(name)}`,
    now,
    sizes,
    users,
    projects,
    teams: createTeams({ ...shape, teams: sizes.Teams }),
    classification,
    workItems,
    relations: createRelations(workItems.rows),
    repositories,
    repositoryFiles: createRepositoryFiles(seed),
    commits: createCommits({
      ...shape,
      commits: sizes.Commits,
      repositories: repositoryCount,
      timeline,
    }),
    pullRequests,
    pullRequestContents: createPullRequestContents({ ...shape, pullRequests }),
    tfvc: createTfvc({ ...shape, now }),
    definitions,
    builds,
    buildContents: createBuildContents({ ...shape, builds }),
    releases: createReleases({
      ...shape,
      definitions: sizes.ReleaseDefinitions,
      releases: sizes.Releases,
      timeline: createTimeline(now, 5),
    }),
    feeds: createFeeds(seed, sizes.Projects),
    testPlans,
    testRuns: createTestRuns({
      ...shape,
      runs: sizes.TestRuns,
      results: sizes.TestResults,
      now,
      buildsOf: builds.byProject.rowsOf,
      plansOf: testPlans.byProject.rowsOf,
    }),
  }
}
