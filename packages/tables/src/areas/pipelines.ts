import { choice, defineTable, integer, json, type Table, text } from '@devopsql/schema'
import { eachProject, projectOfParent } from '../project-columns.ts'

const pipelines: Table = defineTable({
  name: 'Pipelines',
  doc: 'Pipelines; a YAML pipeline and its build definition have the same number.',
  area: 'pipelines',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [
    { columns: ['ProjectId'], table: 'Projects', references: ['Id'] },
    { columns: ['Id'], table: 'BuildDefinitions', references: ['Id'] },
  ],
  columns: {
    Id: integer('id', 'Number of the pipeline, unique in the organization.', {
      aliases: ['PipelineId'],
    }),
    Name: text('name', 'Name of the pipeline.', { nullable: false }),
    Folder: text('folder', 'Folder of the pipeline.'),
    Revision: integer('revision', 'Revision of the pipeline.'),
    ConfigurationType: choice(
      'configuration.type',
      ['unknown', 'yaml', 'designerJson', 'justInTime', 'designerHyphenJson'],
      'Kind of the configuration, where the service sends it with lists.',
    ),
    ...projectOfParent,
    Url: text('url', 'REST address of the pipeline.', { collation: 'exact' }),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'pipelines of a project',
      request: { path: '{project}/_apis/pipelines' },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
    },
  ],
})

/** Pipelines. */
export const pipelineTables: readonly Table[] = [pipelines]
