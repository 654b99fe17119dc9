import { flatten } from './flatten.ts'
import { type Json, list, listOf, type RecordedRows, type Use } from './recorded-list.ts'

const users = list('Users', { path: '_apis/graph/users', values: flatten, routes: [] })
const groups = list('Groups', { path: '_apis/graph/groups', values: flatten, routes: [] })

/** What was recorded are the members of one group. */
const members = (rows: readonly Json[]): RecordedRows => {
  const [container] = rows.map((row) => row['containerDescriptor'])
  return {
    table: 'Memberships',
    routes: [
      { path: '_apis/graph/groups', body: listOf([{ descriptor: container }]) },
      { path: '_apis/graph/memberships/*', body: listOf(rows) },
    ],
    rows: rows.map((row) => flatten(row)),
  }
}

/** Version 4 wrote a list as any other, version 5 the members only. */
const entitlements = (given: readonly Json[]): RecordedRows => {
  const [answer = {}] = given
  const rows = (answer['members'] ?? given) as readonly Json[]
  return {
    table: 'UserEntitlements',
    routes: [{ path: '_apis/userentitlements', body: { items: rows, continuationToken: null } }],
    rows: rows.map((row) => flatten(row)),
  }
}

const identities = ([row = {}]: readonly Json[]): RecordedRows => ({
  table: 'Identities',
  routes: [{ path: '_apis/identities', body: listOf([row]) }],
  where: `Id = '${String(row['id'])}'`,
  rows: [flatten(row)],
})

const namespaces = list('SecurityNamespaces', {
  path: '_apis/securitynamespaces',
  values: flatten,
  routes: [],
})
const namespaceActions = (rows: readonly Json[]): RecordedRows => ({
  table: 'SecurityNamespaceActions',
  routes: [{ path: '_apis/securitynamespaces', body: listOf(rows) }],
  rows: rows.flatMap((row) =>
    (row['actions'] as readonly Json[]).map((action) => ({
      ...flatten(action),
      SecurityNamespaceId: row['namespaceId'],
      SecurityNamespaceName: row['name'],
    })),
  ),
})

const someNamespace = { namespaceId: '52d39943-cb85-4d7f-8fa8-c6baac873819', name: 'Project' }
const accessControlLists = list('AccessControlLists', {
  path: '_apis/accesscontrollists/*',
  values: (row) => ({
    ...row,
    Token: row['token'],
    InheritPermissions: row['inheritPermissions'],
    AcesDictionary: row['acesDictionary'],
    SecurityNamespaceId: someNamespace.namespaceId,
    SecurityNamespaceName: someNamespace.name,
  }),
  routes: [{ path: '_apis/securitynamespaces', body: listOf([someNamespace]) }],
})

/** What was recorded of users, groups, licences and permissions. */
export const identityUses: readonly Use[] = [
  { pattern: /^GET _apis\/graph\/users$/, tables: [users] },
  { pattern: /^\w+ _apis\/graph\/groups(\/[^/]+)?$/, tables: [groups] },
  { pattern: /^GET _apis\/graph\/memberships\/[^/]+$/, tables: [members] },
  { pattern: /^\w+ _apis\/userentitlements(\/[^/]+)?$/, tables: [entitlements] },
  { pattern: /^GET _apis\/identities$/, tables: [identities] },
  { pattern: /^GET _apis\/securitynamespaces(\/[^/]+)?$/, tables: [namespaces, namespaceActions] },
  { pattern: /^GET _apis\/accesscontrollists\/[^/]+$/, tables: [accessControlLists] },
]
