import {
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { directoryMember, graphSubject } from '../graph-columns.ts'
import { needing } from '../needing.ts'

const area = 'memberEntitlementManagement'
const kind = 'view'
const levels = ['organization'] as const
const service = 'entitlements'

const statuses = [
  'none',
  'active',
  'disabled',
  'deleted',
  'pending',
  'expired',
  'pendingDisabled',
] as const

/** The columns of a licence. */
function accessLevel(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}AccountLicenseType`]: choice(
      `${path}.accountLicenseType`,
      ['none', 'earlyAdopter', 'express', 'professional', 'advanced', 'stakeholder'],
      `Licence that ${doc} gives: express is Basic, advanced is Basic + Test Plans.`,
    ),
    [`${role}AssignmentSource`]: choice(
      `${path}.assignmentSource`,
      ['none', 'unknown', 'groupRule'],
      `What ${doc} comes from.`,
    ),
    [`${role}LicenseDisplayName`]: text(
      `${path}.licenseDisplayName`,
      `Name of the licence that ${doc} gives.`,
    ),
    [`${role}LicensingSource`]: choice(
      `${path}.licensingSource`,
      ['none', 'account', 'msdn', 'profile', 'auto', 'trial'],
      `Who pays for ${doc}.`,
    ),
    [`${role}MsdnLicenseType`]: choice(
      `${path}.msdnLicenseType`,
      [
        'none',
        'eligible',
        'professional',
        'platforms',
        'testProfessional',
        'premium',
        'ultimate',
        'enterprise',
      ],
      `Visual Studio subscription that ${doc} comes with.`,
    ),
    [`${role}Status`]: choice(`${path}.status`, statuses, `State of ${doc}.`),
    [`${role}StatusMessage`]: text(`${path}.statusMessage`, `More about the state of ${doc}.`),
  }
}

const user = { role: 'User', path: ['user'] } as const

const entitlement: ColumnDefinitions = {
  Id: uuid('id', 'Identifier of the user as older services know it.'),
  ...graphSubject('the user', user),
  ...directoryMember('the user', user),
  ...accessLevel('AccessLevel', 'accessLevel', 'the licence of the user'),
  DateCreated: timestamp('dateCreated', 'When the user was added to the organization.'),
  LastAccessedDate: timestamp(
    'lastAccessedDate',
    'When the user was last seen in the organization; NULL for never.',
  ),
}

const filtered = 'what it finds by a name or a licence is compared here too'

const userEntitlements: Table = defineTable({
  name: 'UserEntitlements',
  doc: 'Users of the organization with their licences and when they were last seen.',
  kind,
  area,
  levels,
  key: ['Id'],
  foreignKeys: [{ columns: ['UserDescriptor'], table: 'Users', references: ['Descriptor'] }],
  columns: {
    ...entitlement,
    ...needing(
      { select: 'projects' },
      {
        ProjectEntitlements: json(
          'projectEntitlements',
          'Projects that the user belongs to, with group and teams.',
        ),
      },
    ),
    ...needing(
      { select: 'groupRules' },
      { GroupAssignments: json('groupAssignments', 'Rules that give the user a licence.') },
    ),
  },
  access: [
    {
      name: 'list',
      request: { service, path: '_apis/userentitlements' },
      rows: 'items',
      paging: { kind: 'continuation-body', token: 'continuationToken', path: 'continuationToken' },
      pushdown: [
        {
          column: 'UserDisplayName',
          operators: ['='],
          send: { $filter: "name eq '$value'" },
          refuse: ["'", '"', '\\'],
          inexact: filtered,
        },
        {
          column: 'UserMailAddress',
          operators: ['='],
          send: { $filter: "name eq '$value'" },
          refuse: ["'", '"', '\\'],
          inexact: filtered,
        },
        {
          column: 'AccessLevelAccountLicenseType',
          operators: ['='],
          send: { $filter: "licenseId eq '$value'" },
          values: { stakeholder: 'Account-Stakeholder', express: 'Account-Express' },
          inexact: filtered,
        },
        {
          column: 'UserMetaType',
          operators: ['='],
          send: { $filter: "userType eq '$value'" },
          values: { member: 'member', guest: 'guest' },
          inexact: filtered,
        },
      ],
    },
    {
      name: 'by id',
      request: { service, path: '_apis/userentitlements/{userId}' },
      rows: '',
      requires: { userId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const groupEntitlements: Table = defineTable({
  name: 'GroupEntitlements',
  doc: 'Groups whose members get a licence by a rule.',
  kind,
  area,
  levels,
  key: ['Id'],
  foreignKeys: [{ columns: ['GroupDescriptor'], table: 'Groups', references: ['Descriptor'] }],
  columns: {
    Id: uuid('id', 'Identifier of the group as older services know it.'),
    ...graphSubject('the group', { role: 'Group', path: ['group'] }),
    GroupDescription: text('group.description', 'What the group is for.'),
    ...accessLevel('LicenseRule', 'licenseRule', 'the licence of the rule'),
    Status: choice(
      'status',
      ['applyPending', 'applied', 'incompatible', 'unableToApply'],
      'State of the rule.',
    ),
    LastExecuted: timestamp('lastExecuted', 'When the rule was applied last.'),
    ProjectEntitlements: json('projectEntitlements', 'Projects that the rule gives access to.'),
  },
  access: [
    { name: 'list', request: { service, path: '_apis/groupentitlements' } },
    {
      name: 'by id',
      request: { service, path: '_apis/groupentitlements/{groupId}' },
      rows: '',
      requires: { groupId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const groupEntitlementMembers: Table = defineTable({
  name: 'GroupEntitlementMembers',
  doc: 'Users who get a licence by the rule of a group: one request or more for each such group.',
  kind,
  area,
  levels,
  key: ['GroupId', 'Id'],
  foreignKeys: [
    { columns: ['GroupId'], table: 'GroupEntitlements', references: ['Id'] },
    { columns: ['UserDescriptor'], table: 'Users', references: ['Descriptor'] },
  ],
  columns: {
    GroupId: fromParent('uuid', 'Id', 'Identifier of the group.'),
    GroupDisplayName: fromParent('varchar', 'GroupDisplayName', 'Name of the group.'),
    ...entitlement,
    ProjectEntitlements: json('projectEntitlements', 'Projects that the user belongs to.'),
    GroupAssignments: json('groupAssignments', 'Rules that give the user a licence.'),
  },
  access: [
    {
      name: 'members of a group',
      request: { service, path: '_apis/groupentitlements/{groupId}/members' },
      rows: 'members',
      paging: {
        kind: 'continuation-body',
        token: 'pagingToken',
        path: 'continuationToken',
        top: 'maxResults',
        pageSize: 1000,
      },
      parent: { table: 'GroupEntitlements', parameters: { groupId: 'Id' } },
    },
  ],
})

/** Licences of users, and the rules that give them. */
export const entitlementTables: readonly Table[] = [
  userEntitlements,
  groupEntitlements,
  groupEntitlementMembers,
]
