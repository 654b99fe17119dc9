import { boolean, defineTable, json, type Table, text } from '@devopsql/schema'

const users: Table = defineTable({
  name: 'Users',
  doc: 'Users of the organization, service accounts included.',
  area: 'graph',
  levels: ['organization'],
  key: ['Descriptor'],
  columns: {
    Descriptor: text('descriptor', 'Graph descriptor: the key of the user in this service.', {
      collation: 'exact',
    }),
    DisplayName: text('displayName', 'Name that is shown; not unique.'),
    PrincipalName: text('principalName', 'Name that the user signs in with.'),
    MailAddress: text('mailAddress', 'Mail address; empty for service accounts.'),
    DirectoryAlias: text('directoryAlias', 'Short name in the directory.'),
    Domain: text('domain', 'Directory or service that the account belongs to.'),
    Origin: text('origin', 'Kind of the directory, such as aad, msa or vsts.'),
    OriginId: text('originId', 'Identifier of the user in its directory.'),
    SubjectKind: text('subjectKind', 'Kind of the graph subject: user.'),
    MetaType: text('metaType', 'Kind of the user in its directory, such as member or guest.'),
    LegacyDescriptor: text('legacyDescriptor', 'Descriptor as older interfaces write it.', {
      collation: 'exact',
    }),
    IsDeletedInOrigin: boolean(
      'isDeletedInOrigin',
      'True when the directory has deleted the user; NULL otherwise.',
    ),
    Url: text('url', 'REST address of the user.', { collation: 'exact' }),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'list',
      request: {
        service: 'graph',
        path: '_apis/graph/users',
        apiVersion: '7.1-preview.1',
      },
      paging: { kind: 'continuation-header', token: 'continuationToken' },
    },
    {
      name: 'by descriptor',
      request: {
        service: 'graph',
        path: '_apis/graph/users/{userDescriptor}',
        apiVersion: '7.1-preview.1',
      },
      rows: '',
      requires: { userDescriptor: 'Descriptor' },
      missingIsEmpty: true,
    },
  ],
})

/** Users. */
export const graphTables: readonly Table[] = [users]
