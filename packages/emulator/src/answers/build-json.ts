import type { Definition } from '../data/definitions.ts'
import { ticksText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { identityText } from './identity.ts'
import { projectRef } from './project-ref.ts'
import { repositoryWebUrl } from './repository-ref.ts'

/** The address of a project. */
export function projectBase({ projects, url }: Organization, project: number): string {
  return `${url}/${projects.at(project).id}`
}

/** A definition as builds show it. */
export function definitionRef(organization: Organization, definition: Definition): object {
  const base = projectBase(organization, definition.project)
  return {
    drafts: [],
    id: definition.id,
    name: definition.name,
    url: `${base}/_apis/build/Definitions/${definition.id}?revision=${definition.revision}`,
    uri: `vstfs:///Build/Definition/${definition.id}`,
    path: definition.path,
    type: 'build',
    queueStatus: definition.queueStatus,
    revision: definition.revision,
    project: projectRef(organization, organization.projects.at(definition.project)),
  }
}

/** A queue, which is one of a pool. */
export function queueJson({ url }: Organization, id: number, hasLinks: boolean): object {
  const name = id === 9 ? 'Azure Pipelines' : `Pool ${id}`
  const self = `${url}/_apis/build/Queues/${id}`
  const links = hasLinks ? { _links: { self: { href: self } }, url: self } : {}
  return { ...links, id, name, pool: { id, name, isHosted: id === 9 ? true : undefined } }
}

/** The repository of a definition as its builds show it. */
export function repositoryOf(
  organization: Organization,
  definition: Definition,
): object | undefined {
  if (definition.repository < 0) return undefined
  const repository = organization.repositories.at(definition.repository)
  return {
    id: repository.id,
    type: 'TfsGit',
    name: repository.name,
    url: repositoryWebUrl(organization, repository),
    clean: null,
    checkoutSubmodules: false,
  }
}

interface DefinitionTexts {
  readonly definition: string
  readonly project: string
  readonly repository: string
  readonly base: string
}
const definitionTexts = new WeakMap<Definition, DefinitionTexts>()

// What all builds of a definition share, made once: a page may hold 5,000 builds.
function textsOf(organization: Organization, definition: Definition): DefinitionTexts {
  const known = definitionTexts.get(definition)
  if (known !== undefined) return known
  const repository = repositoryOf(organization, definition)
  const texts = {
    definition: JSON.stringify(definitionRef(organization, definition)),
    project: JSON.stringify(projectRef(organization, organization.projects.at(definition.project))),
    repository: repository === undefined ? '' : `"repository":${JSON.stringify(repository)},`,
    base: projectBase(organization, definition.project),
  }
  definitionTexts.set(definition, texts)
  return texts
}

function timeText(name: string, ticks: number | undefined): string {
  return ticks === undefined ? '' : `"${name}":"${ticksText(ticks)}",`
}

function demandsText(demands: readonly string[]): string {
  return demands.length === 0 ? '' : `"demands":${JSON.stringify(demands)},`
}

/** The properties that are asked for by their names, as far as the build has them. (what a value looks like: assumed) */
function propertiesText({ builds }: Organization, row: number, names: readonly string[]): string {
  const known = Object.entries(builds.propertiesOf(row)).filter(([name]) => names.includes(name))
  return JSON.stringify(
    Object.fromEntries(
      known.map(([name, value]) => [name, { $type: 'System.String', $value: value }]),
    ),
  )
}

function deletionText({ builds }: Organization, row: number, person: string): string {
  if (!builds.isDeleted(row)) return ''
  const date = ticksText((builds.finishedOf(row) ?? 0) + 864_000_000_000)
  return `"deleted":true,"deletedDate":"${date}","deletedBy":${person},"deletedReason":${JSON.stringify('"old" run')},`
}

/** A build as JSON text, for lists and single answers. What is not known yet is left out. */
export function buildText(
  organization: Organization,
  row: number,
  properties: readonly string[] = [],
): string {
  const { buildContents, builds, definitions } = organization
  const id = builds.idOf(row)
  const definition = definitions.at(builds.definitionOf(row))
  const texts = textsOf(organization, definition)
  const { base } = texts
  const queued = builds.queuedOf(row)
  const started = builds.startedOf(row)
  const finished = builds.finishedOf(row)
  const result = builds.resultOf(row)
  const reason = builds.reasonOf(row)
  const person = identityText(organization, builds.requesterOf(row))
  const number = builds.numberOf(row)
  const plan = `{"planId":"${builds.planIdOf(row)}"}`
  const trigger = reason === 'pullRequest' ? `{"pr.number":"${1 + (row % 500)}"}` : '{}'
  return [
    `{"_links":{"self":{"href":"${base}/_apis/build/Builds/${id}"},"web":{"href":"${base}/_build/results?buildId=${id}"},`,
    `"sourceVersionDisplayUri":{"href":"${base}/_apis/build/builds/${id}/sources"},`,
    `"timeline":{"href":"${base}/_apis/build/builds/${id}/Timeline"},"badge":{"href":"${base}/_apis/build/status/${definition.id}"}},`,
    `"properties":${propertiesText(organization, row, properties)},"tags":${JSON.stringify(builds.tagsOf(row))},"validationResults":${JSON.stringify(buildContents.findingsOf(row))},${demandsText(buildContents.demandsOf(row))}"plans":[${plan}],"triggerInfo":${trigger},`,
    `"id":${id},"buildNumber":"${number}","status":"${builds.statusOf(row)}",${result === undefined ? '' : `"result":"${result}",`}`,
    timeText('queueTime', queued),
    timeText('startTime', started),
    timeText('finishTime', finished),
    `"url":"${base}/_apis/build/Builds/${id}","definition":${texts.definition},"buildNumberRevision":${number.split('.')[1] ?? '1'},`,
    `"project":${texts.project},"uri":"vstfs:///Build/Build/${id}","sourceBranch":"${builds.branchOf(row)}",`,
    `"sourceVersion":"${builds.sourceVersionOf(row)}","queue":${JSON.stringify(queueJson(organization, builds.queueOf(row), false))},`,
    `"priority":"normal","reason":"${reason}","requestedFor":${person},"requestedBy":${person},`,
    timeText('lastChangedDate', finished ?? started ?? queued),
    `"lastChangedBy":${person},"orchestrationPlan":${plan},`,
    deletionText(organization, row, person),
    `"logs":{"id":0,"type":"Container","url":"${base}/_apis/build/builds/${id}/logs"},${texts.repository}`,
    `"keepForever":${row % 50 === 0},"retainedByRelease":false,"triggeredByBuild":null,"appendCommitMessageToRunName":true}`,
  ].join('')
}
