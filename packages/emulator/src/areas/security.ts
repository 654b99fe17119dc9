import { type Answer, listAnswer } from '../answers/answer.ts'
import { type Call, param } from '../call.ts'
import { groupsIn } from '../data/groups.ts'
import type { Route } from '../router.ts'

interface Namespace {
  readonly namespaceId: string
  readonly name: string
  readonly separatorValue: string
  readonly extensionType: string | null
  readonly actions: readonly (readonly [bit: number, name: string, displayName: string])[]
  /** What has permissions of its own, below the organization. */
  tokensOf(call: Call): readonly string[]
}

// Three of the sixty namespaces, ids and tokens as the service has them. (measured)
const namespaces: readonly Namespace[] = [
  {
    namespaceId: '58450c49-b02d-465a-ab12-59ae512d6531',
    name: 'Analytics',
    separatorValue: '/',
    extensionType: null,
    actions: [
      [1, 'Read', 'View analytics'],
      [2, 'Administer', 'Manage analytics permissions'],
      [4, 'Stage', 'Push the data to staging area'],
    ],
    tokensOf: ({ organization }) => [
      '$',
      ...organization.projects.all().map(({ id }) => `$/${id}`),
    ],
  },
  {
    namespaceId: '52d39943-cb85-4d7f-8fa8-c6baac873819',
    name: 'Project',
    separatorValue: ':',
    extensionType: 'Microsoft.TeamFoundation.ApplicationTier.PlugIns.Core.ProjectSecurityExtension',
    actions: [
      [1, 'GENERIC_READ', 'View project-level information'],
      [2, 'GENERIC_WRITE', 'Edit project-level information'],
      [4, 'DELETE', 'Delete team project'],
    ],
    tokensOf: ({ organization }) =>
      organization.projects
        .all()
        .map(({ id }) => `$PROJECT:vstfs:///Classification/TeamProject/${id}`),
  },
  {
    namespaceId: '2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87',
    name: 'Git Repositories',
    separatorValue: '/',
    extensionType: null,
    actions: [
      [1, 'Administer', 'Administer'],
      [2, 'GenericRead', 'Read'],
    ],
    // A branch is in the token as the hexadecimal digits of UTF-16. (assumed)
    tokensOf: ({ organization: { repositories, projects } }) =>
      Array.from(repositories.rows.indices(), repositories.at).flatMap(({ id, project }) => [
        `repoV2/${projects.at(project).id}/${id}`,
        `repoV2/${projects.at(project).id}/${id}/refs^heads^6d00610069006e00`,
      ]),
  },
]

function namespaceJson({ tokensOf: _, actions, ...namespace }: Namespace): object {
  return {
    ...namespace,
    displayName: namespace.name,
    elementLength: -1,
    writePermission: 2,
    readPermission: 1,
    dataspaceCategory: 'Default',
    actions: actions.map(([bit, name, displayName]) => ({
      bit,
      name,
      displayName,
      // Zeros in this namespace. (measured)
      namespaceId:
        namespace.name === 'Project'
          ? '00000000-0000-0000-0000-000000000000'
          : namespace.namespaceId,
    })),
    structureValue: 1,
    isRemotable: namespace.name === 'Project',
    useTokenTranslator: namespace.name === 'Project',
    systemBitMask: namespace.name === 'Project' ? 17_563_648 : 30,
  }
}

function listNamespaces(): Answer {
  return listAnswer(namespaces.map(namespaceJson))
}

// A list of one, or of none. (one: measured)
function getNamespace(call: Call): Answer {
  const wanted = param(call, 'securityNamespaceId').toLowerCase()
  return listAnswer(
    namespaces.filter(({ namespaceId }) => namespaceId === wanted).map(namespaceJson),
  )
}

function entryJson(descriptor: string, { bits, isExtended }: EntryFacts): object {
  return {
    descriptor,
    allow: bits,
    deny: 0,
    ...(isExtended && { extendedInfo: bits === 0 ? {} : { effectiveAllow: bits } }),
  }
}

interface EntryFacts {
  readonly bits: number
  readonly isExtended: boolean
}

// With descriptors the lists hold their entries only. (measured)
function listAccess(call: Call): Answer {
  const { organization, query } = call
  const wanted = param(call, 'securityNamespaceId').toLowerCase()
  const token = query.text('token')?.toLowerCase()
  const isExtended = query.boolean('includeExtendedInfo')
  const asked = query.list('descriptors')
  const [everybody, administrators] = groupsIn(organization)
  const descriptors =
    asked ??
    [everybody, administrators].flatMap((group) =>
      group === undefined ? [] : [`Microsoft.TeamFoundation.Identity;S-1-9-${group.id}`],
    )
  const tokens = namespaces
    .filter(({ namespaceId }) => namespaceId === wanted)
    .flatMap(({ tokensOf }) => tokensOf(call))
    .map((name, place) => ({ name, inherits: place % 2 === 0 }))
    .filter(({ name }) => token === undefined || name.toLowerCase() === token)
  return listAnswer(
    tokens.map(({ name, inherits }) => ({
      inheritPermissions: inherits,
      token: name,
      acesDictionary: Object.fromEntries(
        descriptors.map((descriptor) => [
          descriptor,
          entryJson(descriptor, { bits: asked === undefined ? 3 : 0, isExtended }),
        ]),
      ),
      includeExtendedInfo: isExtended,
    })),
  )
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 1 } as const

/** Permissions. */
export const securityRoutes: readonly Route[] = [
  { ...get, template: 'securitynamespaces', handle: listNamespaces },
  { ...get, template: 'securitynamespaces/{securityNamespaceId}', handle: getNamespace },
  { ...get, template: 'accesscontrollists/{securityNamespaceId}', handle: listAccess },
]
