import { boolean, choice, defineTable, json, type Table, text, uuid } from '@devopsql/schema'

const processes: Table = defineTable({
  name: 'Processes',
  doc: 'Processes that the projects follow: what work item types, fields and states they have.',
  kind: 'view',
  area: 'processes',
  levels: ['organization'],
  key: ['Id'],
  columns: {
    Id: uuid('typeId', 'Identifier of the process.'),
    Name: text('name', 'Name of the process.', { nullable: false }),
    ReferenceName: text(
      'referenceName',
      'Name that never changes; only changed processes have one.',
    ),
    Description: text('description', 'What the process is for.'),
    ParentProcessId: uuid('parentProcessTypeId', 'Process that it was made from.'),
    CustomizationType: choice(
      'customizationType',
      ['system', 'inherited', 'custom'],
      'Whether it is as it came, derived from one that came, or imported.',
    ),
    IsDefault: boolean('isDefault', 'Whether new projects get it.'),
    IsEnabled: boolean('isEnabled', 'Whether new projects can get it.'),
    Projects: json('projects', 'Projects that follow the process, as far as they are visible.', {
      needs: { $expand: 'projects' },
    }),
  },
  access: [
    {
      name: 'list',
      request: { path: '_apis/work/processes' },
    },
    {
      name: 'by id',
      request: { path: '_apis/work/processes/{processTypeId}' },
      rows: '',
      requires: { processTypeId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

/** Processes. */
export const processTables: readonly Table[] = [processes]
