import {
  type AccessDefinition,
  boolean,
  type ColumnDefinition,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type Pushdown,
  parameter,
  position,
  type Table,
  type TableDefinition,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { sendFlag } from '../include-flags.ts'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'
import { valueMap } from '../value-map.ts'

/** What lists leave out unless everything is asked for; the parameter takes one word only. */
function expanded(path: string, doc: string): ColumnDefinition {
  return json(path, doc, { needs: { $expand: 'all' } })
}

const queriesOfProject = {
  name: 'queries of a project',
  request: {
    path: '{project}/_apis/wit/queries',
    // Two levels are the most that the service answers at once.
    query: { $depth: '2' },
  },
  tree: {
    children: 'children',
    more: { flag: 'hasChildren', path: '{project}/_apis/wit/queries/{$id}' },
  },
  parent: eachProject,
} satisfies AccessDefinition

const expansions = ['none', 'wiql', 'clauses', 'all', 'minimal'] as const
const askQueries: readonly Pushdown[] = [
  {
    column: 'Expand',
    operators: ['='],
    send: { $expand: '$value' },
    values: valueMap(expansions),
  },
  sendFlag('IncludeDeleted', '$includeDeleted'),
]

/** Found in one of the projects that are asked. */
const oneQuery = {
  request: { path: '{project}/_apis/wit/queries/{query}' },
  rows: '',
  missingIsEmpty: true,
  parent: eachProject,
  pushdown: askQueries,
} satisfies Omit<AccessDefinition, 'name'>

// covers P-TBL-38
const queries: Table = defineTable({
  name: 'Queries',
  doc: 'Saved work item queries and the folders that they are in, down to the last level; deleted ones where IncludeDeleted asks for them.',
  area: 'saved-queries',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ...projectOfParent,
    Id: uuid('id', 'Identifier of the query or folder.'),
    Name: text('name', 'Name in its folder.', { nullable: false }),
    Path: text('path', 'Names of the folders and its own, with slashes between.'),
    IsFolder: boolean('isFolder', 'True for folders; absent for queries.'),
    HasChildren: boolean('hasChildren', 'Whether a folder holds anything; absent for queries.'),
    IsPublic: boolean('isPublic', 'Whether it is shared.'),
    IsDeleted: boolean('isDeleted', 'True where it is deleted; absent elsewhere.'),
    IsInvalidSyntax: boolean('isInvalidSyntax', 'True for a query that can not be read any more.'),
    QueryType: choice('queryType', ['flat', 'tree', 'oneHop'], 'What it finds: items, or links.'),
    QueryRecursionOption: choice(
      'queryRecursionOption',
      ['parentFirst', 'childFirst'],
      'Which end of a tree has to match first.',
    ),
    FilterOptions: choice(
      'filterOptions',
      [
        'workItems',
        'linksOneHopMustContain',
        'linksOneHopMayContain',
        'linksOneHopDoesNotContain',
        'linksRecursiveMustContain',
        'linksRecursiveMayContain',
        'linksRecursiveDoesNotContain',
      ],
      'How the two ends of links have to match.',
    ),
    Wiql: text('wiql', 'The query as WIQL.', { needs: { $expand: 'all' } }),
    Clauses: expanded('clauses', 'Conditions of a flat query.'),
    SourceClauses: expanded('sourceClauses', 'Conditions on the first end of links.'),
    LinkClauses: expanded('linkClauses', 'Conditions on the kind of links.'),
    TargetClauses: expanded('targetClauses', 'Conditions on the other end of links.'),
    Columns: expanded('columns', 'Fields that it shows.'),
    SortColumns: expanded('sortColumns', 'Fields that it sorts by, with direction.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'who made it' }),
    CreatedDate: timestamp('createdDate', 'When it was made.'),
    ...identity('LastModifiedBy', 'lastModifiedBy', { doc: 'who changed it last' }),
    LastModifiedDate: timestamp('lastModifiedDate', 'When it was changed last.'),
    ...identity('LastExecutedBy', 'lastExecutedBy', { doc: 'who ran it last' }),
    LastExecutedDate: timestamp('lastExecutedDate', 'When it ran last.'),
    Url: text('url', 'REST address.', { collation: 'exact' }),
    Links: json('_links', 'Related addresses.'),
    Depth: parameter(
      'integer',
      'How many levels below the two roots are rows: 0, 1 or 2. All are where nothing is asked.',
    ),
    Expand: {
      ...parameter(
        'varchar',
        'What the service writes into the rows. Where nothing is asked, what is read comes.',
      ),
      values: expansions,
    },
    IncludeDeleted: parameter('boolean', 'TRUE: deleted queries and folders too.'),
  },
  access: [
    { ...queriesOfProject, pushdown: askQueries },
    {
      name: 'upper levels of the queries of a project',
      request: { path: '{project}/_apis/wit/queries', query: { $depth: '{depth}' } },
      tree: { children: 'children' },
      parent: eachProject,
      requires: { depth: 'Depth' },
      pushdown: askQueries,
    },
    { ...oneQuery, name: 'by id', requires: { query: 'Id' } },
    { ...oneQuery, name: 'by path', requires: { query: 'Path' } },
  ],
})

const ofQuery = {
  kind: 'view',
  area: 'saved-queries',
  levels: ['organization', 'project'],
  foreignKeys: [
    foreignKeyToProject,
    { columns: ['QueryId'], table: 'Queries', references: ['Id'] },
  ],
} satisfies Partial<TableDefinition>
const outerQuery: ColumnDefinitions = {
  ...projectOfParent,
  QueryId: uuid('id', 'Identifier of the query.', { outer: true }),
  QueryName: text('name', 'Name of the query.', { outer: true }),
  QueryPath: text('path', 'Path of the query.', { outer: true }),
}
const wholeQueries: AccessDefinition = {
  ...queriesOfProject,
  request: {
    ...queriesOfProject.request,
    query: { ...queriesOfProject.request.query, $expand: 'all' },
  },
}

// covers P-TBL-07
const queryClauses: Table = defineTable({
  ...ofQuery,
  name: 'QueryClauses',
  doc: 'Conditions of flat saved queries, and the groups that they are in; Queries has those of links.',
  key: ['QueryId', 'Position'],
  columns: {
    ...outerQuery,
    Position: position('Number of the condition in the query; a group comes before what is in it.'),
    GroupPosition: position('Number of the group that it is in; NULL for the outermost.', 'holder'),
    LogicalOperator: choice(
      'logicalOperator',
      ['none', 'and', 'or'],
      'What joins the conditions of a group; NULL for a condition.',
    ),
    FieldReferenceName: text('field.referenceName', 'Name of its field that never changes.'),
    FieldName: text('field.name', 'Name of its field that is shown.'),
    FieldUrl: text('field.url', 'REST address of its field.', { collation: 'exact' }),
    OperatorReferenceName: text('operator.referenceName', 'Name of the comparison.'),
    OperatorName: text('operator.name', 'Name of the comparison that is shown, such as = or In.'),
    Value: text('value', 'What the field is compared with.'),
    IsFieldValue: boolean('isFieldValue', 'True where it is compared with another field.'),
    FieldValueReferenceName: text(
      'fieldValue.referenceName',
      'Name of the other field that never changes.',
    ),
    FieldValueName: text('fieldValue.name', 'Name of the other field that is shown.'),
    FieldValueUrl: text('fieldValue.url', 'REST address of the other field.', {
      collation: 'exact',
    }),
  },
  access: [{ ...wholeQueries, each: 'clauses', inside: 'clauses' }],
})

/** Rows out of an array of each saved query. */
function perQuery(name: string, doc: string, { array, field, columns }: Parts): Table {
  return defineTable({
    ...ofQuery,
    name,
    doc,
    key: ['QueryId', 'ReferenceName'],
    columns: {
      ...outerQuery,
      ReferenceName: text([...field, 'referenceName'], 'Name of the field that never changes.'),
      Name: text([...field, 'name'], 'Name of the field that is shown.'),
      Url: text([...field, 'url'], 'REST address of the field.', { collation: 'exact' }),
      ...columns,
    },
    access: [{ ...wholeQueries, each: array }],
  })
}

interface Parts {
  readonly array: string
  /** Where the field is in an element. */
  readonly field: readonly string[]
  readonly columns: ColumnDefinitions
}

// covers P-TBL-07
const queryColumns = perQuery('QueryColumns', 'Fields that saved queries show.', {
  array: 'columns',
  field: [],
  columns: {},
})

// covers P-TBL-08
const querySortColumns = perQuery('QuerySortColumns', 'Fields that saved queries sort by.', {
  array: 'sortColumns',
  field: ['field'],
  columns: { Descending: boolean('descending', 'Whether the greatest value comes first.') },
})

const queryResults: Table = defineTable({
  ...ofQuery,
  name: 'QueryResults',
  doc: 'What a saved query finds, in its order: work items, or links between them. Of one query, by QueryId or QueryPath.',
  key: ['QueryId', 'Position'],
  foreignKeys: [
    ...ofQuery.foreignKeys,
    { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] },
    { columns: ['SourceWorkItemId'], table: 'WorkItems', references: ['Id'] },
  ],
  columns: {
    QueryId: fromParent('uuid', 'Id', 'Identifier of the query.'),
    QueryName: fromParent('varchar', 'Name', 'Name of the query.'),
    QueryPath: fromParent('varchar', 'Path', 'Path of the query.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Project of the query.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project of the query.'),
    Position: position('Place in the result.'),
    WorkItemId: integer('id', 'Number of the work item; of a link, of the one at its end.', {
      otherwise: ['target', 'id'],
    }),
    Url: text('url', 'REST address of that work item.', {
      collation: 'exact',
      otherwise: ['target', 'url'],
    }),
    LinkType: text('rel', 'Reference name of the kind of link; NULL for work items alone.', {
      aliases: ['Rel'],
    }),
    SourceWorkItemId: integer('source.id', 'Number of the work item at the beginning of the link.'),
    SourceUrl: text('source.url', 'REST address of that work item.', { collation: 'exact' }),
    QueryType: text('queryType', 'What the query finds.', {
      outer: true,
      values: ['flat', 'tree', 'oneHop'],
    }),
    AsOf: timestamp('asOf', 'The time that it was asked for.', { outer: true }),
  },
  access: [
    {
      name: 'result of a query',
      request: { path: '{project}/_apis/wit/wiql/{id}' },
      rows: '',
      each: 'workItems|workItemRelations',
      parent: {
        table: 'Queries',
        parameters: { project: 'ProjectId', id: 'Id' },
        chosenBy: ['QueryPath', 'QueryId'],
      },
    },
  ],
})

/** Saved work item queries. */
export const savedQueryTables: readonly Table[] = [
  queries,
  queryClauses,
  queryColumns,
  querySortColumns,
  queryResults,
]
