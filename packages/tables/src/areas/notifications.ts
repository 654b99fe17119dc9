import {
  boolean,
  choice,
  defineTable,
  identity,
  json,
  parameter,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { needing } from '../needing.ts'

const base = { area: 'notification', kind: 'view', levels: ['organization'] } as const
const exact = { collation: 'exact' } as const

const subscriptions: Table = defineTable({
  ...base,
  name: 'NotificationSubscriptions',
  doc: 'Which events are mailed to a user or group: those of whoever asks, or of TargetId.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Number or name of the subscription.', exact),
    Description: text('description', 'What it is about.'),
    Status: choice(
      'status',
      [
        'jailedByNotificationsVolume',
        'pendingDeletion',
        'disabledArgumentException',
        'disabledProjectInvalid',
        'disabledMissingPermissions',
        'disabledFromProbation',
        'disabledInactiveIdentity',
        'disabledMessageQueueNotSupported',
        'disabledMissingIdentity',
        'disabledInvalidRoleExpression',
        'disabledInvalidPathClause',
        'disabledAsDuplicateOfDefault',
        'disabledByAdmin',
        'disabled',
        'enabled',
        'enabledOnProbation',
      ],
      'Whether notifications are sent, and why not.',
    ),
    StatusMessage: text('statusMessage', 'More about the status.'),
    Flags: text('flags', 'Whose it is, such as groupSubscription, canOptOut.'),
    Permissions: text('permissions', 'What whoever asks may do: view, edit, delete.'),
    ...identity('Subscriber', 'subscriber', { doc: 'the user or group that is told' }),
    SubscriberIsContainer: boolean('subscriber.isContainer', 'Whether that is a group.'),
    ScopeId: uuid('scope.id', 'Project or other place that the events are of.'),
    ScopeType: text('scope.type', 'Type of that place.'),
    ScopeName: text('scope.name', 'Name of that place.'),
    ChannelType: text('channel.type', 'How it is told, such as User or EmailHtml.'),
    Channel: json('channel', 'The same with its settings.'),
    FilterType: text('filter.type', 'Kind of condition, such as Expression.'),
    FilterEventType: text(
      'filter.eventType',
      'Event, such as ms.vss-build.build-completed-event.',
      exact,
    ),
    ...needing(
      { queryFlags: 'includeFilterDetails' },
      { Filter: json('filter', 'The whole condition.') },
    ),
    AdminSettingsBlockUserOptOut: boolean(
      'adminSettings.blockUserOptOut',
      'Whether members of the group can not leave it.',
    ),
    UserSettingsOptedOut: boolean('userSettings.optedOut', 'Whether whoever asks has left it.'),
    Diagnostics: json('diagnostics', 'What is logged.'),
    ExtendedProperties: json('extendedProperties', 'What else is known.'),
    ...identity('LastModifiedBy', 'lastModifiedBy', { doc: 'the one who changed it last' }),
    ModifiedDate: timestamp('modifiedDate', 'When it was changed last.'),
    Url: text('url', 'REST address of the subscription.', exact),
    Links: json('_links', 'Related addresses.'),
    TargetId: parameter('uuid', 'User or group whose subscriptions are wanted.'),
  },
  access: [
    {
      name: 'subscriptions of a user or group',
      request: { path: '_apis/notification/subscriptions' },
      pushdown: [{ column: 'TargetId', operators: ['='], send: { targetId: '$value' } }],
    },
  ],
})

const eventTypes: Table = defineTable({
  ...base,
  name: 'NotificationEventTypes',
  doc: 'Events that can be mailed.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Name in requests, such as ms.vss-build.build-completed-event.', exact),
    Name: text('name', 'Name of the event.'),
    CategoryId: text('category.id', 'Category of the event.', exact),
    CategoryName: text('category.name', 'Name of the category.'),
    EventPublisherId: text('eventPublisher.id', 'Where the event comes from.', exact),
    EventPublisherUrl: text('eventPublisher.url', 'REST address of that.', exact),
    EventPublisherSubscriptionManagementInfoServiceInstanceType: uuid(
      'eventPublisher.subscriptionManagementInfo.serviceInstanceType',
      'Service that keeps its subscriptions.',
    ),
    EventPublisherSubscriptionManagementInfoUrl: text(
      'eventPublisher.subscriptionManagementInfo.url',
      'Where its subscriptions are kept.',
      exact,
    ),
    CustomSubscriptionsAllowed: boolean(
      'customSubscriptionsAllowed',
      'Whether users can subscribe to it as they like.',
    ),
    HasInitiator: boolean('hasInitiator', 'Whether somebody causes it.'),
    Fields: json('fields', 'What conditions can be about.'),
    Roles: json('roles', 'Who can be told, such as reviewers.'),
    SupportedScopes: json('supportedScopes', 'Places that conditions can name.'),
    Color: text('color', 'Colour that it is shown with.'),
    Icon: text('icon', 'Picture that it is shown with.', exact),
    Url: text('url', 'REST address of the event.', exact),
  },
  access: [
    {
      name: 'all events',
      request: { path: '_apis/notification/eventtypes' },
      pushdown: [
        {
          column: 'EventPublisherId',
          operators: ['='],
          send: { publisherId: '$value' },
          inexact: 'letter case may be ignored',
        },
      ],
    },
  ],
})

const templates: Table = defineTable({
  ...base,
  name: 'NotificationSubscriptionTemplates',
  doc: 'Subscriptions that are offered to users and teams.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Name in requests.', exact),
    Description: text('description', 'What it is about.'),
    Type: choice('type', ['user', 'team', 'both', 'none'], 'To whom it is offered.'),
    FilterType: text('filter.type', 'Kind of condition.'),
    FilterEventType: text('filter.eventType', 'Event of the condition.', exact),
    Filter: json('filter', 'The whole condition.'),
    EventTypeId: text(
      'notificationEventInformation.id',
      'Event: see NotificationEventTypes.',
      exact,
    ),
    EventTypeName: text('notificationEventInformation.name', 'Name of the event.'),
    NotificationEventInformation: json('notificationEventInformation', 'All of the event.'),
  },
  access: [
    { name: 'all templates', request: { path: '_apis/notification/subscriptiontemplates' } },
  ],
})

/** What is mailed to whom. */
export const notificationTables: readonly Table[] = [subscriptions, eventTypes, templates]
