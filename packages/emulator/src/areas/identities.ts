import { type Answer, listAnswer } from '../answers/answer.ts'
import { badArgument } from '../answers/failures.ts'
import type { Call } from '../call.ts'
import { type Group, groupsIn } from '../data/groups.ts'
import type { User } from '../data/users.ts'
import type { Route } from '../router.ts'

/** A user or a group as the services before the graph know it. */
interface Identity {
  readonly id: string
  readonly descriptor: string
  readonly subjectDescriptor: string
  readonly name: string
  readonly account: string
  readonly mail: string
  readonly group: Group | undefined
  readonly isActive: boolean
}

function ofUser({ users }: Call['organization'], user: User): Identity {
  return {
    id: user.id,
    // Service accounts have another kind of descriptor. (measured: the first)
    descriptor:
      user.origin === 'aad'
        ? `Microsoft.IdentityModel.Claims.ClaimsIdentity;00000000-0000-0000-0000-000000000000\\${user.uniqueName}`
        : `Microsoft.TeamFoundation.ServiceIdentity;${user.id}:Build:${user.index}`,
    subjectDescriptor: user.descriptor,
    name: user.displayName,
    account: user.uniqueName,
    mail: user.mail,
    group: undefined,
    isActive: users.rows.has(user.index) && !user.deleted,
  }
}

function ofGroup({ name }: Call['organization'], group: Group): Identity {
  const container = group.project?.name ?? name
  return {
    id: group.id,
    descriptor: `Microsoft.TeamFoundation.Identity;S-1-9-${group.id}`,
    subjectDescriptor: group.descriptor,
    name: `[${container}]\\${group.displayName}`,
    account: group.displayName,
    mail: '',
    group,
    isActive: true,
  }
}

function typed(type: 'String' | 'DateTime', value: string): object {
  return { $type: `System.${type}`, $value: value }
}

function identityJson(call: Call, identity: Identity): object {
  const { organization, query } = call
  const { group } = identity
  const hasMembers = query.text('queryMembership')?.toLowerCase() === 'direct'
  const descriptors = new Map(allIdentities(call).map((one) => [one.subjectDescriptor, one]))
  const members = (group?.members ?? []).flatMap((member) => descriptors.get(member) ?? [])
  const containers = groupsIn(organization)
    .filter((candidate) => candidate.members.includes(identity.subjectDescriptor))
    .flatMap((candidate) => descriptors.get(candidate.descriptor) ?? [])
  return {
    id: identity.id,
    descriptor: identity.descriptor,
    subjectDescriptor: identity.subjectDescriptor,
    providerDisplayName: identity.name,
    isActive: identity.isActive,
    isContainer: group === undefined ? undefined : true,
    members: hasMembers ? members.map(({ descriptor }) => descriptor) : [],
    memberOf: hasMembers ? containers.map(({ descriptor }) => descriptor) : [],
    memberIds: hasMembers ? members.map(({ id }) => id) : [],
    properties: {
      SchemaClassName: typed('String', group === undefined ? 'User' : 'Group'),
      Description: typed('String', group?.description ?? ''),
      Account: typed('String', identity.account),
      Mail: typed('String', identity.mail),
      ComplianceValidated: typed('DateTime', '2026-04-01T00:00:00Z'),
    },
    resourceVersion: 2,
    metaTypeId: group === undefined ? 0 : 255,
  }
}

function allIdentities({ organization }: Call): readonly Identity[] {
  const { users } = organization
  return [
    ...Array.from(users.rows.indices(), (index) => ofUser(organization, users.at(index))),
    ...groupsIn(organization).map((group) => ofGroup(organization, group)),
  ]
}

/** Each wanted value gives an identity or null, in that order. (null: assumed) */
function inOrder(
  all: readonly Identity[],
  wanted: readonly string[],
  textOf: (identity: Identity) => string,
): readonly (Identity | null)[] {
  return wanted.map(
    (value) => all.find((one) => textOf(one).toLowerCase() === value.toLowerCase()) ?? null,
  )
}

// A general search finds display names, accounts and addresses that begin with the text. (beginning: assumed)
function search(call: Call, all: readonly Identity[]): readonly Identity[] {
  const { query } = call
  const value = query.text('filterValue')?.toLowerCase()
  if (value === undefined || query.text('searchFilter') === undefined) {
    // (assumed: words)
    return badArgument('Identities are found by ids, by descriptors or by a search filter.')
  }
  return all.filter(({ name, account, mail }) =>
    [name, account, mail].some((text) => text.toLowerCase().startsWith(value)),
  )
}

function readIdentities(call: Call): Answer {
  const { query } = call
  const all = allIdentities(call)
  const ids = query.list('identityIds')
  const subjects = query.list('subjectDescriptors')
  const descriptors = query.list('descriptors')
  const found =
    (ids && inOrder(all, ids, ({ id }) => id)) ??
    (subjects && inOrder(all, subjects, ({ subjectDescriptor }) => subjectDescriptor)) ??
    (descriptors && inOrder(all, descriptors, ({ descriptor }) => descriptor)) ??
    search(call, all)
  return listAnswer(found.map((identity) => identity && identityJson(call, identity)))
}

/** Identities. In the cloud they are where the graph is. */
export const identityRoutes: readonly Route[] = [
  {
    method: 'GET',
    scope: 'organization',
    resourceVersion: 1,
    template: 'identities',
    handle: readIdentities,
  },
]
