import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import type { QueryParameters } from '../query-parameters.ts'
import type { Route } from '../router.ts'

const day = 86_400_000

interface Publisher {
  readonly id: string
  readonly name: string
  readonly events: readonly string[]
}

const publishers: readonly Publisher[] = [
  {
    id: 'tfs',
    name: 'Azure DevOps Services',
    events: ['build.complete', 'git.push', 'workitem.updated'],
  },
  { id: 'rm', name: 'Releases', events: ['ms.vss-release.release-created-event'] },
  { id: 'audit', name: 'Audit', events: [] },
]

interface Consumer {
  readonly id: string
  readonly name: string
  readonly actions: readonly string[]
  readonly publishers: readonly string[]
}

const consumers: readonly Consumer[] = [
  { id: 'webHooks', name: 'Web Hooks', actions: ['httpRequest'], publishers: ['tfs', 'rm'] },
  {
    id: 'slack',
    name: 'Slack "chat" 💬',
    actions: ['postMessageToChannel'],
    publishers: ['tfs', 'rm'],
  },
  {
    id: 'azureServiceBus',
    name: 'Azure Service Bus',
    actions: ['serviceBusQueueSend', 'serviceBusTopicSend'],
    publishers: ['audit', 'tfs'],
  },
]

const urlOf = ({ organization }: Call, path: string): string =>
  `${organization.url}/_apis/hooks/${path}`

/** Words are compared without regard to letter case. (assumed) */
function isWanted(query: QueryParameters, parameter: string, word: string): boolean {
  return (query.text(parameter) ?? word).toLowerCase() === word.toLowerCase()
}

function unknown(what: string, id: string): never {
  // (assumed: words)
  return fail({
    status: 404,
    message: `No ${what} could be found with ID "${id}".`,
    exception: `Microsoft.VisualStudio.Services.ServiceHooks.WebApi.${what}NotFoundException`,
  })
}

const input = (id: string, isConfidential: boolean): object => ({
  id,
  name: `The ${id}`,
  description: null,
  type: null,
  inputMode: isConfidential ? 'passwordBox' : 'textBox',
  isConfidential,
  validation: { dataType: 'string', isRequired: true, maxLength: 100 },
})

function eventJson(call: Call, publisher: Publisher, id: string): object {
  return {
    publisherId: publisher.id,
    id,
    url: urlOf(call, `publishers/${publisher.id}/eventTypes/${id}`),
    name: `Event [${id}]`,
    description: `It's ${id}`,
    inputDescriptors: id === 'git.push' ? [input('branch', false)] : [],
    supportedResourceVersions: ['1.0', '1.0-preview.1'],
  }
}

function listPublishers(call: Call): Answer {
  return listAnswer(
    publishers.map((publisher) => ({
      id: publisher.id,
      url: urlOf(call, `publishers/${publisher.id}`),
      name: publisher.name,
      description: `${publisher.name} publishes`,
      serviceInstanceType:
        publisher.id === 'tfs' ? '00025394-6065-48ca-87d9-7f5672854ef7' : undefined,
      supportedEvents: publisher.events.map((event) => eventJson(call, publisher, event)),
      inputDescriptors: [],
    })),
  )
}

function listEvents(call: Call): Answer {
  const wanted = param(call, 'publisherId')
  const publisher = publishers.find(({ id }) => id === wanted) ?? unknown('Publisher', wanted)
  return listAnswer(publisher.events.map((event) => eventJson(call, publisher, event)))
}

function actionJson(call: Call, consumer: Consumer, id: string): object {
  return {
    consumerId: consumer.id,
    id,
    url: urlOf(call, `consumers/${consumer.id}/actions/${id}`),
    name: `Do ${id}`,
    description: '',
    inputDescriptors: [input('url', false), input('basicAuthPassword', true)],
    supportedEventTypes: ['*'],
    supportedResourceVersions: { 'git.push': ['1.0'] },
    allowResourceVersionOverride: true,
  }
}

function listConsumers(call: Call): Answer {
  const publisher = call.query.text('publisherId')
  return listAnswer(
    consumers
      .filter((consumer) => publisher === undefined || consumer.publishers.includes(publisher))
      .map((consumer) => ({
        id: consumer.id,
        url: urlOf(call, `consumers/${consumer.id}`),
        name: consumer.name,
        description: undefined,
        imageUrl: null,
        informationUrl: 'https://example.com/?a=1&b="2"',
        authenticationType: consumer.id === 'slack' ? 'oAuth' : 'none',
        externalConfiguration:
          consumer.id === 'slack'
            ? { createSubscriptionUrl: 'https://example.com/new', hostedOnly: true }
            : undefined,
        inputDescriptors: [],
        actions: consumer.actions.map((action) => actionJson(call, consumer, action)),
      })),
  )
}

function listActions(call: Call): Answer {
  const wanted = param(call, 'consumerId')
  const consumer = consumers.find(({ id }) => id === wanted) ?? unknown('Consumer', wanted)
  return listAnswer(consumer.actions.map((action) => actionJson(call, consumer, action)))
}

interface Subscription {
  readonly index: number
  readonly id: string
  readonly publisherId: string
  readonly eventType: string
  readonly consumerId: string
  readonly consumerActionId: string
}

