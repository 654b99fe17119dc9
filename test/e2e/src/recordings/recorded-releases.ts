import { flatten } from './flatten.ts'
import {
  type Json,
  list,
  listOf,
  ofProject,
  projectRoutes,
  type RecordedRows,
  someProject,
  type Use,
} from './recorded-list.ts'

const releasesPath = '*/_apis/release/releases'

const ofProjectRow = (row: Json): Json => ({ ...flatten(row), ...ofProject })

const releases = list('Releases', { path: releasesPath, values: ofProjectRow })
const definitions = list('ReleaseDefinitions', {
  path: '*/_apis/release/definitions',
  values: ofProjectRow,
})
const approvals = list('ReleaseApprovals', {
  path: '*/_apis/release/approvals',
  values: ofProjectRow,
})

const inside = (row: Json, name: string): readonly Json[] => (row[name] ?? []) as readonly Json[]

const definitionArtifacts = (rows: readonly Json[]): RecordedRows => ({
  table: 'ReleaseDefinitionArtifacts',
  routes: [
    { path: '*/_apis/release/definitions', body: listOf(rows) },
    ...projectRoutes(someProject),
  ],
  rows: rows.flatMap((definition) =>
    inside(definition, 'artifacts').map((artifact) => {
      const flat = flatten(artifact)
      return {
        ...flat,
        ...ofProject,
        ReleaseDefinitionId: definition['id'],
        ReleaseDefinitionName: definition['name'],
        ReleaseDefinitionPath: definition['path'],
        DefinitionId: flat['DefinitionReferenceDefinitionId'],
        DefinitionName: flat['DefinitionReferenceDefinitionName'],
        DefaultVersionType: flat['DefinitionReferenceDefaultVersionTypeId'],
      }
    }),
  ),
})

const ofRelease = (release: Json): Json => ({
  ...ofProject,
  ReleaseId: release['id'],
  ReleaseName: release['name'],
  ReleaseStatus: release['status'],
  ReleaseCreatedOn: release['createdOn'],
  ReleaseDefinitionId: flatten(release)['ReleaseDefinitionId'],
  ReleaseDefinitionName: flatten(release)['ReleaseDefinitionName'],
  ReleaseDefinitionPath: flatten(release)['ReleaseDefinitionPath'],
})

const stages = (rows: readonly Json[]): RecordedRows => ({
  table: 'ReleaseEnvironments',
  routes: [{ path: releasesPath, body: listOf(rows) }, ...projectRoutes(someProject)],
  rows: rows.flatMap((release) =>
    inside(release, 'environments').map((stage) => ({ ...flatten(stage), ...ofRelease(release) })),
  ),
})

const artifacts = (rows: readonly Json[]): RecordedRows => ({
  table: 'ReleaseArtifacts',
  routes: [{ path: releasesPath, body: listOf(rows) }, ...projectRoutes(someProject)],
  rows: rows.flatMap((release) =>
    inside(release, 'artifacts').map((artifact) => {
      const flat = flatten(artifact)
      return {
        ...flat,
        ...ofRelease(release),
        BuildVersionId: flat['DefinitionReferenceVersionId'],
        BuildVersionName: flat['DefinitionReferenceVersionName'],
        DefinitionId: flat['DefinitionReferenceDefinitionId'],
        DefinitionName: flat['DefinitionReferenceDefinitionName'],
      }
    }),
  ),
})

const tasksOf = (release: Json): readonly Json[] =>
  inside(release, 'environments').flatMap((stage) =>
    inside(stage, 'deploySteps').flatMap((step) =>
      inside(step, 'releaseDeployPhases').flatMap((phase) =>
        inside(phase, 'deploymentJobs').flatMap((job) =>
          inside(job, 'tasks').map((task) => ({
            ...ofRelease(release),
            ...flatten(task),
            ...flatten({ name: stage['name'], id: stage['id'] }, 'ReleaseEnvironment'),
            ...flatten(
              {
                id: phase['phaseId'],
                name: phase['name'],
                type: phase['phaseType'],
                status: phase['status'],
              },
              'Phase',
            ),
            Attempt: step['attempt'],
            DeploymentId: step['deploymentId'],
            JobName: flatten(job)['JobName'],
          })),
        ),
      ),
    ),
  )

const tasks = ([release = {}]: readonly Json[]): RecordedRows => ({
  table: 'ReleaseTasks',
  routes: [
    { path: releasesPath, body: listOf([release]) },
    { path: `${releasesPath}/*`, body: release },
    ...projectRoutes(someProject),
  ],
  rows: tasksOf(release),
})

/** What was recorded of classic releases. */
export const releaseUses: readonly Use[] = [
  { pattern: /\/release\/releases$/, tables: [releases] },
  { pattern: /\/release\/releases\/\d+$/, tables: [releases, stages, artifacts, tasks] },
  { pattern: /\/release\/definitions$/, tables: [definitions, definitionArtifacts] },
  { pattern: /\/release\/approvals$/, tables: [approvals] },
]
