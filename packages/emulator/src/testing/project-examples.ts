import type { Example } from './example.ts'

const plans = 'Fabrikam/_apis/work/plans'

/** One request for each route of properties of projects and of delivery plans. */
export const projectExamples: readonly Example[] = [
  {
    path: '_apis/projects/6487896b-c6c2-4c5c-a5c1-82d601c28c32/properties',
    query: 'api-version=7.1-preview.1',
  },
  { path: 'Fabrikam/_apis/wit/queries', query: '$expand=all&$depth=2&$includeDeleted=true' },
  { path: plans },
  { path: `${plans}/9eb08a20-3663-4771-afce-04b8a5240105` },
  {
    method: 'GET',
    path: 'Fabrikam/_apis/wit/workItems/8/comments',
    query: '$expand=all&includeDeleted=true&api-version=7.1-preview.4',
  },
].map((example) => ({ ...example, method: 'GET' }))
