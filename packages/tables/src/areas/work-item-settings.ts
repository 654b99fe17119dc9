import { boolean, defineTable, json, type Table, text, timestamp, uuid } from '@devopsql/schema'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'
import { eachTeam, foreignKeyToTeam, teamOfParent } from '../team-columns.ts'

const base = { area: 'work-items', kind: 'view', levels: ['organization', 'project'] } as const
const ofOrganization = { area: 'work-items', kind: 'view', levels: ['organization'] } as const
const exact = { collation: 'exact' } as const

// covers P-TBL-08
const tags: Table = defineTable({
  ...base,
  name: 'WorkItemTags',
  doc: 'Tags that work items of the projects can have: one request for each project.',
  key: ['ProjectId', 'Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ...projectOfParent,
    Id: uuid('id', 'Identifier of the tag.'),
    Name: text('name', 'The tag.', { nullable: false }),
    LastUpdated: timestamp('lastUpdated', 'When the tag was used last.'),
    Url: text('url', 'REST address of the tag.', exact),
  },
  access: [
    {
      name: 'tags of a project',
      request: { path: '{project}/_apis/wit/tags' },
      parent: eachProject,
    },
  ],
})

const categories: Table = defineTable({
  ...base,
  name: 'WorkItemCategories',
  doc: 'Categories of work item types, which stand for the same thing in every process.',
  key: ['ProjectId', 'ReferenceName'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ...projectOfParent,
    ReferenceName: text('referenceName', 'Name that never changes.'),
    Name: text('name', 'Name that is shown.'),
    DefaultWorkItemTypeName: text('defaultWorkItemType.name', 'Type of new work items.'),
    DefaultWorkItemTypeUrl: text(
      'defaultWorkItemType.url',
      'REST address of the type of new work items.',
      exact,
    ),
    WorkItemTypes: json('workItemTypes', 'Types of the category.'),
    Url: text('url', 'REST address of the category.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'categories of a project',
      request: { path: '{project}/_apis/wit/workitemtypecategories' },
      parent: eachProject,
    },
  ],
})

const linkTypes: Table = defineTable({
  ...ofOrganization,
  name: 'WorkItemLinkTypes',
  doc: 'Types of links between work items, and from work items to other things.',
  key: ['ReferenceName'],
  columns: {
    ReferenceName: text('referenceName', 'Name that never changes, the Rel of a relation.'),
    Name: text('name', 'Name that is shown.'),
    Usage: text('attributes.usage', 'What is linked: workItemLink or resourceLink.'),
    Topology: text('attributes.topology', 'Shape of what the links make, such as tree.'),
    IsForward: boolean('attributes.isForward', 'Whether it is the forward end.'),
    OppositeEndReferenceName: text(
      'attributes.oppositeEndReferenceName',
      'Name of the type that the other end has.',
    ),
    IsAcyclic: boolean('attributes.acyclic', 'Whether links may not make a circle.'),
    IsDirectional: boolean('attributes.directional', 'Whether the ends have different names.'),
    IsSingleTarget: boolean(
      'attributes.singleTarget',
      'Whether an item has one such link at most.',
    ),
    IsEditable: boolean('attributes.editable', 'Whether people may change links of the type.'),
    IsEnabled: boolean('attributes.enabled', 'Whether the type can be used.'),
    IsRemote: boolean('attributes.remote', 'Whether it leads to another organization.'),
    Attributes: json('attributes', 'All that is known of the type.'),
    Url: text('url', 'REST address of the type.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [{ name: 'list', request: { path: '_apis/wit/workitemrelationtypes' } }],
})

const artifactLinkTypes: Table = defineTable({
  ...ofOrganization,
  name: 'ArtifactLinkTypes',
  doc: 'Types of links from work items to commits, builds, files and other artifacts.',
  key: ['ToolType', 'ArtifactType', 'LinkType'],
  columns: {
    ToolType: text('toolType', 'Service that has the artifacts, such as Git.'),
    ArtifactType: text('artifactType', 'Kind of artifact, such as Commit.'),
    LinkType: text('linkType', 'Name of the links, such as Fixed in Commit.'),
  },
  access: [{ name: 'list', request: { path: '_apis/wit/artifactlinktypes' } }],
})

const icons: Table = defineTable({
  ...ofOrganization,
  name: 'WorkItemIcons',
  doc: 'Icons that work item types can have.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Name of the icon, as IconId of WorkItemTypes has it.'),
    Url: text('url', 'Address of the picture.', exact),
  },
  access: [{ name: 'list', request: { path: '_apis/wit/workitemicons' } }],
})

const templates: Table = defineTable({
  ...base,
  name: 'WorkItemTemplates',
  doc: 'Templates that teams make work items from: one request for each team.',
  key: ['TeamId', 'Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    ...teamOfParent,
    Id: uuid('id', 'Identifier of the template.'),
    Name: text('name', 'Name of the template.'),
    Description: text('description', 'What the template is for.'),
    WorkItemTypeName: text('workItemTypeName', 'Type of the work items that it makes.'),
    Url: text('url', 'REST address of the template.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'templates of a team',
      request: { path: '{project}/{team}/_apis/wit/templates' },
      parent: eachTeam,
    },
  ],
})

/** What work items are tagged, grouped, linked and made with. */
export const workItemSettingsTables: readonly Table[] = [
  tags,
  categories,
  linkTypes,
  artifactLinkTypes,
  icons,
  templates,
]
