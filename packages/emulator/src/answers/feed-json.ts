import type { Call } from '../call.ts'
import type { Feed, Package, PackageVersion } from '../data/feeds.ts'
import { millisecondsText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'

const day = 86_400_000

function projectRef({ organization }: Call, { project }: Feed): object | undefined {
  if (project === undefined) return undefined
  const { id, name, visibility } = organization.projects.at(project)
  return { id, name, visibility }
}

export function feedUrl({ organization }: Call, feed: Feed): string {
  const project = feed.project === undefined ? '' : `/${organization.projects.at(feed.project).id}`
  return `https://feeds.dev.azure.com/${encodeURIComponent(organization.name)}${project}/_apis/Packaging/Feeds/${feed.id}`
}

export interface FeedView {
  readonly id: string
  readonly name: string
  readonly type: 'implicit' | 'release'
}

/** Every feed has the view of all its packages, and two to release into. */
export function viewsOf(feed: Feed): readonly FeedView[] {
  const dice = createDice(0, `views of ${feed.id}`)
  return (['Local', 'Prerelease', 'Release'] as const).map((name, index) => ({
    id: guidOf(dice, index, 0),
    name,
    type: index === 0 ? 'implicit' : 'release',
  }))
}

export function feedJson(call: Call, feed: Feed): object {
  const url = feedUrl(call, feed)
  const { now } = call.organization
  return {
    // Null and not left out. (measured)
    description: feed.name === 'packages' ? 'What "everybody" needs' : null,
    url,
    _links: {
      self: { href: url },
      packages: { href: `${url}/Packages` },
      permissions: { href: `${url}/Permissions` },
    },
    hideDeletedPackageVersions: true,
    defaultViewId: viewsOf(feed)[0]?.id,
    id: feed.id,
    name: feed.name,
    upstreamEnabled: true,
    viewId: null,
    viewName: null,
    fullyQualifiedName: feed.name,
    fullyQualifiedId: feed.id,
    upstreamSources:
      feed.packages.length === 0
        ? []
        : [
            {
              id: '11111111-2222-4333-a444-555555555555',
              name: 'npmjs',
              protocol: 'npm',
              location: 'https://registry.example.com/',
              displayLocation: 'https://registry.example.com/',
              upstreamSourceType: 'public',
              status: 'ok',
            },
          ],
    capabilities: 'defaultCapabilities',
    project: projectRef(call, feed),
    ...(feed.isDeleted && {
      deletedDate: millisecondsText(now - 3 * day),
      scheduledPermanentDeleteDate: millisecondsText(now + 27 * day),
    }),
  }
}

interface Place {
  readonly feed: Feed
  readonly package: Package
}

/** The name as packages of its type are compared. */
export function normalizedName({ name, protocolType }: Package): string {
  return protocolType === 'NuGet' || protocolType === 'PyPI' ? name.toLowerCase() : name
}

export function packageJson(
  call: Call,
  { feed, package: own }: Place,
  versions: readonly PackageVersion[],
): object {
  const url = `${feedUrl(call, feed)}/Packages/${own.id}`
  return {
    id: own.id,
    normalizedName: normalizedName(own),
    name: own.name,
    protocolType: own.protocolType,
    url,
    versions: versions
      .slice(0, 1)
      .map((version) => minimalVersion(call, { feed, package: own }, version)),
    _links: {
      self: { href: url },
      feed: { href: feedUrl(call, feed) },
      versions: { href: `${url}/Versions` },
    },
  }
}

function minimalVersion(
  call: Call,
  { feed, package: own }: Place,
  version: PackageVersion,
): object {
  const place = own.versions.indexOf(version)
  const [local] = viewsOf(feed)
  return {
    id: version.id,
    normalizedVersion: version.version.replace(/\+.*/, ''),
    version: version.version,
    isLatest: place === 0,
    isListed: own.protocolType === 'NuGet' ? place !== 1 : true,
    storageId: `b${version.id.replaceAll('-', '')}`,
    views: [{ ...local, url: null }],
    publishDate: millisecondsText(call.organization.now - (place + 1) * day + 7),
  }
}

export function versionJson(call: Call, place: Place, version: PackageVersion): object {
  const { feed, package: own } = place
  const parent = `${feedUrl(call, feed)}/Packages/${own.id}`
  const url = `${parent}/Versions/${version.id}`
  return {
    author: own.protocolType === 'NuGet' ? "@DanielBrook, O'Neil" : undefined,
    description: `All of "${own.name}" 📦`,
    protocolMetadata: { schemaVersion: 1, data: { copyright: null, releaseNotes: '' } },
    tags: own.protocolType === 'Npm' ? ['ui', 'a b'] : [],
    url,
    dependencies:
      own.protocolType === 'NuGet' ? [{ packageName: 'SHiPS', versionRange: '(, )' }] : [],
    _links: { self: { href: url }, feed: { href: feedUrl(call, feed) }, package: { href: parent } },
    sourceChain: [],
    ...minimalVersion(call, place, version),
    // Left out of versions that are not deleted. (measured)
    ...(version.isDeleted && {
      isDeleted: true,
      deletedDate: millisecondsText(call.organization.now - day),
    }),
  }
}
