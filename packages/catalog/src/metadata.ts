import type { RequestContext, RestClient } from '@devopsql/rest'
import type { MetadataStore, ProjectSummary, RepositorySummary } from './contract.ts'
import { type KeptAnswer, keepAnswer } from './kept-answer.ts'
import { fieldsOf, loadFields } from './load-fields.ts'
import { loadProjects } from './load-projects.ts'
import { loadRepositories } from './load-repositories.ts'
import {
  loadOrganizationTypes,
  loadProjectTypes,
  type OrganizationTypes,
  type WorkItemType,
} from './load-work-item-types.ts'
import type { WorkItemField } from './work-item-field.ts'

/** What a connection has asked the organization for, each thing once. */
export interface Metadata {
  /** When what is used of the store was asked for. */
  storedAt(): Date | undefined
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
  /** Those of the organization, and of each project. */
  readonly allWorkItemTypes: KeptAnswer<OrganizationTypes>
}

/**
 * Metadata of which nothing is asked for yet. The fields may come from the store; projects and repositories never do,
 * because a list that lacks a new one would look complete.
 */
export function createMetadata(client: RestClient, store?: MetadataStore): Metadata {
  let storedAt: Date | undefined
  const storedFields = async (): Promise<readonly WorkItemField[] | undefined> => {
    const stored = await store?.read('fields')
    const fields = Array.isArray(stored?.value) ? fieldsOf(stored.value) : []
    if (stored === undefined || fields.length === 0) return undefined
    storedAt = stored.savedAt
    return fields
  }
  const projects = keepAnswer((context) => loadProjects(client, context))
  const repositories = keepEach((project, context) => loadRepositories(client, project, context))
  const types = keepEach((project, context) => loadProjectTypes(client, project, context))
  const allTypes = keepAnswer(async (context) =>
    loadOrganizationTypes(client, await projects.get(context), context),
  )
  return {
    storedAt: () => storedAt,
    fields: keepAnswer(async (context) => {
      const stored = await storedFields()
      if (stored !== undefined) return stored
      const fields = await loadFields(client, context)
      await store?.write('fields', fields)
      return fields
    }),
    projects,
    allRepositories: keepAnswer((context) => loadRepositories(client, undefined, context)),
    repositories,
    workItemTypes: async (project, context) =>
      project === undefined ? (await allTypes.get(context)).all : await types(project, context),
    allWorkItemTypes: allTypes,
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
