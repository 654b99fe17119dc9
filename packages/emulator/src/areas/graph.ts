import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import { type Application, applications, type Group, groupsIn } from '../data/groups.ts'
import type { User } from '../data/users.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'

function subjectLinks({ organization }: Call, kind: string, descriptor: string): object {
  const base = `https://vssps.dev.azure.com/${organization.name}/_apis/Graph`
  const avatar = `${organization.url}/_apis/GraphProfile/MemberAvatars/${descriptor}`
  return {
    _links: {
      self: { href: `${base}/${kind}/${descriptor}` },
      memberships: { href: `${base}/Memberships/${descriptor}` },
      membershipState: { href: `${base}/MembershipStates/${descriptor}` },
      storageKey: { href: `${base}/StorageKeys/${descriptor}` },
      ...(kind === 'Groups' ? {} : { avatar: { href: avatar } }),
    },
    url: `${base}/${kind}/${descriptor}`,
    descriptor,
  }
}

const tenant = '00000000-0000-0000-0000-000000000000'

/** A user as this service and the one of licences show it. */
function userJson(call: Call, user: User): object {
  return {
    subjectKind: 'user',
    metaType: user.origin === 'aad' ? (user.index % 6 === 5 ? 'guest' : 'member') : undefined,
    domain: user.origin === 'aad' ? tenant : 'Build',
    principalName: user.uniqueName,
    // Empty, not absent, for service accounts. (measured)
    mailAddress: user.mail,
    origin: user.origin,
    originId: user.id,
    displayName: user.displayName,
    isDeletedInOrigin: user.deleted ? true : undefined,
    ...subjectLinks(call, 'Users', user.descriptor),
  }
}

/** A group, likewise. */
function groupJson(call: Call, group: Group): object {
  const { organization } = call
  const { project, displayName } = group
  const container =
    group.origin === 'aad' ? 'TEAM FOUNDATION' : (project?.name ?? organization.name)
  return {
    subjectKind: 'group',
    description: group.description,
    domain:
      project === undefined
        ? `vstfs:///Framework/IdentityDomain/${organization.id}`
        : `vstfs:///Classification/TeamProject/${project.id}`,
    principalName: `[${container}]\\${displayName}`,
    // (measured)
    mailAddress: null,
    origin: group.origin,
    originId: group.id,
    displayName,
    ...subjectLinks(call, 'Groups', group.descriptor),
  }
}

function applicationJson(call: Call, application: Application): object {
  return {
    subjectKind: 'servicePrincipal',
    applicationId: application.applicationId,
    metaType: 'application',
    directoryAlias: application.id,
    domain: tenant,
    principalName: application.id,
    mailAddress: null,
    origin: 'aad',
    originId: application.id,
    displayName: application.displayName,
    isDeletedInOrigin: application.isDeleted ? true : undefined,
    ...subjectLinks(call, 'ServicePrincipals', application.descriptor),
  }
}

// The token is a header, the page size 500, as for users. (assumed)
function pageAnswer(call: Call, rows: readonly object[]): Answer {
  const skip = readOpaqueToken(call.query.text('continuationToken'))
  const page = cut(rows, skip, call.variants.graphPageSize)
  return listAnswer(page.rows, { token: opaqueToken(page.next) })
}

function listGroups(call: Call): Answer {
  const subjects = call.query.list('subjectTypes')?.map((subject) => subject.toLowerCase())
  const groups = groupsIn(call.organization).filter(
    ({ origin }) => subjects?.includes(origin === 'aad' ? 'aadgp' : 'vssgp') !== false,
  )
  return pageAnswer(
    call,
    groups.map((group) => groupJson(call, group)),
  )
}

function listApplications(call: Call): Answer {
  return pageAnswer(
    call,
    applications.map((application) => applicationJson(call, application)),
  )
}

// (assumed: exception and words)
function unknownSubject(descriptor: string): never {
  return fail({
    status: 404,
    message: `The graph subject with descriptor '${descriptor}' does not exist.`,
    exception: 'Microsoft.VisualStudio.Services.Graph.GraphSubjectNotFoundException',
  })
}

function getGroup(call: Call): Answer {
  const wanted = param(call, 'groupDescriptor')
  const found = groupsIn(call.organization).find(({ descriptor }) => descriptor === wanted)
  return found === undefined ? unknownSubject(wanted) : jsonAnswer(groupJson(call, found))
}

function getApplication(call: Call): Answer {
  const wanted = param(call, 'servicePrincipalDescriptor')
  const found = applications.find(({ descriptor }) => descriptor === wanted)
  return found === undefined ? unknownSubject(wanted) : jsonAnswer(applicationJson(call, found))
}

// "The default value for direction is 'up'", and direct memberships only. (specification)
function listMemberships(call: Call): Answer {
  const subject = param(call, 'subjectDescriptor')
  const isDown = call.query.text('direction')?.toLowerCase() === 'down'
  const base = `https://vssps.dev.azure.com/${call.organization.name}/_apis/Graph`
  const pairs = groupsIn(call.organization).flatMap(({ descriptor, members }) =>
    members.map((member) => ({ container: descriptor, member })),
  )
  const found = pairs.filter(({ container, member }) => (isDown ? container : member) === subject)
  return listAnswer(
    found.map(({ container, member }) => ({
      containerDescriptor: container,
      memberDescriptor: member,
      _links: {
        self: { href: `${base}/Memberships/${member}/${container}` },
        member: { href: `${base}/Users/${member}` },
        container: { href: `${base}/Groups/${container}` },
      },
    })),
  )
}

function listUsers(call: Call): Answer {
  const { users } = call.organization
  const subjects = call.query.list('subjectTypes')?.map((subject) => subject.toLowerCase())
  const indices = users.rows
    .indices()
    .filter(
      (index) =>
        subjects === undefined ||
        subjects.includes(users.at(index).origin === 'aad' ? 'aad' : 'svc'),
    )
  // The token is a header, the page size 500. (assumed)
  const page = cut(
    indices,
    readOpaqueToken(call.query.text('continuationToken')),
    call.variants.graphPageSize,
  )
  return listAnswer(
    page.rows.map((index) => userJson(call, users.at(index))),
    { token: opaqueToken(page.next) },
  )
}

function getUser(call: Call): Answer {
  const { users } = call.organization
  const wanted = param(call, 'userDescriptor')
  const found = users.rows.indices().find((index) => users.at(index).descriptor === wanted)
  if (found !== undefined) return jsonAnswer(userJson(call, users.at(found)))
  return unknownSubject(wanted)
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 1, previewOnly: true } as const

/** Users, groups, applications and memberships. In the cloud they are on a host of their own. */
export const graphRoutes: readonly Route[] = [
  { ...get, template: 'graph/users', table: 'Users', handle: listUsers },
  { ...get, template: 'graph/users/{userDescriptor}', handle: getUser },
  { ...get, template: 'graph/groups', handle: listGroups },
  { ...get, template: 'graph/groups/{groupDescriptor}', handle: getGroup },
  { ...get, template: 'graph/serviceprincipals', handle: listApplications },
  {
    ...get,
    template: 'graph/serviceprincipals/{servicePrincipalDescriptor}',
    handle: getApplication,
  },
  { ...get, template: 'graph/memberships/{subjectDescriptor}', handle: listMemberships },
]
