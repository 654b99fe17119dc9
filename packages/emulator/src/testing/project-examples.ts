import type { Example } from './example.ts'

/** One request for the route of properties of projects. */
export const projectExamples: readonly Example[] = [
  {
    path: '_apis/projects/6487896b-c6c2-4c5c-a5c1-82d601c28c32/properties',
    query: 'api-version=7.1-preview.1',
  },
].map((example) => ({ ...example, method: 'GET' }))
