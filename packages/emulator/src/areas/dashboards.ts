import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Project } from '../data/projects.ts'
import { below, createDice, guidOf } from '../data/random.ts'
import type { Team } from '../data/teams.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { teamOf } from './team-of.ts'

const day = 86_400_000

interface Dashboard {
  readonly id: string
  readonly name: string
  readonly description: string | undefined
  /** From 1 on. */
  readonly position: number
  readonly project: Project
  /** Absent: it is the project's. */
  readonly team: Team | undefined
  readonly ownerId: string
}

const names = ['Overview', 'Sprint "now" 🚀', "Customer's [view]; 100 %", 'overview']

/** Dashboards of one owner. Some teams, and every third project, have none. */
function dashboardsOf(call: Call, project: Project, team: Team | undefined): readonly Dashboard[] {
  const { users } = call.organization
  const index = team?.index ?? project.index
  const dice = createDice(index, team === undefined ? 'project dashboard' : 'team dashboard')
  const count = team === undefined ? (index + 2) % 3 : below(dice(index, 0), 4)
  return names.slice(0, count).map((name, place) => ({
    id: guidOf(dice, place, 10),
    name,
    description: place === 1 ? 'What we do, day by day' : undefined,
    position: place + 1,
    project,
    team,
    ownerId: team?.id ?? users.at(index % users.rows.indices().length).id,
  }))
}

function ofProject(call: Call): readonly Dashboard[] {
  return dashboardsOf(call, projectOf(call), undefined)
}

function ofTeam(call: Call): readonly Dashboard[] {
  return dashboardsOf(call, projectOf(call), teamOf(call))
}

/** Where the owner's dashboards are. */
function addressOf({ organization }: Call, { project, team }: Dashboard): string {
  const owner = team === undefined ? project.id : `${project.id}/${team.id}`
  return `${organization.url}/${owner}/_apis/Dashboard/Dashboards`
}

function dashboardJson(call: Call, dashboard: Dashboard): object {
  const { organization } = call
  const { id, name, description, position, project, team, ownerId } = dashboard
  const url = `${addressOf(call, dashboard)}/${id}`
  const age = project.index + position * 3
  return {
    id,
    name,
    description,
    refreshInterval: position % 2 === 0 ? 5 : 0,
    position,
    eTag: String(position + 1),
    groupId: team?.id,
    ownerId,
    dashboardScope: team === undefined ? 'project' : 'project_Team',
    modifiedBy: organization.users.at(0).id,
    modifiedDate: millisecondsText(organization.now - age * day),
    // Absent for what nobody has looked at. (assumed)
    lastAccessedDate:
      position === 2 ? undefined : millisecondsText(organization.now - position * day),
    url,
    _links: { self: { href: url }, group: { href: addressOf(call, dashboard) } },
  }
}

// Lists of teams have the dashboards of the project too. (assumed) That of the project has a team's among them. (examples
// of the specification; assumed: the default team's)
function listDashboards(call: Call): Answer {
  const own = ofTeam(call)
  const shared = ofProject(call)
  const all = call.team === undefined ? [...shared, ...own] : [...own, ...shared]
  return listAnswer(all.map((dashboard) => dashboardJson(call, dashboard)))
}

const kinds = ['TeamMembersWidget', 'QueryScalarWidget', 'MarkdownWidget', 'SprintBurndownWidget']

function contributionOf(kind: string): string {
  return `ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.${kind}`
}

function settingsOf(kind: string, place: number): string | null {
  switch (kind) {
    case 'QueryScalarWidget':
      return JSON.stringify({ queryName: 'Open "bugs"', defaultBackgroundColor: '#ffffff' })
    case 'MarkdownWidget':
      return `# It's 🍰\n\n\\* not a list; ${place}`
    default:
      return null
  }
}

