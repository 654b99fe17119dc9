import { reasons } from './undeclared-reasons.ts'

const ofFeeds = {
  feedRole: reasons.column,
  includeDeletedUpstreams: reasons.shape,
  includeUrls: reasons.shape,
}

const ofPackages = { includeAllVersions: reasons.shape, includeUrls: reasons.shape }
const ofNuget = 'for packages of one type only; others are then not found'

const ofSearches = {
  $orderBy: reasons.order,
  filters: 'which names the filters of a search have is not documented',
  includeFacets: 'adds how many results there are by project and so on',
}

/** The same for packages, subscriptions and searches. */
export const undeclaredServiceFilters: Readonly<Record<string, Readonly<Record<string, string>>>> =
  {
    Feeds: ofFeeds,
    FeedPermissions: { includeDeletedFeeds: 'asks for a deleted feed by its name' },
    Packages: {
      ...ofPackages,
      directUpstreamId: reasons.column,
      getTopPackageVersions: reasons.paging,
      includeDeleted: 'deleted packages are not shown: see RecycleBinPackages',
      includeDescription: reasons.shape,
      isCached: 'not to be used any more',
      isListed: ofNuget,
      isRelease: 'chooses versions, not packages',
      normalizedPackageName: 'not to be used any more',
    },
    PackageVersions: { includeUrls: reasons.shape, isListed: ofNuget },
    RecycleBinPackages: ofPackages,
    RecycleBinPackageVersions: { includeUrls: reasons.shape },
    ServiceHookConsumers: { publisherId: reasons.column },
    ServiceHookConsumerActions: { publisherId: reasons.column },
    NotificationSubscriptions: { ids: 'asks for subscriptions of others by their numbers' },
    CodeSearchResults: { ...ofSearches, includeSnippet: reasons.shape },
    WorkItemSearchResults: ofSearches,
    WikiSearchResults: ofSearches,
    PackageSearchResults: ofSearches,
  }
