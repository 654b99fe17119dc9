import { flatten } from './flatten.ts'
import { type Json, list, listOf, type Use } from './recorded-list.ts'
import type { Route } from './serve-routes.ts'

/** A feed of the organization: no address below it names a project. */
const someFeed = { id: '9d2b5c1e-7f43-4a6a-8c58-3e0f1b2d4c05', name: 'Recorded.Feed' }
const somePackage = {
  id: '2a8e4f60-1b7d-4c39-9e15-5d0c3f6a7b06',
  name: 'Recorded.Package',
  protocolType: 'NuGet',
}

const ofFeed = { FeedId: someFeed.id, FeedName: someFeed.name }
const feedRoutes: readonly Route[] = [{ path: '_apis/packaging/feeds', body: listOf([someFeed]) }]

const feeds = list('Feeds', { path: '_apis/packaging/feeds', values: flatten, routes: [] })

const packages = list('Packages', {
  path: '_apis/packaging/feeds/*/packages',
  values: (row) => ({ ...flatten(row), ...ofFeed }),
  routes: feedRoutes,
})

// Where the names were taken out, the last dash of some identifiers went too.
const whole = (id: unknown): string =>
  String(id).replace(/^(.{8}-.{4}-.{4}-.{4})([^-]{12})$/, '$1-$2')

const versions = list('PackageVersions', {
  path: '_apis/packaging/feeds/*/packages/*/versions',
  values: (row) => ({
    ...flatten(row),
    ...ofFeed,
    PackageId: somePackage.id,
    PackageName: somePackage.name,
    ProtocolType: somePackage.protocolType,
  }),
  routes: [
    { path: '_apis/packaging/feeds/*/packages', body: listOf([somePackage]) },
    ...feedRoutes,
  ],
})

/** What was recorded of packages. */
export const packageUses: readonly Use[] = [
  { pattern: /_apis\/packaging\/feeds$/, tables: [feeds] },
  { pattern: /_apis\/packaging\/feeds\/[^/]+\/packages$/, tables: [packages] },
  {
    pattern: /_apis\/packaging\/feeds\/[^/]+\/packages\/[^/]+\/versions$/,
    tables: [
      (rows: readonly Json[]) => versions(rows.map((row) => ({ ...row, id: whole(row['id']) }))),
    ],
  },
]