// A team's dashboard is found with the team in the path, a project's without. (assumed)
function getWidgets(call: Call): Answer {
  const wanted = param(call, 'dashboardId').toLowerCase()
  const candidates = call.team === undefined ? ofProject(call) : ofTeam(call)
  const dashboard = candidates.find(({ id }) => id === wanted)
  if (dashboard === undefined) {
    // (assumed: exception and words)
    return fail({
      status: 404,
      message: `The dashboard with id '${wanted}' does not exist.`,
      exception: 'Microsoft.TeamFoundation.Dashboards.WebApi.DashboardDoesNotExistException',
    })
  }
  const dice = createDice(0, `widget ${dashboard.id}`)
  const count = dashboard.position === 3 ? 0 : 1 + below(dice(0, 0), kinds.length)
  const url = `${addressOf(call, dashboard)}/${dashboard.id}`
  const widgets = kinds.slice(0, count).map((kind, place) => {
    const id = guidOf(dice, place, 10)
    const self = `${url}/Widgets/${id}`
    return {
      id,
      eTag: String(place + 1),
      name: place === 2 ? 'Read "me" 📌' : kind.replace(/Widget$/, ''),
      position: { row: 1 + place, column: 1 + ((place * 2) % 6) },
      size: { rowSpan: 1, columnSpan: 1 + (place % 2) },
      settings: settingsOf(kind, place),
      settingsVersion: { major: 1, minor: place, patch: 0 },
      artifactId: '',
      isEnabled: true,
      contentUri: null,
      contributionId: contributionOf(kind),
      typeId: `Microsoft.VisualStudioOnline.Dashboards.${kind}`,
      configurationContributionId: null,
      isNameConfigurable: place % 2 === 0,
      areSettingsBlockedForUser: false,
      loadingImageUrl: `${call.organization.url}/_static/Widgets/${kind}.png`,
      allowedSizes: place === 3 ? [] : [{ rowSpan: 1, columnSpan: 1 }],
      // Only what can be opened in a window has its size. (assumed)
      lightboxOptions: place === 1 ? { width: 900, height: 700, resizable: true } : undefined,
      url: self,
      _links: { self: { href: self }, group: { href: `${url}/Widgets` }, dashboard: { href: url } },
    }
  })
  return { ...jsonAnswer({ count: widgets.length, value: widgets }), headers: { etag: '"2"' } }
}

function typeJson(call: Call, kind: string, place: number): object {
  return {
    typeId: `Microsoft.VisualStudioOnline.Dashboards.${kind}`,
    contributionId: contributionOf(kind),
    name: kind.replace(/Widget$/, ''),
    description: place === 1 ? 'A number that a "query" gives' : '',
    catalogIconUrl: `${call.organization.url}/_static/Widgets/${kind}.svg`,
    catalogInfoUrl: null,
    contentUri: null,
    isEnabled: true,
    isVisibleFromCatalog: place !== 3,
    isNameConfigurable: true,
    allowedSizes: place === 3 ? [] : [{ rowSpan: 1, columnSpan: 1 }],
    loadingImageUrl: `${call.organization.url}/_static/Widgets/${kind}.png`,
    defaultSettings: settingsOf(kind, place),
    configurationContributionId: null,
    configurationContributionRelativeId: null,
    configurationRequired: place === 1,
    analyticsServiceRequired: false,
    supportedScopes: ['project_Team'],
    lightboxOptions: place === 1 ? { width: 900, height: 700, resizable: true } : undefined,
    publisherName: 'Microsoft',
    tags: place === 2 ? ['text & more'] : [],
    keywords: null,
    targets: ['ms.vss-dashboards-web.widget-catalog'],
  }
}

function listTypes(call: Call): Answer {
  // (assumed: exception and words)
  if (call.query.text('$scope')?.toLowerCase() !== 'project_team') {
    return badArgument('A scope is required in order to list the widget types.')
  }
  const { id } = projectOf(call)
  const uri = `${call.organization.url}/${id}/_apis/Dashboard/WidgetTypes`
  const widgetTypes = kinds.map((kind, place) => typeJson(call, kind, place))
  return jsonAnswer({ uri, _links: { self: { href: uri } }, widgetTypes })
}

const base = { method: 'GET', scope: 'any', previewOnly: true } as const

/** Dashboards of teams and projects, with their widgets. */
export const dashboardRoutes: readonly Route[] = [
  { ...base, template: 'dashboard/dashboards', resourceVersion: 3, handle: listDashboards },
  {
    ...base,
    template: 'dashboard/dashboards/{dashboardId}/widgets',
    resourceVersion: 2,
    handle: getWidgets,
  },
  {
    ...base,
    scope: 'project',
    template: 'dashboard/widgettypes',
    resourceVersion: 1,
    handle: listTypes,
  },
]
