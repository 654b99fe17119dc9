import type { Example } from './example.ts'

const everything = '$expand=environments,artifacts,variables,tags&$top=100'

/** One request for each route of classic releases. */
export const releaseExamples: readonly Example[] = [
  {
    path: 'definitions',
    query: '$expand=environments,artifacts,triggers,variables,tags,lastRelease',
  },
  { path: 'definitions/1/revisions' },
  { path: 'folders' },
  { path: 'releases', query: everything },
  {
    path: 'releases',
    query: 'isDeleted=true&$expand=environments,artifacts,manualInterventions&$top=100',
  },
  { path: 'releases', query: 'propertyFilters=Approver,Größe.MB' },
  { path: 'releases/9' },
  { path: 'releases/9/manualinterventions' },
  { path: 'deployments', query: '$top=100' },
  { path: 'approvals', query: 'statusFilter=undefined&top=100' },
].map((example) => ({ ...example, method: 'GET', path: `Fabrikam/_apis/release/${example.path}` }))
