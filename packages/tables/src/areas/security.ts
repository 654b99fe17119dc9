import {
  boolean,
  defineTable,
  fromParent,
  integer,
  json,
  parameter,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'

const area = 'security'
const kind = 'view'
const levels = ['organization'] as const
const exact = { collation: 'exact' } as const
const path = '_apis/securitynamespaces'

// covers P-TBL-04 (SecurityNamespaces)
const securityNamespaces: Table = defineTable({
  name: 'SecurityNamespaces',
  doc: 'Kinds of things that have permissions, such as projects or branches.',
  kind,
  area,
  levels,
  key: ['NamespaceId'],
  columns: {
    NamespaceId: uuid('namespaceId', 'Identifier of the namespace.', { aliases: ['Id'] }),
    Name: text('name', 'Name of the namespace.'),
    DisplayName: text('displayName', 'Name that is shown.'),
    DataspaceCategory: text('dataspaceCategory', 'Where the service keeps the permissions.'),
    ElementLength: integer('elementLength', 'Length of a part of a token; -1 where parts differ.'),
    ExtensionType: text('extensionType', 'What the service adds to the namespace.'),
    IsRemotable: boolean('isRemotable', 'Whether other services may ask for its permissions.'),
    ReadPermission: integer('readPermission', 'Bits that reading permissions needs.'),
    SeparatorValue: text('separatorValue', 'What stands between the parts of a token.', exact),
    StructureValue: integer('structureValue', '1 where tokens are a hierarchy, 0 where flat.'),
    SystemBitMask: integer('systemBitMask', 'Bits that the service keeps for itself.'),
    UseTokenTranslator: boolean(
      'useTokenTranslator',
      'Whether the service translates tokens of the namespace.',
    ),
    WritePermission: integer('writePermission', 'Bits that changing permissions needs.'),
    Actions: json('actions', 'What can be allowed: see SecurityNamespaceActions.'),
  },
  access: [
    { name: 'list', request: { path } },
    {
      name: 'by id',
      request: { path: `${path}/{securityNamespaceId}` },
      requires: { securityNamespaceId: 'NamespaceId' },
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-04 (SecurityNamespaceActions)
const securityNamespaceActions: Table = defineTable({
  name: 'SecurityNamespaceActions',
  doc: 'What can be allowed and denied in each security namespace, with its bit.',
  kind,
  area,
  levels,
  key: ['SecurityNamespaceId', 'Bit'],
  foreignKeys: [
    {
      columns: ['SecurityNamespaceId'],
      table: 'SecurityNamespaces',
      references: ['NamespaceId'],
    },
  ],
  columns: {
    SecurityNamespaceId: uuid('namespaceId', 'Identifier of the namespace.', { outer: true }),
    SecurityNamespaceName: text('name', 'Name of the namespace.', { outer: true }),
    Bit: integer('bit', 'Bit of the permission.'),
    Name: text('name', 'Name of the permission.'),
    DisplayName: text('displayName', 'Name that is shown.'),
    NamespaceId: uuid('namespaceId', 'Namespace that the permission says it is of; may be zeros.'),
  },
  access: [
    { name: 'list', request: { path }, each: 'actions' },
    {
      name: 'by id',
      request: { path: `${path}/{securityNamespaceId}` },
      each: 'actions',
      requires: { securityNamespaceId: 'SecurityNamespaceId' },
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-04 (AccessControlLists)
const accessControlLists: Table = defineTable({
  name: 'AccessControlLists',
  doc: 'Who is allowed and denied what, for each thing that has permissions of its own: one request for each namespace.',
  kind,
  area,
  levels,
  key: ['SecurityNamespaceId', 'Token'],
  foreignKeys: [
    {
      columns: ['SecurityNamespaceId'],
      table: 'SecurityNamespaces',
      references: ['NamespaceId'],
    },
  ],
  columns: {
    SecurityNamespaceId: fromParent('uuid', 'NamespaceId', 'Identifier of the namespace.'),
    SecurityNamespaceName: fromParent('varchar', 'Name', 'Name of the namespace.'),
    Token: text('token', 'What the permissions are for, as the namespace names it.', exact),
    InheritPermissions: boolean(
      'inheritPermissions',
      'Whether the permissions of what holds it count too.',
    ),
    AcesDictionary: {
      ...json(
        'acesDictionary',
        'Bits that each identity is allowed and denied, its own and in effect.',
      ),
      needs: { includeExtendedInfo: 'true' },
    },
    Descriptors: parameter(
      'varchar',
      'Descriptor of an identity as older interfaces write it, whose permissions only are wanted.',
    ),
  },
  access: [
    {
      name: 'permissions of a namespace',
      request: { path: '_apis/accesscontrollists/{securityNamespaceId}' },
      parent: { table: 'SecurityNamespaces', parameters: { securityNamespaceId: 'NamespaceId' } },
      pushdown: [
        {
          column: 'Token',
          operators: ['='],
          send: { token: '$value' },
          inexact: 'letter case may not count there',
        },
        { column: 'Descriptors', operators: ['=', 'in'], send: { descriptors: '$values' } },
      ],
    },
  ],
})

/** Permissions. */
export const securityTables: readonly Table[] = [
  securityNamespaces,
  securityNamespaceActions,
  accessControlLists,
]
