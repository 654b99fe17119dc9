import { defineTable, type Table, text } from '@devopsql/schema'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'

const exact = { collation: 'exact' } as const

// covers P-TBL-02 (ProjectProperties)
const projectProperties: Table = defineTable({
  name: 'ProjectProperties',
  doc: 'What the service and its extensions keep of projects, by name: one request for each project.',
  kind: 'view',
  area: 'core',
  // The service takes a project by its identifier here, which the place of a table does not say.
  levels: ['organization'],
  key: ['ProjectId', 'Name'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ...projectOfParent,
    Name: text('name', 'Name of the property.', exact),
    Value: text('value', 'Value of the property.', exact),
  },
  access: [
    {
      name: 'properties of a project',
      request: { path: '_apis/projects/{project}/properties', apiVersion: '7.1-preview.1' },
      parent: eachProject,
      pushdown: [
        {
          column: 'Name',
          operators: ['=', 'in'],
          send: { keys: '$values' },
          // Wildcards, and what parts the names.
          refuse: ['*', '?', ','],
          maxValues: 50,
          inexact: 'letter case may not count there',
        },
      ],
    },
  ],
})

/** Properties of projects. */
export const projectPropertyTables: readonly Table[] = [projectProperties]
