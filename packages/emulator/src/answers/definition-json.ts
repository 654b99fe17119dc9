import { contentsOf, type DefinitionContents } from '../data/definition-contents.ts'
import type { Definition } from '../data/definitions.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { definitionRef, projectBase, queueJson, repositoryOf } from './build-json.ts'
import { identityRef } from './identity.ts'

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

// A YAML process says what it is last. (recorded; the other kind is assumed from the specification)
function processJson({ processType, steps, yamlFilename }: DefinitionContents): object {
  if (processType === 2) return { yamlFilename, type: processType }
  return {
    phases: [
      {
        name: 'Agent job 1',
        refName: 'Job_1',
        condition: 'succeeded()',
        steps: steps.map(({ name, taskId }) => ({
          displayName: name,
          enabled: true,
          task: { id: taskId, versionSpec: '2.*', definitionType: 'task' },
          inputs: { 'failOn.Stderr': 'false' },
        })),
      },
    ],
    type: processType,
  }
}

const settings = {
  badgeEnabled: true,
  buildNumberFormat: '$(date:yyyyMMdd)$(rev:.r)',
  dropLocation: '\\\\server\\drop "1"',
  jobTimeoutInMinutes: 60,
  jobCancelTimeoutInMinutes: 5,
  demands: ['npm', 'Agent.OS -equals Linux'],
  options: [
    { enabled: true, definition: { id: '57578776-4c22-4526-aeb0-86b6da17ee9c' }, inputs: {} },
  ],
  processParameters: {
    inputs: [{ name: 'solution', label: 'Path "to" solution', type: 'string' }],
  },
  retentionRules: [{ branches: ['+refs/heads/*'], daysToKeep: 10, minimumToKeep: 1 }],
  variables: {
    'system.debug': { value: 'false', allowOverride: true },
    Secret: { isSecret: true },
  },
  variableGroups: [{ id: 1, name: 'Group "ä"', type: 'Vsts', variables: {} }],
} as const

/** A definition by itself, or in a list with includeAllProperties. Settings that were never made are absent. */
export function definitionJson(organization: Organization, definition: Definition): object {
  const { index } = definition
  const contents = contentsOf(definition)
  const repository = repositoryOf(organization, definition)
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
    ...(contents.processType === 1 && settings),
    properties: index % 4 === 1 ? { Owner: { $type: 'System.String', $value: 'Ana "A."' } } : {},
    tags: contents.tags,
    description: index % 3 === 1 ? 'Builds\n"everything" 🏗' : undefined,
    comment: index % 4 === 0 ? 'Enable pipeline' : undefined,
    jobAuthorizationScope: index % 2 === 0 ? 'projectCollection' : 'project',
    process: processJson(contents),
    repository: repository && {
      properties: { reportBuildStatus: 'true' },
      ...repository,
      defaultBranch: 'refs/heads/main',
    },
    ...definitionRow(organization, definition),
  }
}
