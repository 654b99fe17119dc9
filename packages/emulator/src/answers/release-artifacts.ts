import type { Release, ReleaseDefinition } from '../data/releases.ts'
import type { ReleaseContext } from './release-refs.ts'

export interface Source {
  readonly alias: string
  readonly type: string
  readonly id: string
  readonly name: string
}

/** What a definition may deploy: a build definition of the project and its first repository, where it has them. */
function sourcesOf({ organization, project }: ReleaseContext): readonly Source[] {
  const { definitions, repositories } = organization
  const builds = Array.from(
    definitions.byProject.rowsOf(project.index).subarray(0, 1),
    definitions.at,
  )
  const code = Array.from(
    repositories.byProject.rowsOf(project.index).subarray(0, 1),
    repositories.at,
  )
  return [
    ...builds.map(({ id, name }) => ({
      alias: '_drop "main"',
      type: 'Build',
      id: String(id),
      name,
    })),
    ...code.map(({ id, name }) => ({ alias: 'infra', type: 'Git', id, name })),
  ]
}

/** The sources of a definition: both, one or none. */
export function artifactsOf(
  context: ReleaseContext,
  { index }: ReleaseDefinition,
): readonly Source[] {
  return index % 4 === 3 ? [] : sourcesOf(context).slice(0, index % 2 === 0 ? 2 : 1)
}

export function sourceIdOf({ project }: ReleaseContext, { id }: Source): string {
  return `${project.id}:${id}`
}

export function artifactJson(context: ReleaseContext, source: Source, place: number): object {
  const { project } = context
  return {
    sourceId: sourceIdOf(context, source),
    type: source.type,
    alias: source.alias,
    definitionReference: {
      definition: { id: source.id, name: source.name },
      project: { id: project.id, name: project.name },
      defaultVersionType: { id: 'latestType', name: 'Latest' },
    },
    isPrimary: place === 0 ? true : undefined,
    isRetained: false,
  }
}

/** The version of a source that a release took: a build of the project, or a commit. */
export function versionOf(
  { organization, project }: ReleaseContext,
  release: Release,
  { type }: Source,
): { readonly id: string; readonly name: string } | undefined {
  const { builds } = organization
  const rows = builds.byProject.rowsOf(project.index)
  const row = rows[release.index % Math.max(1, rows.length)]
  if (row === undefined) return undefined
  if (type === 'Build') return { id: String(builds.idOf(row)), name: builds.numberOf(row) }
  const commit = builds.sourceVersionOf(row)
  return { id: commit, name: commit.slice(0, 8) }
}

export function versionedArtifact(
  context: ReleaseContext,
  release: Release,
  [place, source]: readonly [number, Source],
): object {
  const { project } = context
  return {
    ...artifactJson(context, source, place),
    definitionReference: {
      definition: { id: source.id, name: source.name },
      project: { id: project.id, name: project.name },
      version: versionOf(context, release, source),
      branch: { id: release.branch, name: release.branch },
    },
  }
}
