import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail, unknownProject } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { projectRef, projectUrl } from '../answers/project-ref.ts'
import { type Call, param } from '../call.ts'
import type { Project } from '../data/projects.ts'
import type { Team } from '../data/teams.ts'
import { pageOf } from '../paging.ts'
import type { Route } from '../router.ts'
import { resourceAreas } from './locations.ts'

function listProjects(call: Call): Answer {
  const { organization, query, variants } = call
  // Only wellFormed projects exist here, so every filter but theirs and "all" leaves none.
  const filter = query.text('stateFilter')?.toLowerCase() ?? 'wellformed'
  const projects = ['all', 'wellformed', 'unchanged'].includes(filter)
    ? organization.projects.all()
    : []
  // Default 100; the token is an offset, in a header. (measured)
  const skip = query.integer('continuationToken') ?? query.integer('$skip') ?? 0
  const top = Math.min(query.integer('$top') ?? 100, variants.projectsMaxTop)
  const page = projects.slice(skip, skip + top)
  const token = skip + top < projects.length ? String(skip + top) : undefined
  return listAnswer(
    page.map((project) => ({
      ...projectRef(organization, project),
      ...(query.boolean('getDefaultTeamImageUrl') ? teamPicture(call, project) : {}),
    })),
    { token },
  )
}

function defaultTeamOf({ organization }: Call, project: Project): Team | undefined {
  const [first] = organization.teams.byProject.rowsOf(project.index)
  return first === undefined ? undefined : organization.teams.at(first)
}

function teamPicture(call: Call, project: Project): object {
  const team = defaultTeamOf(call, project)
  const base = `${call.organization.url}/_api/_common/identityImage?id=`
  return team === undefined ? {} : { defaultTeamImageUrl: `${base}${team.id}` }
}

function wantedProject(call: Call, name: string): Project {
  const wanted = param(call, name)
  return call.organization.projects.find(wanted) ?? unknownProject(wanted)
}

function getProject(call: Call): Answer {
  const { organization } = call
  const project = wantedProject(call, 'projectId')
  const { name, process } = project
  const self = projectUrl(organization, project)
  const capabilities = {
    processTemplate: { templateName: process.name, templateTypeId: process.id },
    versioncontrol: { sourceControlType: 'Git', gitEnabled: 'True', tfvcEnabled: 'False' },
  }
  const team = defaultTeamOf(call, project)
  return jsonAnswer({
    ...projectRef(organization, project),
    capabilities: call.query.boolean('includeCapabilities') ? capabilities : undefined,
    _links: {
      self: { href: self },
      collection: { href: `${organization.url}/_apis/projectCollections/${organization.id}` },
      web: { href: `${organization.url}/${encodeURIComponent(name)}` },
    },
    defaultTeam: team && { id: team.id, name: team.name, url: `${self}/teams/${team.id}` },
  })
}

function teamJson({ organization, query }: Call, team: Team): object {
  const project = organization.projects.at(team.project)
  const descriptor = `Microsoft.TeamFoundation.Identity;S-1-9-${team.index}`
  const identity = {
    id: team.id,
    descriptor,
    subjectDescriptor: `vssgp.${Buffer.from(descriptor).toString('base64url')}`,
    providerDisplayName: `[${project.name}]\\${team.name}`,
    isActive: true,
    isContainer: true,
    members: [],
    memberOf: [],
    memberIds: [],
    properties: { SchemaClassName: { $type: 'System.String', $value: 'Group' } },
    resourceVersion: 2,
    metaTypeId: 255,
  }
  return {
    id: team.id,
    name: team.name,
    url: `${projectUrl(organization, project)}/teams/${team.id}`,
    description: team.description,
    identityUrl: `https://vssps.dev.azure.com/${organization.name}/_apis/Identities/${team.id}`,
    projectName: project.name,
    projectId: project.id,
    ...(query.boolean('$expandIdentity') ? { identity } : {}),
  }
}

/** Whether the first user, who asks, is a member. */
function isMine({ organization, query }: Call, index: number): boolean {
  return !query.boolean('$mine') || organization.teams.membersOf(index).includes(0)
}

// $top/$skip, default 100, no token.
function teamsAnswer(call: Call, indices: ArrayLike<number>): Answer {
  const wanted = Array.from(indices).filter((index) => isMine(call, index))
  const page = pageOf(wanted, call.query, { byDefault: 100, atMost: call.variants.teamsMaxTop })
  return listAnswer(
    page.rows.map((index) => teamJson(call, call.organization.teams.at(index))),
    { order: 'value-first' },
  )
}

