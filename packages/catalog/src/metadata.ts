import type { RequestContext, RestClient } from '@devopsql/rest'
import type { ProjectSummary, RepositorySummary } from './contract.ts'
import { type KeptAnswer, keepAnswer } from './kept-answer.ts'
import { loadFields } from './load-fields.ts'
import { loadProjects } from './load-projects.ts'
import { loadRepositories } from './load-repositories.ts'
import {
  loadOrganizationTypes,
  loadProjectTypes,
  type WorkItemType,
} from './load-work-item-types.ts'
import type { WorkItemField } from './work-item-field.ts'

/** What a connection has asked the organization for, each thing once. */
export interface Metadata {
  readonly fields: KeptAnswer<readonly WorkItemField[]>
  readonly projects: KeptAnswer<readonly ProjectSummary[]>
  /** The repositories of every project, in one request. */
  readonly allRepositories: KeptAnswer<readonly RepositorySummary[]>
  /** The repositories of a project; letter case of its name ignored. */
  repositories(project: string, context?: RequestContext): Promise<readonly RepositorySummary[]>
  /** The work item types of a project, or of the organization; letter case of the name ignored. */
  workItemTypes(
    project: string | undefined,
    context?: RequestContext,
  ): Promise<readonly WorkItemType[]>
}

/** Metadata of which nothing is asked for yet. */
export function createMetadata(client: RestClient): Metadata {
  const projects = keepAnswer((context) => loadProjects(client, context))
  const repositories = keepEach((project, context) => loadRepositories(client, project, context))
  const types = keepEach((project, context) => loadProjectTypes(client, project, context))
  const allTypes = keepAnswer(async (context) =>
    loadOrganizationTypes(client, await projects.get(context), context),
  )
  return {
    fields: keepAnswer((context) => loadFields(client, context)),
    projects,
    allRepositories: keepAnswer((context) => loadRepositories(client, undefined, context)),
    repositories,
    workItemTypes: (project, context) =>
      project === undefined ? allTypes.get(context) : types(project, context),
  }
}

/** An answer for each project, asked for once; letter case of the name ignored. */
function keepEach<Value>(
  load: (project: string, context: RequestContext) => Promise<Value>,
): (project: string, context?: RequestContext) => Promise<Value> {
  const kept = new Map<string, KeptAnswer<Value>>()
  return (project, context) => {
    const key = project.toLowerCase()
    const answer = kept.get(key) ?? keepAnswer((request) => load(project, request))
    kept.set(key, answer)
    return answer.get(context)
  }
}
