import type { AccessDefinition } from '@devopsql/schema'
import { eachProject } from './project-columns.ts'

/** How the build definitions of a project are listed. */
export const definitionsOfProject: Omit<AccessDefinition, 'name'> = {
  request: {
    path: '{project}/_apis/build/definitions',
    // Pages need an order that stays the same.
    query: { queryOrder: 'definitionNameAscending' },
  },
  paging: {
    kind: 'continuation-header',
    token: 'continuationToken',
    top: '$top',
    pageSize: 1000,
  },
  parent: eachProject,
}
