import type { Example } from './example.ts'

// The contributors of Fabrikam where the seed is 1.
const contributors = 'vssgp.Uy0xLTktM2NlMzc0ZDEtMWJkNS00OTNjLWE4YjItODMyMDgxNmEwNDY3'
const everybody = '6b069210-ea55-4b65-a5c0-f8e91536571c'
// The namespace of projects.
const projects = '52d39943-cb85-4d7f-8fa8-c6baac873819'
const preview = 'api-version=7.1-preview.1'

/** One request for each route of groups, licences, permissions and what else belongs to no project. */
export const identityExamples: readonly Example[] = [
  { method: 'GET', path: '_apis/graph/groups', query: preview },
  { method: 'GET', path: '_apis/graph/serviceprincipals', query: preview },
  {
    method: 'GET',
    path: `_apis/graph/memberships/${contributors}`,
    query: `direction=down&${preview}`,
  },
  { method: 'GET', path: '_apis/userentitlements', query: 'select=projects,groupRules' },
  { method: 'GET', path: `_apis/groupentitlements` },
  { method: 'GET', path: `_apis/groupentitlements/${everybody}` },
  { method: 'GET', path: `_apis/groupentitlements/${everybody}/members`, query: 'maxResults=7' },
  {
    method: 'GET',
    path: '_apis/identities',
    query: `subjectDescriptors=${contributors},none&queryMembership=direct`,
  },
  { method: 'GET', path: '_apis/securitynamespaces' },
  { method: 'GET', path: `_apis/securitynamespaces/${projects}` },
  {
    method: 'GET',
    path: `_apis/accesscontrollists/${projects}`,
    query: 'includeExtendedInfo=true',
  },
  { method: 'GET', path: '_apis/audit/auditlog', query: `batchSize=7&${preview}` },
  { method: 'GET', path: '_apis/audit/actions', query: preview },
  { method: 'GET', path: '_apis/audit/streams', query: preview },
]
