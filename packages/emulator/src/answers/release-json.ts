import { millisecondsText } from '../data/instants.ts'
import type { Release, ReleaseDefinition } from '../data/releases.ts'
import { identityRef } from './identity.ts'
import { artifactJson, artifactsOf, versionedArtifact } from './release-artifacts.ts'
import { definitionRef, hostOf, type ReleaseContext, webOf } from './release-refs.ts'
import { stageJson } from './stage-json.ts'

type Expand = ReadonlySet<string>

/** A definition as the list shows it. */
export function definitionJson(
  context: ReleaseContext,
  definition: ReleaseDefinition,
  expand: Expand,
): object {
  const { organization, project } = context
  const author = identityRef(organization, definition.author)
  const rows = organization.releases.byProject.rowsOf(project.index)
  const newest = [...rows]
    .reverse()
    .map(organization.releases.at)
    .find((release) => release.definition.id === definition.id)
  return {
    source: 'userInterface',
    revision: definition.revision,
    description: definition.index % 2 === 0 ? null : 'Deploys "all" of it',
    createdBy: author,
    createdOn: millisecondsText(definition.createdOn),
    modifiedBy: author,
    modifiedOn: millisecondsText(definition.createdOn + definition.revision * 86_400_000),
    isDeleted: false,
    variableGroups: null,
    releaseNameFormat: 'Release-$(rev:r)',
    properties: {},
    ...(expand.has('lastrelease') &&
      newest && {
        lastRelease: {
          id: newest.id,
          name: newest.name,
          artifacts: [],
          _links: {},
          description: '',
          releaseDefinition: { id: definition.id, _links: {} },
          createdOn: millisecondsText(newest.createdOn),
          createdBy: identityRef(organization, newest.creator),
          modifiedBy: null,
          reason: 'none',
        },
      }),
    ...(expand.has('environments') && {
      environments: definition.stages.map((name, place) => ({
        id: definition.id * 3 + place,
        name,
        rank: place + 1,
        schedules: [],
        retentionPolicy: { daysToKeep: 30, releasesToKeep: 3, retainBuild: true },
      })),
    }),
    ...(expand.has('artifacts') && {
      artifacts: artifactsOf(context, definition).map((source, place) =>
        artifactJson(context, source, place),
      ),
    }),
    ...(expand.has('triggers') && { triggers: [] }),
    ...(expand.has('variables') && { variables: { env: { value: 'a "b"' } } }),
    ...(expand.has('tags') && { tags: definition.tags }),
    ...definitionRef(context, definition),
  }
}

/** The properties that are asked for by their names, as far as the release has them. (what a value looks like: assumed) */
function propertiesJson({ id }: Release, names: readonly string[]): object {
  const known = id % 3 === 1 ? { Approver: 'Ana "Q" 🧪', 'Größe.MB': String(id) } : {}
  const entries = Object.entries(known).filter(([name]) => names.includes(name))
  return Object.fromEntries(
    entries.map(([name, value]) => [name, { $type: 'System.String', $value: value }]),
  )
}

/** A release as the list shows it. */
export function releaseJson(
  context: ReleaseContext,
  release: Release,
  { expand, properties }: { readonly expand: Expand; readonly properties: readonly string[] },
): object {
  const { organization, project } = context
  const { definition } = release
  const creator = identityRef(organization, release.creator)
  const url = `${hostOf(context)}/releases/${release.id}`
  return {
    id: release.id,
    name: release.name,
    status: release.status,
    createdOn: millisecondsText(release.createdOn),
    modifiedOn: millisecondsText(release.createdOn + 977),
    modifiedBy: creator,
    createdBy: creator,
    createdFor: creator,
    variables: expand.has('variables') ? { env: { value: 'x' } } : {},
    variableGroups: [],
    releaseDefinition: definitionRef(context, definition),
    releaseDefinitionRevision: definition.revision,
    description: release.reason === 'manual' ? '' : `Triggered by ${definition.name} "CI".`,
    reason: release.reason,
    releaseNameFormat: 'Release-$(rev:r)',
    keepForever: release.index % 9 === 4,
    definitionSnapshotRevision: 1,
    logsContainerUrl: `${url}/logs`,
    url,
    _links: {
      self: { href: url },
      web: { href: `${webOf(context)}?releaseId=${release.id}&_a=release-summary` },
    },
    tags: expand.has('tags') ? release.tags : [],
    triggeringArtifactAlias: null,
    projectReference: { id: project.id, name: project.name },
    properties: propertiesJson(release, properties),
    ...(expand.has('artifacts') && {
      artifacts: [...artifactsOf(context, definition).entries()].map((each) =>
        versionedArtifact(context, release, each),
      ),
    }),
    ...(expand.has('environments') && {
      environments: release.stages.map((stage) => stageJson(context, { release, expand }, stage)),
    }),
  }
}
