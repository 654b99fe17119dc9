import {
  boolean,
  choice,
  defineTable,
  double,
  identity,
  integer,
  json,
  type ParentLink,
  type Pushdown,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { valueMap } from '../value-map.ts'

const base = { area: 'hooks', kind: 'view', levels: ['organization'] } as const
const exact = { collation: 'exact' } as const

function byWord(column: string, parameter: string): Pushdown {
  return {
    column,
    operators: ['='],
    send: { [parameter]: '$value' },
    inexact: 'letter case may be ignored',
  }
}

const toPublisher = {
  columns: ['PublisherId'],
  table: 'ServiceHookPublishers',
  references: ['Id'],
} as const
const toConsumer = {
  columns: ['ConsumerId'],
  table: 'ServiceHookConsumers',
  references: ['Id'],
} as const

const subscriptions: Table = defineTable({
  ...base,
  name: 'ServiceHookSubscriptions',
  doc: 'Service hooks: which events are told to which service.',
  key: ['Id'],
  foreignKeys: [toPublisher, toConsumer],
  columns: {
    Id: uuid('id', 'Identifier of the subscription.', { aliases: ['SubscriptionId'] }),
    Status: choice(
      'status',
      [
        'enabled',
        'onProbation',
        'disabledByUser',
        'disabledBySystem',
        'disabledByInactiveIdentity',
      ],
      'Whether events are told, and why not.',
    ),
    PublisherId: text('publisherId', 'Where the events come from, such as tfs.', exact),
    EventType: text('eventType', 'Event, such as build.complete.', exact),
    EventDescription: text('eventDescription', 'Which of these events.'),
    PublisherInputs: json('publisherInputs', 'Conditions: project, repository, branch ...'),
    ResourceVersion: text('resourceVersion', 'Version of what is told.', exact),
    ConsumerId: text('consumerId', 'Service that is told, such as webHooks.', exact),
    ConsumerActionId: text(
      'consumerActionId',
      'What that service does, such as httpRequest.',
      exact,
    ),
    ActionDescription: text('actionDescription', 'Whom or what it concerns.'),
    ConsumerInputs: json('consumerInputs', 'Settings of the action; secrets are masked.'),
    ...identity('Subscriber', 'subscriber', { doc: 'the one whom the subscription is for' }),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the subscription' }),
    CreatedDate: timestamp('createdDate', 'When it was made.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the subscription last' }),
    ModifiedDate: timestamp('modifiedDate', 'When it was changed last.'),
    ProbationRetries: integer('probationRetries', 'Attempts since it is on probation.'),
    LastProbationRetryDate: timestamp('lastProbationRetryDate', 'When the last of them was.'),
    Url: text('url', 'REST address of the subscription.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'all subscriptions',
      request: { path: '_apis/hooks/subscriptions' },
      pushdown: [
        byWord('PublisherId', 'publisherId'),
        byWord('EventType', 'eventType'),
        byWord('ConsumerId', 'consumerId'),
        byWord('ConsumerActionId', 'consumerActionId'),
      ],
    },
  ],
})

const eachSubscription: ParentLink = {
  table: 'ServiceHookSubscriptions',
  parameters: { subscriptionId: 'Id' },
  equals: { SubscriptionId: 'Id' },
}

const results = ['pending', 'succeeded', 'failed', 'filtered']
const states = ['queued', 'processing', 'requestInProgress', 'completed']

const notifications: Table = defineTable({
  ...base,
  name: 'ServiceHookNotifications',
  doc: 'What service hooks told lately, and how it went: one request for each subscription.',
  key: ['SubscriptionId', 'Id'],
  foreignKeys: [
    { columns: ['SubscriptionId'], table: 'ServiceHookSubscriptions', references: ['Id'] },
  ],
  columns: {
    Id: integer('id', 'Number of the notification.', { aliases: ['NotificationId'] }),
    SubscriptionId: uuid('subscriptionId', 'Subscription that it is of.'),
    SubscriberId: uuid('subscriberId', 'Who changed the subscription last.'),
    EventId: uuid('eventId', 'Event that it tells.'),
    Status: choice('status', states, 'How far it is.'),
    Result: choice('result', results, 'How it ended.'),
    CreatedDate: timestamp('createdDate', 'When it was made.'),
    ModifiedDate: timestamp('modifiedDate', 'When it changed last.'),
    DetailsPublisherId: text('details.publisherId', 'Where the event came from.', exact),
    DetailsEventType: text('details.eventType', 'Event.', exact),
    DetailsConsumerId: text('details.consumerId', 'Service that was told.', exact),
    DetailsConsumerActionId: text('details.consumerActionId', 'What it should do.', exact),
    DetailsErrorMessage: text('details.errorMessage', 'What went wrong.'),
    DetailsErrorDetail: text('details.errorDetail', 'More of that.'),
    DetailsRequest: text('details.request', 'Request to the service.'),
    DetailsResponse: text('details.response', 'What it answered.'),
    DetailsRequestAttempts: integer('details.requestAttempts', 'Attempts of the request.'),
    DetailsRequestDuration: double('details.requestDuration', 'Seconds that it took.'),
    DetailsQueuedDate: timestamp('details.queuedDate', 'When it was queued.'),
    DetailsDequeuedDate: timestamp('details.dequeuedDate', 'When it was taken from the queue.'),
    DetailsProcessedDate: timestamp('details.processedDate', 'When the request was ready.'),
    DetailsCompletedDate: timestamp('details.completedDate', 'When the answer had come.'),
    DetailsEvent: json('details.event', 'What was told.'),
    DetailsPublisherInputs: json('details.publisherInputs', 'Conditions of the subscription.'),
    DetailsConsumerInputs: json('details.consumerInputs', 'Settings of the action.'),
  },
  access: [
    {
      name: 'notifications of a subscription',
      request: { path: '_apis/hooks/subscriptions/{subscriptionId}/notifications' },
      paging: { kind: 'top-only', top: 'maxResults', pageSize: 1000, defaultCap: 100 },
      parent: eachSubscription,
      pushdown: [
        {
          column: 'Status',
          operators: ['='],
          send: { status: '$value' },
          values: valueMap(states),
        },
        {
          column: 'Result',
          operators: ['='],
          send: { result: '$value' },
          values: valueMap(results),
        },
      ],
    },
  ],
})

