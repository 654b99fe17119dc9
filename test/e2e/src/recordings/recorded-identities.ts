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

/** What was recorded of users and groups. */
export const identityUses: readonly Use[] = [
  { pattern: /^GET _apis\/graph\/users$/, tables: [users] },
  { pattern: /^\w+ _apis\/graph\/groups(\/[^/]+)?$/, tables: [groups] },
  { pattern: /^GET _apis\/graph\/memberships\/[^/]+$/, tables: [members] },
]
