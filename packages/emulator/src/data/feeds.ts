import { createDice, guidOf } from './random.ts'

/** A feed of packages, of the organization or of one project. */
export interface Feed {
  readonly id: string
  readonly name: string
  readonly project: number | undefined
  readonly isDeleted: boolean
  readonly packages: readonly Package[]
}

export interface Package {
  readonly id: string
  readonly name: string
  readonly protocolType: string
  readonly versions: readonly PackageVersion[]
}

export interface PackageVersion {
  readonly id: string
  readonly version: string
  readonly isDeleted: boolean
}

type Protocol = readonly [protocolType: string, names: readonly string[]]

// Names as their types allow them: scopes, group ids, dots, umlauts of universal packages. (assumed)
const protocols: readonly Protocol[] = [
  ['NuGet', ['Fabrikam.Core', 'fabrikam.core.extras', 'VSTeam']],
  ['Npm', ['@fabrikam/ui', 'left-pad']],
  ['Maven', ['com.fabrikam:web_shop']],
  ['PyPI', ['zope.interface']],
  ['UPack', ['tools-for-everyone']],
]

const versions = ['1.0.0', '1.0.1-beta.2+build', '0.9.0']

function packagesOf(feed: string): readonly Package[] {
  const dice = createDice(0, `packages of ${feed}`)
  return protocols
    .flatMap(([protocolType, names]) => names.map((name) => ({ protocolType, name })))
    .map(({ protocolType, name }, index) => ({
      id: guidOf(dice, index, 0),
      name,
      protocolType,
      // The last version of some packages is deleted, one of which has no other.
      versions: versions
        .slice(0, name === 'left-pad' ? 1 : 1 + (index % 3))
        .map((version, place) => ({
          id: guidOf(dice, index, 4 + 4 * place),
          version,
          isDeleted: name === 'left-pad' || (place === 2 && index < 4),
        })),
    }))
}

interface FeedPlace {
  readonly name: string
  readonly project?: number
  readonly isDeleted?: boolean
}

/** Feeds of an organization with so many projects. One is empty, some have one name. */
export function createFeeds(seed: number, projects: number): readonly Feed[] {
  const dice = createDice(seed, 'feed')
  const places: readonly FeedPlace[] = [
    { name: 'Shared.Packages' },
    { name: 'Büro-feed_🚀' },
    { name: 'Old.Packages', isDeleted: true },
    ...Array.from({ length: projects }, (_, project) => [
      ...(project % 3 === 1 ? [] : [{ name: 'packages', project }]),
      ...(project % 3 < 2 ? [{ name: 'packages.old', project, isDeleted: true }] : []),
    ]).flat(),
  ]
  return places.map(({ name, project, isDeleted = false }, index) => {
    const id = guidOf(dice, index, 0)
    return { id, name, project, isDeleted, packages: index === 1 ? [] : packagesOf(id) }
  })
}
