import type { Definition } from '../data/definitions.ts'
import { millisecondsText, ticksText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { identityRef, identityText } from './identity.ts'
import { projectRef } from './project-ref.ts'
import { repositoryWebUrl } from './repository-ref.ts'

function projectBase({ projects, url }: Organization, project: number): string {
  return `${url}/${projects.at(project).id}`
}

/** A definition as builds show it. */
function definitionRef(organization: Organization, definition: Definition): object {
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

function queueJson({ url }: Organization, id: number, hasLinks: boolean): object {
  const name = id === 9 ? 'Azure Pipelines' : `Pool ${id}`
  const self = `${url}/_apis/build/Queues/${id}`
  const links = hasLinks ? { _links: { self: { href: self } }, url: self } : {}
  return { ...links, id, name, pool: { id, name, isHosted: id === 9 ? true : undefined } }
}

function repositoryOf(organization: Organization, definition: Definition): object | undefined {
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

/** A draft has a number of its own, which no list shows. (assumed) */
function draftsOf(organization: Organization, definition: Definition): readonly object[] {
  const { id, index, name, path } = definition
  if (index % 5 !== 2) return []
  const url = `${projectBase(organization, definition.project)}/_apis/build/Definitions/${id + 1}`
  return [{ id: id + 1, name: `${name}-draft`, path, revision: 1, queueStatus: 'enabled', url }]
}

/** A definition as lists show it. */
export function definitionRow(organization: Organization, definition: Definition): object {
  const { id, revision } = definition
  const base = projectBase(organization, definition.project)
  return {
    _links: {
      self: { href: `${base}/_apis/build/Definitions/${id}?revision=${revision}` },
      web: { href: `${base}/_build/definition?definitionId=${id}` },
      editor: { href: `${base}/_build/designer?id=${id}&_a=edit-build-definition` },
      badge: { href: `${base}/_apis/build/status/${id}` },
    },
    quality: 'definition',
    authoredBy: identityRef(organization, definition.author),
    queue: queueJson(organization, 9, true),
    ...definitionRef(organization, definition),
    drafts: draftsOf(organization, definition),
    // The least date of the service stands for "not known", without a zone. (measured)
    createdDate:
      definition.createdDate === undefined
        ? '0001-01-01T00:00:00'
        : millisecondsText(definition.createdDate),
  }
}

/** A definition by itself, or in a list with includeAllProperties. */
export function definitionJson(organization: Organization, definition: Definition): object {
  return {
    triggers: [
      {
        branchFilters: ['+refs/heads/main'],
        pathFilters: [],
        settingsSourceType: 2,
        batchChanges: false,
        maxConcurrentBuildsPerBranch: 1,
        triggerType: 'continuousIntegration',
      },
    ],
    properties: {},
    tags: [],
    comment: definition.index % 4 === 0 ? 'Enable pipeline' : undefined,
    jobAuthorizationScope: 'projectCollection',
    process: { yamlFilename: 'azure-pipelines.yml', type: 2 },
    repository: repositoryOf(organization, definition),
    ...definitionRow(organization, definition),
  }
}
