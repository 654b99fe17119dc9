import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { groupJson, userJson } from '../answers/graph-json.ts'
import { type Call, param } from '../call.ts'
import { type Entitlement, entitlementsOf } from '../data/entitlements.ts'
import { type Group, groupsIn } from '../data/groups.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'

function licenseJson({ license, status }: Entitlement): object {
  return {
    licensingSource: license.type === 'none' ? 'msdn' : 'account',
    accountLicenseType: license.type,
    msdnLicenseType: license.type === 'none' ? 'enterprise' : 'none',
    licenseDisplayName: license.name,
    status,
    statusMessage: '',
    assignmentSource: status === 'pending' ? 'groupRule' : 'unknown',
  }
}

function entitlementJson(call: Call, entitlement: Entitlement): object {
  const { organization, query } = call
  const selected = query.list('select')?.map((part) => part.toLowerCase()) ?? []
  const project = organization.projects.all()[0]
  const isMember = entitlement.user.index % 2 === 0 && project !== undefined
  return {
    id: entitlement.user.id,
    user: userJson(call, entitlement.user),
    accessLevel: licenseJson(entitlement),
    lastAccessedDate: entitlement.lastAccessedDate,
    dateCreated: entitlement.dateCreated,
    // Empty unless selected. (assumed)
    projectEntitlements:
      selected.includes('projects') && isMember
        ? [
            {
              group: { groupType: 'projectContributor', displayName: 'Contributors' },
              projectRef: { id: project.id, name: project.name },
              assignmentSource: 'unknown',
              projectPermissionInherited: 'notSet',
              teamRefs: [],
            },
          ]
        : [],
    groupAssignments:
      selected.includes('grouprules') && entitlement.status === 'pending'
        ? ruledGroups(call).map((group) => ruleJson(call, group))
        : [],
  }
}

type Clause = (entitlement: Entitlement) => boolean

// "Equality operators relating to searching user entitlements separated by and clauses." (specification)
function clauseOf(text: string): Clause {
  const [, name = '', value = ''] = /^\s*(\w+) eq '([^']*)'\s*$/i.exec(text) ?? []
  const wanted = value.toLowerCase()
  switch (name.toLowerCase()) {
    case 'licenseid':
      return ({ license }) => license.filter === wanted
    case 'licensestatus':
      return ({ status }) => status === wanted
    case 'usertype':
      return ({ isGuest }) => (isGuest ? 'guest' : 'member') === wanted
    case 'name':
      return ({ user }) =>
        user.displayName.toLowerCase().includes(wanted) || user.mail.toLowerCase().includes(wanted)
    default:
      return badArgument(`The filter '${text}' is not valid.`)
  }
}

function pageAnswer(call: Call, rows: readonly Entitlement[], page: PageRequest): Answer {
  const { token, top } = page
  const { rows: wanted, next } = cut(rows, readOpaqueToken(call.query.text(token)), top)
  const items = wanted.map((entitlement) => entitlementJson(call, entitlement))
  // Both lists are there, the count is 0, and the token of the last page is null. (measured)
  const continuationToken = opaqueToken(next) ?? null
  return jsonAnswer({ members: items, continuationToken, totalCount: 0, items })
}

interface PageRequest {
  readonly token: string
  readonly top: number
}

function listUsers(call: Call): Answer {
  const clauses = call.query.text('$filter')?.split(/ and /i).map(clauseOf) ?? []
  const found = entitlementsOf(call.organization).filter((entitlement) =>
    clauses.every((clause) => clause(entitlement)),
  )
  const top = call.variants.entitlementsPageSize
  return pageAnswer(call, found, { token: 'continuationToken', top })
}

// (assumed: exception and words)
function unknownId(id: string): never {
  return fail({
    status: 404,
    message: `Identity '${id}' has no entitlement.`,
    exception: 'Microsoft.VisualStudio.Services.Identity.IdentityNotFoundException',
  })
}

function getUser(call: Call): Answer {
  const wanted = param(call, 'userId').toLowerCase()
  const found = entitlementsOf(call.organization).find(({ user }) => user.id === wanted)
  return found === undefined ? unknownId(wanted) : jsonAnswer(entitlementJson(call, found))
}

/** The groups that have a rule: those of the directory and the administrators. */
function ruledGroups({ organization }: Call): readonly Group[] {
  return groupsIn(organization).slice(0, 3)
}

function ruleJson(call: Call, group: Group): object {
  const isApplied = group.origin === 'aad'
  return {
    id: group.id,
    group: groupJson(call, group),
    licenseRule: {
      licensingSource: 'account',
      accountLicenseType: isApplied ? 'express' : 'stakeholder',
      msdnLicenseType: 'none',
      licenseDisplayName: isApplied ? 'Basic' : 'Stakeholder',
      status: 'active',
      statusMessage: '',
      assignmentSource: 'unknown',
    },
    status: isApplied ? 'applied' : 'applyPending',
    projectEntitlements: [],
    lastExecuted: isApplied ? '2026-10-31T23:59:59.99Z' : '0001-01-01T00:00:00Z',
  }
}

function listGroups(call: Call): Answer {
  return listAnswer(ruledGroups(call).map((group) => ruleJson(call, group)))
}

function groupOf(call: Call): Group {
  const wanted = param(call, 'groupId').toLowerCase()
  return ruledGroups(call).find(({ id }) => id === wanted) ?? unknownId(wanted)
}

function getGroup(call: Call): Answer {
  return jsonAnswer(ruleJson(call, groupOf(call)))
}

// How many come without maxResults is not known. (assumed: as many as users)
function listMembers(call: Call): Answer {
  const { organization, query, variants } = call
  const { id } = groupOf(call)
  const place = ruledGroups(call).findIndex((group) => group.id === id)
  const members = entitlementsOf(organization).filter(({ user }) => user.index % 3 === place)
  const most = variants.entitlementsPageSize
  const top = Math.min(query.integer('maxResults') ?? most, most)
  return pageAnswer(call, members, { token: 'pagingToken', top })
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 4 } as const

/** Licences. In the cloud they are on a host of their own. */
export const entitlementRoutes: readonly Route[] = [
  { ...get, template: 'userentitlements', table: 'Users', handle: listUsers },
  { ...get, template: 'userentitlements/{userId}', handle: getUser },
  { ...get, template: 'groupentitlements', handle: listGroups },
  { ...get, template: 'groupentitlements/{groupId}', handle: getGroup },
  { ...get, template: 'groupentitlements/{groupId}/members', handle: listMembers },
]
