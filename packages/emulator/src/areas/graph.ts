import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { applicationJson, groupJson, userJson } from '../answers/graph-json.ts'
import { type Call, param } from '../call.ts'
import { applications, groupsIn } from '../data/groups.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'

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
