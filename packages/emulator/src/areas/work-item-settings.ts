import { type Answer, listAnswer } from '../answers/answer.ts'
import type { Call } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { createDice, guidOf, pick } from '../data/random.ts'
import { workItemCategories } from '../data/work-item-categories.ts'
import { tagId, tagName } from '../data/work-item-tags.ts'
import { workItemTypes } from '../data/work-item-types.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { teamOf } from './team-of.ts'

// A link type by its ends: how it is named, what shape its links make, and its other end.
const relationTypes = [
  ['System.LinkTypes.Hierarchy-Forward', 'Child', 'tree', 'System.LinkTypes.Hierarchy-Reverse'],
  ['System.LinkTypes.Hierarchy-Reverse', 'Parent', 'tree', 'System.LinkTypes.Hierarchy-Forward'],
  ['System.LinkTypes.Related', 'Related', 'network', 'System.LinkTypes.Related'],
] as const

// What links to other things has fewer attributes. (recorded)
const resourceLinkTypes = [
  ['AttachedFile', 'Attached File'],
  ['Hyperlink', 'Hyperlink'],
  ['ArtifactLink', 'Artifact Link'],
] as const

function listRelationTypes({ organization }: Call): Answer {
  const urlOf = (name: string): string =>
    `${organization.url}/_apis/wit/workItemRelationTypes/${name}`
  const links = relationTypes.map(([referenceName, name, topology, opposite]) => ({
    attributes: {
      usage: 'workItemLink',
      editable: true,
      enabled: true,
      acyclic: topology === 'tree',
      directional: topology === 'tree',
      singleTarget: name === 'Parent',
      topology,
      remote: false,
      isForward: name !== 'Parent',
      oppositeEndReferenceName: opposite,
    },
    referenceName,
    name,
    url: urlOf(referenceName),
  }))
  const others = resourceLinkTypes.map(([referenceName, name]) => ({
    attributes: { usage: 'resourceLink', editable: false, enabled: true },
    referenceName,
    name,
    url: urlOf(referenceName),
  }))
  return listAnswer([...links, ...others])
}

// (examples of the specification)
const artifactLinkTypes = [
  { artifactType: 'Build', linkType: 'Build', toolType: 'Build' },
  { artifactType: 'Build', linkType: 'Found in build', toolType: 'Build' },
  { artifactType: 'Commit', linkType: 'Fixed in Commit', toolType: 'Git' },
  { artifactType: 'PullRequestId', linkType: 'Pull Request', toolType: 'Git' },
  { artifactType: 'Changeset', linkType: 'Fixed in Changeset', toolType: 'VersionControl' },
]

function listIcons({ organization }: Call): Answer {
  const names = [...new Set(workItemTypes.map(({ icon }) => icon))]
  return listAnswer(
    names.map((id) => ({ id, url: `${organization.url}/_apis/wit/workItemIcons/${id}?v=2` })),
  )
}

function listTags(call: Call): Answer {
  const { organization } = call
  const { id: project } = projectOf(call)
  const rows = Array.from({ length: organization.sizes.Tags }, (_, index) => {
    const name = tagName(index)
    return {
      id: tagId(name),
      name,
      // Older versions leave it out. (recorded)
      lastUpdated: millisecondsText(organization.now - index * 3_600_000),
      url: `${organization.url}/${project}/_apis/wit/tags/${tagId(name)}`,
    }
  })
  return listAnswer(rows)
}

function listCategories(call: Call): Answer {
  const base = `${call.organization.url}/${projectOf(call).id}/_apis/wit`
  const reference = (name: string): object => ({
    name,
    url: `${base}/workItemTypes/${encodeURIComponent(name)}`,
  })
  return listAnswer(
    workItemCategories.map(({ name, referenceName, types }) => ({
      name,
      referenceName,
      defaultWorkItemType: reference(types[0]),
      workItemTypes: types.map(reference),
      url: `${base}/workItemTypeCategories/${referenceName}`,
    })),
  )
}

const templateNames = [
  'Bug found by a customer',
  "Spike: what's “possible”?",
  'release [checklist]',
]

// Each team has up to three. Type names in any letter case. (assumed)
function listTemplates(call: Call): Answer {
  const team = teamOf(call)
  const { url } = call.organization
  const base = `${url}/${projectOf(call).id}/${team.id}/_apis/wit/templates`
  const wanted = call.query.text('workitemtypename')?.toLowerCase()
  const dice = createDice(team.index, 'templates')
  const rows = templateNames.slice(0, 1 + (team.index % 3)).map((name, index) => {
    const id = guidOf(dice, index, 0)
    return {
      id,
      name,
      description: index === 1 ? '' : `How ${team.name} writes it.`,
      workItemTypeName: pick(dice(index, 4), workItemTypes).name,
      url: `${base}/${id}`,
      _links: { self: { href: `${base}/${id}` } },
    }
  })
  return listAnswer(
    rows.filter(
      ({ workItemTypeName }) => wanted === undefined || workItemTypeName.toLowerCase() === wanted,
    ),
  )
}

const get = { method: 'GET' } as const
const ofOrganization = { ...get, scope: 'organization' } as const
const ofProject = { ...get, scope: 'project', resourceVersion: 2 } as const

/** Tags, categories, templates, and the types of links and icons. */
export const workItemSettingsRoutes: readonly Route[] = [
  {
    ...ofOrganization,
    template: 'wit/workitemrelationtypes',
    resourceVersion: 2,
    handle: listRelationTypes,
  },
  {
    ...ofOrganization,
    template: 'wit/artifactlinktypes',
    resourceVersion: 1,
    handle: () => listAnswer(artifactLinkTypes),
  },
  { ...ofOrganization, template: 'wit/workitemicons', resourceVersion: 1, handle: listIcons },
  { ...ofProject, template: 'wit/tags', resourceVersion: 1, handle: listTags },
  { ...ofProject, template: 'wit/workitemtypecategories', handle: listCategories },
  { ...get, scope: 'any', template: 'wit/templates', resourceVersion: 1, handle: listTemplates },
]
