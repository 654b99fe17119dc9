import { type Answer, listAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import type { Call } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Route } from '../router.ts'

interface EventType {
  readonly id: string
  readonly name: string
  readonly publisher: string
}

const eventTypes: readonly EventType[] = [
  {
    id: 'ms.vss-build.build-completed-event',
    name: 'Build completed',
    publisher: 'ms.vss-build.build-event-publisher',
  },
  {
    id: 'ms.vss-work.workitem-changed-event',
    name: 'Work item "changed"',
    publisher: 'ms.vss-work.work-event-publisher',
  },
  {
    id: 'ms.vss-work.old-event',
    name: 'Überholt ⏳',
    publisher: 'ms.vss-work.work-event-publisher',
  },
]

const urlOf = ({ organization }: Call, path: string): string =>
  `${organization.url}/_apis/notification/${path}`

function eventJson(call: Call, { id, name, publisher }: EventType): object {
  const isOld = id.includes('old')
  return {
    id,
    url: urlOf(call, `eventTypes/${id}`),
    name,
    category: isOld ? undefined : { id: `${id}-category`, name: 'Work [items]' },
    eventPublisher: {
      id: publisher,
      url: null,
      subscriptionManagementInfo: {
        serviceInstanceType: '00025394-6065-48ca-87d9-7f5672854ef7',
        url: `${call.organization.url}/`,
      },
    },
    fields: {},
    roles: isOld ? [] : [{ id: 'initiator', name: 'Initiator', supportsGroups: false }],
    supportedScopes: ['project', 'collection'],
    hasInitiator: !isOld,
    customSubscriptionsAllowed: true,
    icon: 'css://bowtie-icon',
    color: 'rgb(128,245,211)',
  }
}

function listEventTypes(call: Call): Answer {
  const publisher = call.query.text('publisherId')?.toLowerCase()
  return listAnswer(
    eventTypes
      .filter((each) => (publisher ?? each.publisher) === each.publisher)
      .map((each) => eventJson(call, each)),
  )
}

/** Subscriptions of one user: each has others, and all share those that came with the service. */
function subscriptionsOf(call: Call, user: number): readonly object[] {
  const { organization, query } = call
  const flags = query.list('queryFlags')?.map((flag) => flag.toLowerCase()) ?? []
  const filter = (index: number, eventType: string): object => ({
    type: 'Expression',
    eventType,
    ...(flags.includes('includefilterdetails') && {
      criteria: { clauses: [{ fieldName: 'Path', operator: '=', value: "a'b", index }] },
    }),
  })
  const project = organization.projects.all()[0]
  return [0, 1, 2, 3].slice(user % 2).map((index) => {
    const isOwn = index > 1
    const id = isOwn ? String(1_000 * (user + 1) + index) : `ms.vss-work.default-${index}`
    return {
      id,
      url: urlOf(call, `subscriptions/${id}`),
      description: isOwn ? `My "own" ${index}` : 'A default 📮',
      status: index === 3 ? 'disabledInvalidPathClause' : 'enabled',
      statusMessage: index === 3 ? "TF401232: 'Ärea' is not a path" : undefined,
      flags: isOwn ? 'none' : 'contributedSubscription, canOptOut',
      permissions: isOwn ? 'view, edit, delete' : 'view',
      subscriber: identityRef(organization, user),
      scope:
        project === undefined || index === 0
          ? { id: organization.id, type: 'collection' }
          : { id: project.id, type: 'project', name: project.name },
      channel: { type: isOwn ? 'EmailHtml' : 'User' },
      filter: filter(index, eventTypes[index % eventTypes.length]?.id ?? ''),
      adminSettings: isOwn ? undefined : { blockUserOptOut: false },
      userSettings: isOwn ? undefined : { optedOut: index === 1 },
      extendedProperties: {},
      lastModifiedBy: isOwn ? identityRef(organization, user) : undefined,
      modifiedDate: isOwn ? millisecondsText(organization.now - index * 86_400_000) : undefined,
    }
  })
}

// Those of whoever asks, here the first user, unless targetId says of whom. (assumed) No page. (specification)
function listSubscriptions(call: Call): Answer {
  const { organization, query } = call
  const target = query.text('targetId')?.toLowerCase()
  const user = organization.users.rows
    .indices()
    .find((index) => target === undefined || organization.users.at(index).id === target)
  return listAnswer(user === undefined ? [] : subscriptionsOf(call, user))
}

function listTemplates(call: Call): Answer {
  return listAnswer(
    eventTypes.map((each, index) => ({
      id: `${each.id}.template`,
      description: index === 2 ? undefined : `When "${each.name}"`,
      type: (['user', 'team', 'both'] as const)[index % 3],
      filter: { type: 'Expression', eventType: each.id, criteria: null },
      notificationEventInformation: eventJson(call, each),
    })),
  )
}

const base = { method: 'GET', scope: 'organization', resourceVersion: 1 } as const

/** What is mailed to whom. */
export const notificationRoutes: readonly Route[] = [
  { ...base, template: 'notification/subscriptions', handle: listSubscriptions },
  { ...base, template: 'notification/eventtypes', handle: listEventTypes },
  { ...base, template: 'notification/subscriptiontemplates', handle: listTemplates },
]