const publishers: Table = defineTable({
  ...base,
  name: 'ServiceHookPublishers',
  doc: 'Where events of service hooks come from.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Name in requests, such as tfs.', exact),
    Name: text('name', 'Name of the publisher.'),
    Description: text('description', 'What it publishes.'),
    ServiceInstanceType: text('serviceInstanceType', 'Service that it belongs to.'),
    InputDescriptors: json('inputDescriptors', 'Inputs that it takes.'),
    SupportedEvents: json('supportedEvents', 'Its events: see ServiceHookEventTypes.'),
    Url: text('url', 'REST address of the publisher.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [{ name: 'all publishers', request: { path: '_apis/hooks/publishers' } }],
})

const eventTypes: Table = defineTable({
  ...base,
  name: 'ServiceHookEventTypes',
  doc: 'Events that service hooks can tell: one request for each publisher.',
  key: ['PublisherId', 'Id'],
  foreignKeys: [toPublisher],
  columns: {
    Id: text('id', 'Name in requests, such as build.complete.', exact),
    PublisherId: text('publisherId', 'Publisher of the event.', exact),
    Name: text('name', 'Name of the event.'),
    Description: text('description', 'What has happened.'),
    InputDescriptors: json('inputDescriptors', 'Conditions that it takes.'),
    SupportedResourceVersions: json('supportedResourceVersions', 'Versions of what is told.'),
    Url: text('url', 'REST address of the event.', exact),
  },
  access: [
    {
      name: 'events of a publisher',
      request: { path: '_apis/hooks/publishers/{publisherId}/eventtypes' },
      parent: {
        table: 'ServiceHookPublishers',
        parameters: { publisherId: 'Id' },
        equals: { PublisherId: 'Id' },
      },
    },
  ],
})

const consumers: Table = defineTable({
  ...base,
  name: 'ServiceHookConsumers',
  doc: 'Services that can be told of events.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Name in requests, such as webHooks.', exact),
    Name: text('name', 'Name of the service.'),
    Description: text('description', 'What it does.'),
    AuthenticationType: choice(
      'authenticationType',
      ['none', 'oAuth', 'external'],
      'How it is signed in to.',
    ),
    ExternalConfigurationCreateSubscriptionUrl: text(
      'externalConfiguration.createSubscriptionUrl',
      'Where subscriptions are made, if it is elsewhere.',
      exact,
    ),
    ExternalConfigurationEditSubscriptionPropertyName: text(
      'externalConfiguration.editSubscriptionPropertyName',
      'Input with the address to change one.',
      exact,
    ),
    ExternalConfigurationHostedOnly: boolean(
      'externalConfiguration.hostedOnly',
      'Whether that is so in the cloud only.',
    ),
    Actions: json('actions', 'What it can do: see ServiceHookConsumerActions.'),
    InputDescriptors: json('inputDescriptors', 'Settings that it takes.'),
    ImageUrl: text('imageUrl', 'Address of its picture.', exact),
    InformationUrl: text('informationUrl', 'Where to read about it.', exact),
    Url: text('url', 'REST address of the service.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [{ name: 'all consumers', request: { path: '_apis/hooks/consumers' } }],
})

const consumerActions: Table = defineTable({
  ...base,
  name: 'ServiceHookConsumerActions',
  doc: 'What services do when they are told of an event: one request for each service.',
  key: ['ConsumerId', 'Id'],
  foreignKeys: [toConsumer],
  columns: {
    Id: text('id', 'Name in requests, such as httpRequest.', exact),
    ConsumerId: text('consumerId', 'Service that does it.', exact),
    Name: text('name', 'Name of the action.'),
    Description: text('description', 'What is done.'),
    AllowResourceVersionOverride: boolean(
      'allowResourceVersionOverride',
      'Whether a subscription may choose the version of what is told.',
    ),
    InputDescriptors: json('inputDescriptors', 'Settings that it takes.'),
    SupportedEventTypes: json('supportedEventTypes', 'Events that it takes.'),
    SupportedResourceVersions: json('supportedResourceVersions', 'Versions by event.'),
    Url: text('url', 'REST address of the action.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'actions of a consumer',
      request: { path: '_apis/hooks/consumers/{consumerId}/actions' },
      parent: {
        table: 'ServiceHookConsumers',
        parameters: { consumerId: 'Id' },
        equals: { ConsumerId: 'Id' },
      },
    },
  ],
})

/** Service hooks, and what they are made of. */
export const serviceHookTables: readonly Table[] = [
  subscriptions,
  notifications,
  publishers,
  eventTypes,
  consumers,
  consumerActions,
]
