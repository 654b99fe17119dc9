import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  integer,
  json,
  type Table,
  type TableKind,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'

interface Nodes {
  readonly name: string
  readonly kind?: TableKind
  readonly doc: string
  readonly group: 'areas' | 'iterations'
  /** One of them, in words. */
  readonly node: string
  readonly columns: ColumnDefinitions
}

/** One of the two trees of a project: a row for each node, with the node above it. */
function nodes({ name, kind = 'table', doc, group, node, columns }: Nodes): Table {
  return defineTable({
    name,
    doc,
    kind,
    area: 'work-items',
    levels: ['organization', 'project'],
    key: ['Id'],
    foreignKeys: [foreignKeyToProject, { columns: ['ParentId'], table: name, references: ['Id'] }],
    columns: {
      ...projectOfParent,
      Id: integer('id', `Number of the ${node}, as work items have it.`),
      Identifier: uuid('identifier', `Identifier of the ${node}.`),
      Name: text('name', 'Name, the last part of the path.', { nullable: false }),
      ...columns,
      NodePath: text('path', 'Path with a leading backslash and the kind after the project.'),
      StructureType: choice('structureType', ['area', 'iteration'], 'Kind of the node.'),
      HasChildren: boolean('hasChildren', 'Whether there are any below it.'),
      ParentId: integer('id', 'Number of the one above it; NULL for the root.', { outer: true }),
      ParentName: text('name', 'Name of the one above it.', { outer: true }),
      Attributes: json('attributes', 'What else is known of it, such as dates.'),
      Url: text('url', 'REST address.', { collation: 'exact' }),
      Links: json('_links', 'Related addresses, of the root only.'),
    },
    access: [
      {
        name: `${group} of a project`,
        request: {
          path: `{project}/_apis/wit/classificationnodes/${group}`,
          // Trees have 14 levels at most.
          query: { $depth: '14' },
        },
        rows: '',
        tree: { children: 'children' },
        parent: eachProject,
      },
    ],
  })
}

const areaColumns: ColumnDefinitions = {
  Path: text('path', 'Path as AreaPath of work items has it.', { decode: 'node-path' }),
}

const iterationColumns: ColumnDefinitions = {
  Path: text('path', 'Path as IterationPath of work items has it.', { decode: 'node-path' }),
  StartDate: timestamp('attributes.startDate', 'First day.'),
  FinishDate: timestamp('attributes.finishDate', 'Last day.'),
}

const areas = { group: 'areas', node: 'area', columns: areaColumns } as const
const iterations = { group: 'iterations', node: 'iteration', columns: iterationColumns } as const

/** The trees of areas and iterations, under two names each. */
export const classificationTables: readonly Table[] = [
  nodes({ ...areas, name: 'Areas', doc: 'Areas of the projects: one request for each project.' }),
  nodes({
    ...iterations,
    name: 'Iterations',
    doc: 'Iterations of the projects with their dates: one request for each project.',
  }),
  // covers P-TBL-04
  nodes({
    ...areas,
    name: 'ClassificationNodesAreas',
    kind: 'view',
    doc: 'The same as Areas.',
  }),
  nodes({
    ...iterations,
    name: 'ClassificationNodesIterations',
    kind: 'view',
    doc: 'The same as Iterations.',
  }),
]
