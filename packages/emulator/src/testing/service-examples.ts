import type { Example } from './example.ts'

const feed = '_apis/packaging/feeds/Shared.Packages'
const vsteam = 'c7a1127f-c5aa-4abb-aadc-cdd400b7eb40'

const searches = [
  'Fabrikam/_apis/search/codesearchresults',
  '_apis/search/workitemsearchresults',
  '_apis/search/wikisearchresults',
  '_apis/search/packagesearchresults',
]

/** One request for each route of packages, subscriptions and searches. */
export const serviceExamples: readonly Example[] = [
  ...[
    '_apis/packaging/feeds',
    'Fabrikam/_apis/packaging/feeds',
    '_apis/packaging/feedrecyclebin',
    '_apis/packaging/globalpermissions?includeIds=true',
    'Fabrikam/_apis/packaging/feeds/packages/views',
    `${feed}/permissions?includeIds=true`,
    `${feed}/packages`,
    `${feed}/packages/${vsteam}/versions`,
    `${feed}/recyclebin/packages`,
    `${feed}/recyclebin/packages/${vsteam}/versions`,
    '_apis/hooks/subscriptions',
    '_apis/hooks/subscriptions/4b98d6f3-3638-4543-a45a-977ea52325f3/notifications',
    '_apis/hooks/publishers',
    '_apis/hooks/publishers/tfs/eventtypes',
    '_apis/hooks/consumers',
    '_apis/hooks/consumers/slack/actions',
    '_apis/notification/subscriptions?queryFlags=includeFilterDetails',
    '_apis/notification/eventtypes',
    '_apis/notification/subscriptiontemplates',
  ].map((address): Example => {
    const [path = '', query = ''] = address.split('?')
    return { method: 'GET', path, query }
  }),
  ...searches.map(
    (path): Example => ({
      method: 'POST',
      path,
      body: { searchText: 'a', $skip: 0, $top: 10 },
    }),
  ),
]