function listAllTeams(call: Call): Answer {
  const { teams, projects } = call.organization
  return teamsAnswer(
    call,
    teams.rows.indices().filter((index) => projects.rows.has(teams.at(index).project)),
  )
}

function wantedTeam(call: Call, project: Project): Team {
  const { teams } = call.organization
  const wanted = param(call, 'teamId').toLowerCase()
  const found = teams.byProject
    .rowsOf(project.index)
    .find((index) => [teams.at(index).id, teams.at(index).name.toLowerCase()].includes(wanted))
  if (found !== undefined) return teams.at(found)
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The team with id '${param(call, 'teamId')}' does not exist.`,
    exception: 'Microsoft.TeamFoundation.Core.WebApi.TeamNotFoundException',
  })
}

function listTeams(call: Call): Answer {
  return teamsAnswer(
    call,
    call.organization.teams.byProject.rowsOf(wantedProject(call, 'projectId').index),
  )
}

function getTeam(call: Call): Answer {
  return jsonAnswer(teamJson(call, wantedTeam(call, wantedProject(call, 'projectId'))))
}

function listMembers(call: Call): Answer {
  const { organization } = call
  const team = wantedTeam(call, wantedProject(call, 'projectId'))
  const members = organization.teams.membersOf(team.index)
  const page = pageOf(members, call.query, { byDefault: 100, atMost: call.variants.teamsMaxTop })
  const admin = members[0]
  const rows = page.rows.map((user) => ({
    // Sent for administrators only; false is left out. (measured)
    isTeamAdmin: user === admin ? true : undefined,
    identity: identityRef(organization, user),
  }))
  return listAnswer(rows)
}

function listProcesses({ organization }: Call): Answer {
  const processes = organization.projects.all().map(({ process }) => process)
  return listAnswer(
    processes.map(({ id, name }, position) => ({
      id,
      description:
        'This template is flexible and will work great for most teams using Agile planning methods.',
      isDefault: position === 0,
      type: name === 'Agile' ? 'system' : 'inherited',
      url: `${organization.url}/_apis/process/processes/${id}`,
      name,
    })),
  )
}

function connectionData({ organization, user: place }: Call): Answer {
  const user = organization.users.at(place)
  const identity = {
    id: user.id,
    descriptor: `Microsoft.IdentityModel.Claims.ClaimsIdentity;00000000-0000-0000-0000-000000000000\\${user.uniqueName}`,
    subjectDescriptor: user.descriptor,
    providerDisplayName: user.displayName,
    customDisplayName: user.displayName,
    isActive: true,
    properties: { Account: { $type: 'System.String', $value: user.uniqueName } },
    resourceVersion: 2,
    metaTypeId: 0,
  }
  return jsonAnswer({
    authenticatedUser: identity,
    authorizedUser: identity,
    instanceId: organization.id,
    deploymentId: 'ed30ce5c-9d0a-f73c-3580-4315c7f84d83',
    deploymentType: 'hosted',
    locationServiceData: {
      serviceOwner: '00025394-6065-48ca-87d9-7f5672854ef7',
      defaultAccessMappingMoniker: 'PublicAccessMapping',
      lastChangeId: 424_239_147,
      lastChangeId64: 424_239_147,
    },
  })
}

const preview = { previewOnly: true } as const
const get = { method: 'GET', scope: 'organization' } as const

/** Projects, teams and what clients ask for first. */
export const coreRoutes: readonly Route[] = [
  {
    ...get,
    template: 'resourceareas',
    resourceVersion: 1,
    versionOptional: true,
    handle: resourceAreas,
  },
  {
    ...get,
    template: 'connectiondata',
    resourceVersion: 1,
    versionOptional: true,
    handle: connectionData,
  },
  { ...get, template: 'projects', resourceVersion: 4, table: 'Projects', handle: listProjects },
  {
    ...get,
    template: 'projects/{projectId}',
    resourceVersion: 4,
    table: 'Projects',
    handle: getProject,
  },
  {
    ...get,
    template: 'projects/{projectId}/teams',
    resourceVersion: 3,
    table: 'Teams',
    handle: listTeams,
  },
  { ...get, template: 'projects/{projectId}/teams/{teamId}', resourceVersion: 3, handle: getTeam },
  {
    ...get,
    template: 'projects/{projectId}/teams/{teamId}/members',
    resourceVersion: 2,
    handle: listMembers,
  },
  {
    ...get,
    ...preview,
    template: 'teams',
    resourceVersion: 3,
    table: 'Teams',
    handle: listAllTeams,
  },
  { ...get, template: 'process/processes', resourceVersion: 1, handle: listProcesses },
]
