import { millisecondsText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import type { Project } from '../data/projects.ts'

export function projectUrl({ url }: Organization, { id }: Project): string {
  return `${url}/_apis/projects/${id}`
}

/** A project as lists and other resources show it. */
export function projectRef(organization: Organization, project: Project): object {
  return {
    id: project.id,
    name: project.name,
    description: project.description,
    url: projectUrl(organization, project),
    state: 'wellFormed',
    revision: project.revision,
    visibility: project.visibility,
    lastUpdateTime: millisecondsText(project.lastUpdateTime),
  }
}
