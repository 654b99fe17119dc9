import type { Example } from './example.ts'

const list = '_apis/dashboard/dashboards'
const version = 'api-version=7.1-preview'

/** One request for each route of dashboards, for those of a team and those of a project. */
export const dashboardExamples: readonly Example[] = [
  { path: `Fabrikam/Fabrikam%20Team/${list}`, query: `${version}.3` },
  { path: `Fabrikam/${list}`, query: `${version}.3` },
  {
    path: `Fabrikam/Fabrikam%20Team/${list}/902bdbab-50be-44d7-a6e2-c24294f913f7/widgets`,
    query: `${version}.2`,
  },
  {
    path: `Fabrikam/${list}/12cac14b-1cd8-4704-a121-d2120f288f3d/widgets`,
    query: `${version}.2`,
  },
  {
    path: 'Fabrikam/_apis/dashboard/widgettypes',
    query: `$scope=project_Team&${version}.1`,
  },
].map((example) => ({ ...example, method: 'GET' }))
