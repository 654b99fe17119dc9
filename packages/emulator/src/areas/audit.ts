import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import type { Call } from '../call.ts'
import { millisecondsText, ticksOf, ticksText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'

const hour = 3_600_000
const dice = createDice(0, 'audit')

interface Action {
  readonly actionId: string
  readonly area: string
  readonly category: 'unknown' | 'modify' | 'remove' | 'create' | 'access' | 'execute'
}

const access: Action = { actionId: 'AuditLog.AccessLog', area: 'Auditing', category: 'access' }
const actions: readonly Action[] = [
  access,
  { actionId: 'Git.CreateRepo', area: 'Git', category: 'create' },
  { actionId: 'Git.RepositoryDeleted', area: 'Git', category: 'remove' },
  { actionId: 'Security.ModifyPermission', area: 'Permissions', category: 'modify' },
  { actionId: 'Release.ApprovalCompleted', area: 'Release', category: 'modify' },
  { actionId: 'Pipelines.RunRetained', area: 'Pipelines', category: 'unknown' },
]

// There are few, whatever the size of the organization; entries are kept for 90 days. (docs/organizations/audit)
const count = 60

function entryJson({ organization }: Call, place: number): object {
  const { users, projects, now } = organization
  const action = actions[place % actions.length] ?? access
  const actor = users.at(dice(place, 0) % users.rows.indices().length)
  const project = place % 3 === 0 ? undefined : projects.all()[place % 2]
  // Neighbours are in one second, and even in one microsecond.
  const at = now - Math.floor(place / 2) * 30 * hour
  const correlationId = guidOf(dice, Math.floor(place / 2), 10)
  return {
    id: `${2_516_000_000_000_000_000n + BigInt(place)};00000030-0000-8888-8000-000000000000;${guidOf(dice, place, 20)}`,
    correlationId,
    activityId: correlationId,
    actorCUID: guidOf(dice, actor.index, 30),
    actorUserId: actor.id,
    actorClientId: '00000000-0000-0000-0000-000000000000',
    actorUPN: actor.uniqueName,
    authenticationMechanism: place % 4 === 0 ? 'PAT authorizationId: "x"' : 'AAD_Cookie',
    timestamp: ticksText(ticksOf(at, 5_000 + (place % 2))),
    scopeType: 'organization',
    scopeDisplayName: `${organization.name} (Organization)`,
    scopeId: organization.id,
    projectId: project?.id ?? '00000000-0000-0000-0000-000000000000',
    projectName: project?.name ?? '',
    ipAddress: place % 5 === 0 ? '2001:db8::1' : '192.0.2.1',
    userAgent: 'Mozilla/5.0 ("X11")',
    actionId: action.actionId,
    data: { Größe: place, Nested: { Token: `repoV2/${place}` } },
    details: `"${actor.displayName}" did ${action.actionId}`,
    area: action.area,
    category: action.category,
    categoryDisplayName: action.category.charAt(0).toUpperCase() + action.category.slice(1),
    actorDisplayName: actor.displayName,
    actorImageUrl: null,
  }
}

function instantOf({ organization }: Call, place: number): number {
  return ticksOf(organization.now - Math.floor(place / 2) * 30 * hour, 5_000 + (place % 2))
}

// Newest first; both ends belong to the window. (assumed)
function queryLog(call: Call): Answer {
  const { query, variants } = call
  const from = query.date('startTime') ?? Number.NEGATIVE_INFINITY
  const to = query.date('endTime') ?? Number.POSITIVE_INFINITY
  const isWhole = query.boolean('skipAggregation')
  const places = Array.from({ length: count }, (_, place) => place)
    .filter((place) => instantOf(call, place) >= from && instantOf(call, place) <= to)
    // Of the entries about access only every second one is left where they are aggregated. (assumed)
    .filter((place) => isWhole || actions[place % actions.length] !== access || place % 4 === 0)
    .toSorted((one, other) => instantOf(call, other) - instantOf(call, one))
  const most = variants.auditMaxBatch
  const skip = readOpaqueToken(query.text('continuationToken'))
  const page = cut(places, skip, Math.min(query.integer('batchSize') ?? most, most))
  return jsonAnswer({
    decoratedAuditLogEntries: page.rows.map((place) => entryJson(call, place)),
    // There is a token on the last page too: clients look at hasMore. (assumed)
    continuationToken: opaqueToken(page.next ?? places.length),
    hasMore: page.next !== undefined,
  })
}

function listActions({ query }: Call): Answer {
  const area = query.text('areaName')?.toLowerCase()
  return listAnswer(
    actions.filter((action) => area === undefined || action.area.toLowerCase() === area),
  )
}

const consumers = ['AzureMonitorLogs', 'Splunk', 'AzureEventGrid'] as const

function listStreams({ organization }: Call): Answer {
  return listAnswer(
    consumers.map((consumerType, place) => ({
      id: 100 + place,
      consumerType,
      consumerInputs: { WorkspaceId: organization.id, SharedKey: '********' },
      displayName: `Stream "${consumerType}" für Sicherheit`,
      status: place === 2 ? 'disabledBySystem' : 'enabled',
      statusReason: place === 2 ? 'Invalid credentials' : undefined,
      createdTime: millisecondsText(organization.now - (place + 1) * 1_000 * hour),
      updatedTime: place === 0 ? '0001-01-01T00:00:00' : millisecondsText(organization.now),
    })),
  )
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 1, previewOnly: true } as const

/** The audit log. In the cloud it is on a host of its own. */
export const auditRoutes: readonly Route[] = [
  { ...get, template: 'audit/auditlog', handle: queryLog },
  { ...get, template: 'audit/actions', handle: listActions },
  { ...get, template: 'audit/streams', handle: listStreams },
]
