import {
  type AccessDefinition,
  boolean,
  type ColumnDefinitions,
  defineTable,
  integer,
  json,
  parameter,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'
import { needing } from '../needing.ts'

const exact = { collation: 'exact' } as const

function found(
  name: string,
  requires: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): AccessDefinition {
  return {
    name,
    request: { service: 'graph', path: '_apis/identities', query },
    requires,
  }
}

const memberships: ColumnDefinitions = needing(
  { queryMembership: 'direct' },
  {
    MemberIds: json('memberIds', 'Identifiers of the direct members of a group.'),
    MemberOf: json('memberOf', 'Descriptors of the groups that it is a direct member of.'),
    Members: json('members', 'Descriptors of the direct members of a group.'),
  },
)

// covers P-TBL-04 (Identities)
const identities: Table = defineTable({
  name: 'Identities',
  doc: 'Users and groups as older services know them. The service finds them by a value only: an Id, a descriptor, or a text to search for; a join with Users or Groups gives descriptors.',
  kind: 'view',
  area: 'ims',
  levels: ['organization'],
  key: ['Id'],
  columns: {
    Id: uuid('id', 'Identifier: what other services call the id of a person.'),
    Descriptor: text('descriptor', 'Descriptor as older interfaces and permissions write it.'),
    SubjectDescriptor: text('subjectDescriptor', 'Graph descriptor: see Users and Groups.', exact),
    ProviderDisplayName: text('providerDisplayName', 'Name in the directory.'),
    CustomDisplayName: text('customDisplayName', 'Name that was given here instead.'),
    IsActive: boolean('isActive', 'Whether it belongs to a group of the organization.'),
    IsContainer: boolean('isContainer', 'True for groups; NULL or false for others.'),
    MasterId: uuid('masterId', 'Identifier of the same identity elsewhere.'),
    MetaTypeId: integer('metaTypeId', 'Kind in the directory as a number.'),
    ResourceVersion: integer('resourceVersion', 'Version of the identity format.'),
    SocialDescriptor: text('socialDescriptor', 'Descriptor of a social account.', exact),
    UniqueUserId: integer('uniqueUserId', 'Number that tells identities of one name apart.'),
    Properties: json('properties', 'What else is known: account, mail, domain ...'),
    ...memberships,
    SearchText: parameter(
      'varchar',
      'Name, account or mail address, or the beginning of one, to search for.',
    ),
  },
  access: [
    found(
      'search',
      { filterValue: 'SearchText' },
      { searchFilter: 'General', filterValue: '{filterValue}' },
    ),
    found('by id', { identityId: 'Id' }, { identityIds: '{identityId}' }),
    found(
      'by graph descriptor',
      { subjectDescriptor: 'SubjectDescriptor' },
      { subjectDescriptors: '{subjectDescriptor}' },
    ),
    found('by descriptor', { descriptor: 'Descriptor' }, { descriptors: '{descriptor}' }),
  ],
})

/** Identities as the services before the graph know them. */
export const identityTables: readonly Table[] = [identities]
