import type { RequestContext, RestClient } from '@devopsql/rest'
import type { ProjectSummary, RepositorySummary } from './contract.ts'
import { type KeptAnswer, keepAnswer } from './kept-answer.ts'
import { loadFields } from './load-fields.ts'
import { loadProjects } from './load-projects.ts'
import { loadRepositories } from './load-repositories.ts'
import type { WorkItemField } from './work-item-field.ts'

/** What a connection has asked the organization for, each thing once. */
export interface Metadata {
  readonly fields: KeptAnswer<readonly WorkItemField[]>
  readonly projects: KeptAnswer<readonly ProjectSummary[]>
  /** The repositories of every project, in one request. */
  readonly allRepositories: KeptAnswer<readonly RepositorySummary[]>
  /** The repositories of a project; letter case of its name ignored. */
  repositories(project: string, context?: RequestContext): Promise<readonly RepositorySummary[]>
}

/** Metadata of which nothing is asked for yet. */
export function createMetadata(client: RestClient): Metadata {
  const repositories = new Map<string, KeptAnswer<readonly RepositorySummary[]>>()
  return {
    fields: keepAnswer((context) => loadFields(client, context)),
    projects: keepAnswer((context) => loadProjects(client, context)),
    allRepositories: keepAnswer((context) => loadRepositories(client, undefined, context)),
    repositories(project, context) {
      const key = project.toLowerCase()
      const kept =
        repositories.get(key) ?? keepAnswer((request) => loadRepositories(client, project, request))
      repositories.set(key, kept)
      return kept.get(context)
    },
  }
}
