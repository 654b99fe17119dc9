import { flatten } from './flatten.ts'
import { list, listOf, ofProject, projectRoutes, someProject, type Use } from './recorded-list.ts'

const policies = list('PolicyConfigurations', {
  path: '*/_apis/policy/configurations',
  values: (row) => ({ ...flatten(row), ...ofProject }),
})

const policyTypes = list('PolicyTypes', {
  path: '*/_apis/policy/types',
  values: (row) => ({ ...flatten(row), ...ofProject }),
})

const someRepository = { id: '7c1f6a52-3f0e-4c8e-9a51-0d4a0c1e2f02', name: 'Recorded.Code' }

const evaluations = list('PullRequestPolicyEvaluations', {
  path: '*/_apis/policy/evaluations',
  values: (row) => ({
    ...flatten(row),
    ...ofProject,
    RepositoryId: someRepository.id,
    RepositoryName: someRepository.name,
    PullRequestId: 4711,
  }),
  routes: [
    ...projectRoutes(someProject),
    {
      path: '*/_apis/git/pullrequests',
      body: listOf([
        { pullRequestId: 4711, repository: { ...someRepository, project: someProject } },
      ]),
    },
  ],
})

/** What was recorded of policies. */
export const policyUses: readonly Use[] = [
  { pattern: /\/policy\/types$/, tables: [policyTypes] },
  { pattern: /\/policy\/configurations(\/\d+)?$/, tables: [policies] },
  { pattern: /\/policy\/evaluations$/, tables: [evaluations] },
]
