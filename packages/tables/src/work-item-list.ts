import {
  type AccessDefinition,
  type ColumnDefinition,
  type FieldFacts,
  uuid,
} from '@devopsql/schema'

/** How work items are found and read. */
export const byWiql: AccessDefinition = {
  name: 'WIQL and batches',
  request: { method: 'POST', path: '_apis/wit/wiql' },
  paging: {
    kind: 'ids-then-batch',
    batchPath: '_apis/wit/workitemsbatch',
    batchSize: 200,
    maxIds: 20_000,
  },
  language: 'wiql',
}

/** A field of the service itself, which every work item has. */
const systemField = (referenceName: string, type: string): FieldFacts => ({
  referenceName,
  type,
  canSortBy: true,
  isQueryable: true,
})
export const idField: FieldFacts = systemField('System.Id', 'integer')
export const revisionField: FieldFacts = systemField('System.Rev', 'integer')
export const projectField: FieldFacts = systemField('System.TeamProject', 'string')

/** Where a work item has the name of its project. */
export const projectPath: readonly string[] = ['fields', 'System.TeamProject']

/** The project of a work item, which is the row or holds it: found by its name, the only one that the work item has. */
export function projectIdOf(outer: boolean): ColumnDefinition {
  return {
    ...uuid(projectPath, 'Identifier of the project.'),
    source: {
      kind: 'lookup',
      path: projectPath,
      outer,
      table: 'Projects',
      match: 'Name',
      column: 'Id',
    },
  }
}
