import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { feedJson, feedUrl, packageJson, versionJson, viewsOf } from '../answers/feed-json.ts'
import { type Call, param } from '../call.ts'
import type { Feed, Package, PackageVersion } from '../data/feeds.ts'
import { millisecondsText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import { pageOf } from '../paging.ts'
import type { Route } from '../router.ts'

// Without a project: the feeds of the organization and of all projects. (specification)
function feedsOf({ organization, project }: Call, isDeleted: boolean): readonly Feed[] {
  return organization.feeds.filter(
    (feed) =>
      feed.isDeleted === isDeleted && (project === undefined || feed.project === project.index),
  )
}

// The whole list. (reference, section 6)
function listFeeds(call: Call): Answer {
  return listAnswer(feedsOf(call, false).map((feed) => feedJson(call, feed)))
}

function listDeletedFeeds(call: Call): Answer {
  return listAnswer(feedsOf(call, true).map((feed) => feedJson(call, feed)))
}

// The project has to be named for a feed of a project, and must not be for another. (specification)
function feedOf(call: Call): Feed {
  const wanted = param(call, 'feedId').toLowerCase()
  const feed = feedsOf(call, false).find(
    ({ id, name, project }) =>
      project === call.project?.index && (id === wanted || name.toLowerCase() === wanted),
  )
  return (
    feed ??
    // (assumed: words)
    fail({
      status: 404,
      message: `The feed with ID '${wanted}' doesn't exist.`,
      exception: 'Microsoft.VisualStudio.Services.Feed.WebApi.FeedIdNotFoundException',
    })
  )
}

function listViews(call: Call): Answer {
  const feed = feedOf(call)
  return listAnswer(
    viewsOf(feed).map((view) => {
      const url = `${feedUrl(call, feed)}/Views/${view.id}`
      return {
        ...view,
        url,
        _links: { self: { href: url } },
        visibility: view.type === 'implicit' ? 'collection' : 'organization',
      }
    }),
  )
}

const identityDescriptor = (name: string): string =>
  `Microsoft.TeamFoundation.Identity;S-1-9-${name}`

const roles = [
  { group: 'Feed Administrators', role: 'administrator', isInheritedRole: true },
  { group: '[Fabrikam]\\Contributors "all"', role: 'contributor', isInheritedRole: false },
  { group: 'Project Collection Build Service', role: 'collaborator', isInheritedRole: false },
] as const

function listPermissions(call: Call): Answer {
  const feed = feedOf(call)
  const dice = createDice(0, `permissions of ${feed.id}`)
  const { query } = call
  const explicit = query.boolean('excludeInheritedPermissions')
  const descriptor = query.text('identityDescriptor')?.toLowerCase()
  const rows = roles.map(({ group, role, isInheritedRole }, index) => ({
    role,
    identityDescriptor: identityDescriptor(guidOf(dice, index, 4)),
    identityId: query.boolean('includeIds') ? guidOf(dice, index, 0) : null,
    displayName: index === 2 ? null : group,
    isInheritedRole,
  }))
  return listAnswer(
    rows
      .filter(({ isInheritedRole }) => !(explicit && isInheritedRole))
      .filter(
        (row) =>
          (descriptor ?? row.identityDescriptor.toLowerCase()) ===
          row.identityDescriptor.toLowerCase(),
      ),
  )
}

function listGlobalPermissions({ query }: Call): Answer {
  const dice = createDice(0, 'global permissions of feeds')
  return listAnswer(
    (['administrator', 'feedCreator', 'feedCreator'] as const).map((role, index) => ({
      role,
      identityDescriptor: identityDescriptor(guidOf(dice, index, 4)),
      identityId: query.boolean('includeIds') ? guidOf(dice, index, 0) : undefined,
    })),
  )
}

/** The versions of a package that a list is about. */
type Chosen = (version: PackageVersion) => boolean

const isThere: Chosen = ({ isDeleted }) => !isDeleted
const isGone: Chosen = ({ isDeleted }) => isDeleted

// Letter case is ignored. (assumed) How many come without $top is not known. (assumed: 1,000)
function packagesWith(chosen: Chosen): Route['handle'] {
  return (call) => {
    const { query } = call
    const feed = feedOf(call)
    const protocol = query.text('protocolType')?.toLowerCase()
    const name = query.text('packageNameQuery')?.toLowerCase() ?? ''
    const found = feed.packages
      .filter((each) => each.versions.some(chosen))
      .filter(
        (each) => (protocol ?? each.protocolType.toLowerCase()) === each.protocolType.toLowerCase(),
      )
      .filter((each) => each.name.toLowerCase().includes(name))
    const { rows } = pageOf(found, query, { byDefault: 1_000, atMost: 1_000 })
    return listAnswer(
      rows.map((each) => packageJson(call, { feed, package: each }, each.versions.filter(chosen))),
    )
  }
}

function packageOf(call: Call, feed: Feed): Package {
  const wanted = param(call, 'packageId').toLowerCase()
  return (
    feed.packages.find(({ id }) => id === wanted) ??
    // (assumed: words)
    fail({
      status: 404,
      message: `The package '${wanted}' does not exist in feed '${feed.name}'.`,
      exception: 'Microsoft.VisualStudio.Services.Feed.WebApi.PackageNotFoundException',
    })
  )
}

// All versions, unless isDeleted says which. (specification)
function listVersions(call: Call): Answer {
  const feed = feedOf(call)
  const own = packageOf(call, feed)
  const isDeleted = call.query.text('isDeleted')?.toLowerCase()
  return listAnswer(
    own.versions
      .filter((version) => (isDeleted ?? String(version.isDeleted)) === String(version.isDeleted))
      .map((version) => versionJson(call, { feed, package: own }, version)),
  )
}

function listDeletedVersions(call: Call): Answer {
  const feed = feedOf(call)
  const own = packageOf(call, feed)
  return listAnswer(
    own.versions.filter(isGone).map((version) => ({
      ...versionJson(call, { feed, package: own }, version),
      scheduledPermanentDeleteDate: millisecondsText(call.organization.now + 29 * 86_400_000),
    })),
  )
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 1 } as const
const feed = 'packaging/feeds/{feedId}'

/** Feeds of packages and what is in them. */
export const feedRoutes: readonly Route[] = [
  { ...base, template: 'packaging/feeds', handle: listFeeds },
  { ...base, template: 'packaging/feedrecyclebin', handle: listDeletedFeeds },
  {
    ...base,
    scope: 'organization',
    template: 'packaging/globalpermissions',
    handle: listGlobalPermissions,
  },
  { ...base, template: `${feed}/views`, handle: listViews },
  { ...base, template: `${feed}/permissions`, handle: listPermissions },
  { ...base, template: `${feed}/packages`, handle: packagesWith(isThere) },
  { ...base, template: `${feed}/packages/{packageId}/versions`, handle: listVersions },
  { ...base, template: `${feed}/recyclebin/packages`, handle: packagesWith(isGone) },
  {
    ...base,
    template: `${feed}/recyclebin/packages/{packageId}/versions`,
    handle: listDeletedVersions,
  },
]
