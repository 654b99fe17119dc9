import type { Example } from './example.ts'

// The contributors of Fabrikam where the seed is 1.
const contributors = 'vssgp.Uy0xLTktM2NlMzc0ZDEtMWJkNS00OTNjLWE4YjItODMyMDgxNmEwNDY3'
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
]