/** One for each event and consumer that go together. */
function subscriptionsOf({ organization }: Call): readonly Subscription[] {
  const dice = createDice(0, `hooks of ${organization.id}`)
  return publishers
    .flatMap(({ id: publisherId, events }) =>
      events.flatMap((eventType) =>
        consumers
          .filter((consumer) => consumer.publishers.includes(publisherId))
          .map(({ id: consumerId, actions }) => ({
            publisherId,
            eventType,
            consumerId,
            consumerActionId: actions.at(-1) ?? '',
          })),
      ),
    )
    .map((subscription, index) => ({ ...subscription, index, id: guidOf(dice, index, 0) }))
}

const states = ['enabled', 'enabled', 'onProbation', 'disabledByUser', 'disabledBySystem'] as const

function listSubscriptions(call: Call): Answer {
  const { organization, query } = call
  const project = organization.projects.all()[0]
  const users = organization.users.rows.indices().length
  return listAnswer(
    subscriptionsOf(call)
      .filter(
        (row) =>
          isWanted(query, 'publisherId', row.publisherId) &&
          isWanted(query, 'eventType', row.eventType) &&
          isWanted(query, 'consumerId', row.consumerId) &&
          isWanted(query, 'consumerActionId', row.consumerActionId),
      )
      .map(({ index, ...row }) => ({
        ...row,
        url: urlOf(call, `subscriptions/${row.id}`),
        status: states[index % states.length],
        resourceVersion: index % 2 === 0 ? null : '1.0-preview.1',
        eventDescription: `Any "${row.eventType}"`,
        actionDescription: 'To host example.com 🚚',
        probationRetries: index % states.length === 2 ? '3' : undefined,
        lastProbationRetryDate:
          index % states.length === 2 ? millisecondsText(organization.now - day) : undefined,
        subscriber: index % 3 === 0 ? undefined : identityRef(organization, index % users),
        createdBy: identityRef(organization, index % users),
        createdDate: millisecondsText(organization.now - (index + 9) * day),
        modifiedBy: identityRef(organization, 0),
        modifiedDate: millisecondsText(organization.now - index * day),
        publisherInputs: project === undefined ? {} : { projectId: project.id, branch: '' },
        consumerInputs: { url: 'https://example.com/hook?x={y}', basicAuthPassword: '********' },
      })),
  )
}

const outcomes = [
  { status: 'completed', result: 'succeeded' },
  { status: 'completed', result: 'failed' },
  { status: 'queued', result: 'pending' },
] as const

// 100 without maxResults (specification); most is not known. (assumed: 1,000)
function listNotifications(call: Call): Answer {
  const { organization, query } = call
  const wanted = param(call, 'subscriptionId').toLowerCase()
  const subscription =
    subscriptionsOf(call).find(({ id }) => id === wanted) ?? unknown('Subscription', wanted)
  const dice = createDice(0, `notifications of ${subscription.id}`)
  const { index } = subscription
  // The newest subscription has told nothing yet.
  const count = index === 0 ? 0 : 2 + (index % 4)
  const rows = Array.from({ length: count }, (_, place) => ({
    id: count - place,
    subscriptionId: subscription.id,
    subscriberId: organization.users.at(0).id,
    eventId: guidOf(dice, place, 0),
    ...(outcomes[place % outcomes.length] ?? outcomes[0]),
    createdDate: millisecondsText(organization.now - place * day),
    modifiedDate: millisecondsText(organization.now - place * day + 1_500),
    details:
      place % outcomes.length === 2
        ? undefined
        : {
            eventType: subscription.eventType,
            publisherId: subscription.publisherId,
            consumerId: subscription.consumerId,
            consumerActionId: subscription.consumerActionId,
            publisherInputs: {},
            consumerInputs: { url: 'https://example.com' },
            request: 'Method: POST\r\nURI: https://example.com\r\n',
            response: place % outcomes.length === 1 ? undefined : 'Status Code: 200',
            errorMessage: place % outcomes.length === 1 ? 'Not Found (404) "/"' : undefined,
            requestAttempts: 1,
            requestDuration: 0.25 + place,
            queuedDate: millisecondsText(organization.now - place * day),
            event: { id: guidOf(dice, place, 0), eventType: subscription.eventType },
          },
  }))
  const found = rows.filter(
    ({ status, result }) => isWanted(query, 'status', status) && isWanted(query, 'result', result),
  )
  return listAnswer(found.slice(0, Math.min(query.integer('maxResults') ?? 100, 1_000)))
}

const base = { method: 'GET', scope: 'organization', resourceVersion: 1 } as const

/** Service hooks, and what they are made of. */
export const serviceHookRoutes: readonly Route[] = [
  { ...base, template: 'hooks/subscriptions', handle: listSubscriptions },
  {
    ...base,
    template: 'hooks/subscriptions/{subscriptionId}/notifications',
    handle: listNotifications,
  },
  { ...base, template: 'hooks/publishers', handle: listPublishers },
  { ...base, template: 'hooks/publishers/{publisherId}/eventtypes', handle: listEvents },
  { ...base, template: 'hooks/consumers', handle: listConsumers },
  { ...base, template: 'hooks/consumers/{consumerId}/actions', handle: listActions },
]
