import type { Organization } from '../data/organization.ts'
import type { Project } from '../data/projects.ts'
import type { Release, ReleaseDefinition, Stage } from '../data/releases.ts'

export interface ReleaseContext {
  readonly organization: Organization
  readonly project: Project
}

/** Where releases are: a host of their own. (reference, section 1) */
export function hostOf({ organization, project }: ReleaseContext): string {
  return `https://vsrm.dev.azure.com/${encodeURIComponent(organization.name)}/${project.id}/_apis/Release`
}

export function webOf({ organization, project }: ReleaseContext): string {
  return `${organization.url}/${project.id}/_release`
}

// No project in references to a definition. (measured)
export function definitionRef(
  context: ReleaseContext,
  { id, name, path }: ReleaseDefinition,
): object {
  const url = `${hostOf(context)}/definitions/${id}`
  return {
    id,
    name,
    path,
    projectReference: null,
    url,
    _links: { self: { href: url }, web: { href: `${webOf(context)}?definitionId=${id}` } },
  }
}

export function releaseRef(context: ReleaseContext, { id, name }: Release): object {
  return { id, name, url: `${hostOf(context)}/releases/${id}`, _links: {} }
}

export function stageRef(context: ReleaseContext, release: Release, { id, name }: Stage): object {
  return {
    id,
    name,
    url: `${hostOf(context)}/releases/${release.id}/environments/${id}`,
    _links: {},
  }
}
