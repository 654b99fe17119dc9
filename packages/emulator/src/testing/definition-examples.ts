import type { Example } from './example.ts'

/** Build definitions as lists show them, with all that may be asked for, and by themselves. */
export const definitionExamples: readonly Example[] = [
  {},
  { query: 'includeAllProperties=true&includeLatestBuilds=true&minMetricsTime=2020-01-01' },
  { path: '/1' },
  { path: '/1', query: 'revision=1' },
  { path: '/1/revisions' },
  { path: '/1/metrics', query: 'api-version=7.1-preview.1' },
  { path: '/1/resources', query: 'api-version=7.1-preview.1' },
].map(({ path = '', query }) => ({
  method: 'GET',
  path: `Fabrikam/_apis/build/definitions${path}`,
  ...(query !== undefined && { query }),
}))
