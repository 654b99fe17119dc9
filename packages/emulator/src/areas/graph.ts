import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { User } from '../data/users.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'

function userJson({ organization }: Call, user: User): object {
  const base = `https://vssps.dev.azure.com/${organization.name}/_apis/Graph`
  return {
    subjectKind: 'user',
    metaType: user.origin === 'aad' ? 'member' : undefined,
    domain: user.origin === 'aad' ? '00000000-0000-0000-0000-000000000000' : 'Build',
    principalName: user.uniqueName,
    // Empty, not absent, for service accounts. (measured)
    mailAddress: user.mail,
    origin: user.origin,
    originId: user.id,
    displayName: user.displayName,
    isDeletedInOrigin: user.deleted ? true : undefined,
    _links: {
      self: { href: `${base}/Users/${user.descriptor}` },
      memberships: { href: `${base}/Memberships/${user.descriptor}` },
      membershipState: { href: `${base}/MembershipStates/${user.descriptor}` },
      storageKey: { href: `${base}/StorageKeys/${user.descriptor}` },
      avatar: { href: `${organization.url}/_apis/GraphProfile/MemberAvatars/${user.descriptor}` },
    },
    url: `${base}/Users/${user.descriptor}`,
    descriptor: user.descriptor,
  }
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
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The graph subject with descriptor '${wanted}' does not exist.`,
    exception: 'Microsoft.VisualStudio.Services.Graph.GraphSubjectNotFoundException',
  })
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 1, previewOnly: true } as const

/** Users. In the cloud they are on a host of their own. */
export const graphRoutes: readonly Route[] = [
  { ...get, template: 'graph/users', table: 'Users', handle: listUsers },
  { ...get, template: 'graph/users/{userDescriptor}', handle: getUser },
]
