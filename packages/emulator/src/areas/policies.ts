import { type Answer, jsonAnswer, type ListOptions, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { ticksOf, ticksText } from '../data/instants.ts'
import {
  evaluationIdOf,
  type Policy,
  type PolicyType,
  policiesOf,
  policyTypes,
} from '../data/policies.ts'
import type { Project } from '../data/projects.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

const day = 86_400_000

function baseOf({ organization }: Call, { id }: Project): string {
  return `${organization.url}/${id}/_apis/policy`
}

function typeJson(base: string, { id, displayName }: PolicyType): object {
  return { id, url: `${base}/types/${id}`, displayName }
}

function policyJson(call: Call, policy: Policy): object {
  const { organization } = call
  const { id, type, repository, revision } = policy
  const base = baseOf(call, projectOf(call))
  const url = `${base}/configurations/${id}`
  const scope =
    repository === undefined
      ? { refName: null, matchKind: 'DefaultBranch', repositoryId: null }
      : {
          refName: 'refs/heads/main',
          matchKind: 'Exact',
          repositoryId: organization.repositories.at(repository).id,
        }
  const users = organization.users.rows.indices().length
  return {
    createdBy: identityRef(organization, (id + revision) % users),
    createdDate: ticksText(ticksOf(organization.now - (400 - revision) * day, id * 7)),
    isEnabled: policy.isEnabled,
    isBlocking: policy.isBlocking,
    isDeleted: false,
    settings: { ...policy.settings, scope: [scope] },
    isEnterpriseManaged: false,
    _links: {
      self: { href: url },
      policyType: { href: `${base}/types/${type.id}` },
    },
    revision,
    id,
    url,
    type: typeJson(base, type),
  }
}

function policiesIn({ organization }: Call, { index }: Project): readonly Policy[] {
  return policiesOf(index, organization.repositories.byProject.rowsOf(index))
}

// A token in a header. (declared for the list of a repository, assumed for the other) 100 without $top. (assumed)
function answerPolicies(call: Call, all: readonly Policy[]): Answer {
  const { query } = call
  const type = query.text('policyType')?.toLowerCase()
  const rows = all.filter((policy) => type === undefined || policy.type.id === type)
  const start = readOpaqueToken(query.text('continuationToken'))
  const page = cut(rows, start, Math.min(query.integer('$top') ?? 100, 1_000))
  const options: ListOptions = { token: opaqueToken(page.next) }
  return listAnswer(
    page.rows.map((policy) => policyJson(call, policy)),
    options,
  )
}

function listPolicies(call: Call): Answer {
  return answerPolicies(call, policiesIn(call, projectOf(call)))
}

function listRepositoryPolicies(call: Call): Answer {
  const { organization, query } = call
  const project = projectOf(call)
  const id = query.text('repositoryId')
  const repository =
    id === undefined ? undefined : organization.repositories.find(id, project.index)
  const isInScope = (policy: Policy): boolean =>
    policy.repository === undefined || policy.repository === repository?.index
  return answerPolicies(call, policiesIn(call, project).filter(isInScope))
}

function wantedPolicy(call: Call): Policy {
  const id = Number(param(call, 'configurationId'))
  const policy = policiesIn(call, projectOf(call)).find((one) => one.id === id)
  if (policy !== undefined) return policy
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `TF402467: The policy configuration ${id} does not exist.`,
    exception: 'Microsoft.TeamFoundation.Policy.Server.PolicyConfigurationNotFoundException',
  })
}

function getPolicy(call: Call): Answer {
  const policy = wantedPolicy(call)
  return jsonAnswer(policyJson(call, policy))
}

// Newest first, 100 without $top. (assumed)
function listRevisions(call: Call): Answer {
  const policy = wantedPolicy(call)
  const { query } = call
  const revisions = Array.from({ length: policy.revision }, (_, step) => policy.revision - step)
  const page = cut(revisions, query.integer('$skip') ?? 0, query.integer('$top') ?? 100)
  return listAnswer(page.rows.map((revision) => policyJson(call, { ...policy, revision })))
}

function listTypes(call: Call): Answer {
  const base = baseOf(call, projectOf(call))
  return listAnswer(
    policyTypes.map((type) => ({
      description: type.description,
      _links: { self: { href: `${base}/types/${type.id}` } },
      ...typeJson(base, type),
    })),
  )
}

const statuses = ['approved', 'queued', 'rejected', 'running', 'broken', 'notApplicable'] as const

// The artifact is a pull request: vstfs:///CodeReview/CodeReviewId/{project}/{number}. (recordings)
function listEvaluations(call: Call): Answer {
  const { organization, query } = call
  const { pullRequests } = organization
  const project = projectOf(call)
  const artifactId = query.text('artifactId')
  if (artifactId === undefined) return badArgument('A value for artifactId is needed.')
  const id = Number(/\/(\d+)$/.exec(artifactId.replace('%2f', '/'))?.[1])
  const row = pullRequests.find(id)
  const repository = row < 0 ? undefined : pullRequests.repositoryOf(row)
  const records = policiesIn(call, project)
    .filter((policy) => policy.repository === undefined || policy.repository === repository)
    .map((policy) => ({ policy, status: statuses[(row + policy.id) % statuses.length] }))
    .filter(({ status }) => query.boolean('includeNotApplicable') || status !== 'notApplicable')
  const page = cut(
    row < 0 ? [] : records,
    query.integer('$skip') ?? 0,
    query.integer('$top') ?? 100,
  )
  return listAnswer(
    page.rows.map(({ policy, status }) => {
      const started = pullRequests.createdOf(row) + 10_000_000
      return {
        configuration: policyJson(call, policy),
        artifactId: artifactId.replace(/\/(\d+)$/, '%2f$1'),
        evaluationId: evaluationIdOf(row, policy.id),
        startedDate: ticksText(started),
        completedDate:
          status === 'approved' || status === 'rejected'
            ? ticksText(started + 7_654_321)
            : undefined,
        status,
        context: status === 'approved' ? { buildId: 1, isExpired: false } : undefined,
      }
    }),
    { order: 'value-first' },
  )
}

const base = { method: 'GET', scope: 'project', resourceVersion: 1 } as const

/** Policies, and how they see pull requests. */
export const policyRoutes: readonly Route[] = [
  { ...base, template: 'policy/configurations', handle: listPolicies },
  { ...base, template: 'policy/configurations/{configurationId}', handle: getPolicy },
  {
    ...base,
    template: 'policy/configurations/{configurationId}/revisions',
    handle: listRevisions,
  },
  { ...base, template: 'policy/types', handle: listTypes },
  { ...base, template: 'policy/evaluations', previewOnly: true, handle: listEvaluations },
  { ...base, template: 'git/policy/configurations', handle: listRepositoryPolicies },
]
