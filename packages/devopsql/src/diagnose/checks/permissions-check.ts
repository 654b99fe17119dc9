import { type DevopsqlError, type ErrorCode, isDevopsqlError } from '@devopsql/errors'
import type { RestRequest } from '@devopsql/rest'
import { type Check, failed, type Observation, ok, skipped } from '../check.ts'
import { projectOf } from '../project-of.ts'
import { visibleProjects } from '../visible-projects.ts'

/** What can be read: one cheap request for each area of tables. */
export const permissionsCheck: Check = {
  name: 'permissions',
  needs: ['projects'],
  async *run(subject) {
    const { client } = subject.organization()
    const project = projectOf(subject.options) ?? (await visibleProjects(subject)).names[0]
    for (const { what, ...probe } of probes) {
      const request = requestOf(probe, project)
      if (request === undefined) {
        yield skipped(`${what}: there is no project to ask in`)
        continue
      }
      try {
        await client.send(request, { signal: subject.signal })
        yield ok(`${what} can be read`)
      } catch (error) {
        if (!isDevopsqlError(error) || subject.signal?.aborted === true) throw error
        yield refusal(what, error)
      }
    }
  },
}

// A token may be meant for less than everything.
const refusals = new Set<ErrorCode>([
  'DEVOPSQL_PERMISSION_DENIED',
  'DEVOPSQL_SIGN_IN_FAILED',
  'DEVOPSQL_NOT_FOUND',
])

function refusal(what: string, error: DevopsqlError): Observation {
  const seen = failed(error)
  const isRefusal = refusals.has(error.code)
  return {
    outcome: isRefusal ? 'warning' : 'problem',
    what: `${what} can't be read: ${seen.what}`,
    hint: seen.hint,
  }
}

interface Probe extends Partial<Pick<RestRequest, 'service' | 'method' | 'query' | 'body'>> {
  /** What it reads, in words. */
  readonly what: string
  readonly template: string
}

type Asked = Omit<Probe, 'what'>

function requestOf(probe: Asked, project: string | undefined): RestRequest | undefined {
  const { template } = probe
  if (project === undefined && template.startsWith('{project}')) return undefined
  const path = template.replace('{project}', encodeURIComponent(project ?? ''))
  return {
    service: 'core',
    method: 'GET',
    path,
    apiVersion: previews[template] ?? '7.1',
    ...probe,
  }
}

const previews: Readonly<Record<string, string>> = {
  '_apis/graph/users': '7.1-preview.1',
  '_apis/audit/auditlog': '7.1-preview.1',
}

const one = { $top: '1' }

/** In the order in which they are told. */
const probes: readonly Probe[] = [
  {
    what: 'work items',
    template: '{project}/_apis/wit/wiql',
    method: 'POST',
    query: one,
    body: { query: 'SELECT [System.Id] FROM WorkItems WHERE [System.Id] = 1' },
  },
  { what: 'Git repositories', template: '{project}/_apis/git/repositories' },
  { what: 'builds', template: '{project}/_apis/build/builds', query: one },
  {
    what: 'releases',
    service: 'release',
    template: '{project}/_apis/release/releases',
    query: one,
  },
  { what: 'test runs', template: '{project}/_apis/test/runs', query: one },
  { what: 'wikis', template: '{project}/_apis/wiki/wikis' },
  { what: 'feeds', service: 'feeds', template: '_apis/packaging/feeds' },
  { what: 'users and groups', service: 'graph', template: '_apis/graph/users' },
  {
    what: 'entitlements',
    service: 'entitlements',
    template: '_apis/userentitlements',
    query: { top: '1' },
  },
  {
    what: 'the audit log',
    service: 'audit',
    template: '_apis/audit/auditlog',
    query: { batchSize: '1' },
  },
]
