import {
  type AccessDefinition,
  type ColumnDefinitions,
  defineTable,
  fromParent,
  json,
  type Table,
  text,
} from '@devopsql/schema'
import { directoryMember, graphSubject } from '../graph-columns.ts'

const area = 'graph'
const levels = ['organization'] as const
const exact = { collation: 'exact' } as const
const service = 'graph'
const apiVersion = '7.1-preview.1'

function listOf(path: string): AccessDefinition {
  return {
    name: 'list',
    request: { service, path, apiVersion },
    paging: { kind: 'continuation-header', token: 'continuationToken' },
  }
}

function byDescriptor(path: string): AccessDefinition {
  return {
    name: 'by descriptor',
    request: { service, path: `${path}/{subjectDescriptor}`, apiVersion },
    rows: '',
    requires: { subjectDescriptor: 'Descriptor' },
    missingIsEmpty: true,
  }
}

const users: Table = defineTable({
  name: 'Users',
  doc: 'Users of the organization, service accounts included.',
  area,
  levels,
  key: ['Descriptor'],
  columns: { ...graphSubject('the user'), ...directoryMember('the user') },
  access: [listOf('_apis/graph/users'), byDescriptor('_apis/graph/users')],
})

// covers P-TBL-04 (Groups)
const groups: Table = defineTable({
  name: 'Groups',
  doc: 'Groups of the organization and of its projects, teams included, and groups of the directory.',
  kind: 'view',
  area,
  levels,
  key: ['Descriptor'],
  columns: {
    ...graphSubject('the group'),
    Description: text('description', 'What the group is for.'),
  },
  access: [listOf('_apis/graph/groups'), byDescriptor('_apis/graph/groups')],
})

const servicePrincipals: Table = defineTable({
  name: 'ServicePrincipals',
  doc: 'Applications and managed identities of the directory that may use the organization.',
  kind: 'view',
  area,
  levels,
  key: ['Descriptor'],
  columns: {
    ...graphSubject('the service principal'),
    ...directoryMember('the service principal'),
    ApplicationId: text('applicationId', 'Identifier of the application.'),
  },
  access: [listOf('_apis/graph/serviceprincipals'), byDescriptor('_apis/graph/serviceprincipals')],
})

/** Memberships as the service lists them from one end. */
const memberships: ColumnDefinitions = {
  ContainerDescriptor: text(
    'containerDescriptor',
    'Descriptor of the group: see Groups.Descriptor.',
    exact,
  ),
  MemberDescriptor: text('memberDescriptor', 'Descriptor of the member.', exact),
  Links: json('_links', 'Related addresses.'),
}
const membershipKey = ['ContainerDescriptor', 'MemberDescriptor'] as const
const path = '_apis/graph/memberships/{subjectDescriptor}'
const toContainer = {
  columns: ['ContainerDescriptor'],
  table: 'Groups',
  references: ['Descriptor'],
} as const
const toMember = (table: string) =>
  ({ columns: ['MemberDescriptor'], table, references: ['Descriptor'] }) as const

const membersOfGroup: AccessDefinition = {
  name: 'members of a group',
  request: { service, path, apiVersion, query: { direction: 'down' } },
  parent: {
    table: 'Groups',
    parameters: { subjectDescriptor: 'Descriptor' },
    equals: { ContainerDescriptor: 'Descriptor' },
  },
}

/** The groups that each row of a table is a member of. */
function groupsOf(table: string): AccessDefinition {
  return {
    name: 'groups of a member',
    request: { service, path, apiVersion, query: { direction: 'up' } },
    parent: {
      table,
      parameters: { subjectDescriptor: 'Descriptor' },
      equals: { MemberDescriptor: 'Descriptor' },
    },
  }
}

const allMemberships: Table = defineTable({
  name: 'Memberships',
  doc: 'Who is a direct member of which group: one request for each group, or for each member that WHERE or a join names.',
  kind: 'view',
  area,
  levels,
  key: membershipKey,
  foreignKeys: [toContainer],
  columns: memberships,
  access: [
    membersOfGroup,
    {
      name: 'groups of a member',
      request: { service, path, apiVersion, query: { direction: 'up' } },
      requires: { subjectDescriptor: 'MemberDescriptor' },
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-03 (GroupMembers)
const groupMembers: Table = defineTable({
  name: 'GroupMembers',
  doc: 'Direct members of the groups, with the name of the group: one request for each group.',
  area,
  levels,
  key: membershipKey,
  foreignKeys: [toContainer],
  columns: {
    ...memberships,
    ContainerDisplayName: fromParent('varchar', 'DisplayName', 'Name of the group.'),
    ContainerPrincipalName: fromParent(
      'varchar',
      'PrincipalName',
      'Name of the group with its project or organization.',
    ),
  },
  access: [membersOfGroup],
})

const memberNames = (doc: string): ColumnDefinitions => ({
  MemberDisplayName: fromParent('varchar', 'DisplayName', `Name of ${doc}.`),
  MemberPrincipalName: fromParent(
    'varchar',
    'PrincipalName',
    `Name of ${doc} with its project or directory.`,
  ),
})

// covers P-TBL-04 (GroupMemberships)
const groupMemberships: Table = defineTable({
  name: 'GroupMemberships',
  doc: 'Groups that groups are direct members of: one request for each group.',
  kind: 'view',
  area,
  levels,
  key: membershipKey,
  foreignKeys: [toContainer, toMember('Groups')],
  columns: { ...memberships, ...memberNames('the group that is the member') },
  access: [groupsOf('Groups')],
})

// covers P-TBL-04 (UserMemberships)
const userMemberships: Table = defineTable({
  name: 'UserMemberships',
  doc: 'Groups that users are direct members of: one request for each user.',
  kind: 'view',
  area,
  levels,
  key: membershipKey,
  foreignKeys: [toContainer, toMember('Users')],
  columns: { ...memberships, ...memberNames('the user') },
  access: [groupsOf('Users')],
})

/** Users, groups and applications, and who belongs to which group. */
export const graphTables: readonly Table[] = [
  users,
  groups,
  servicePrincipals,
  allMemberships,
  groupMembers,
  groupMemberships,
  userMemberships,
]
