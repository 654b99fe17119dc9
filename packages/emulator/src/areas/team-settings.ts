import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import type { ClassificationNode } from '../data/classification.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Team } from '../data/teams.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { teamAddress, teamOf } from './team-of.ts'
import { workItemLinksOf } from './team-work-items.ts'

const day = 86_400_000

/** The sprints that a team has chosen: the last ones of its project, a different number for each team. (assumed) */
function iterationsOf(call: Call, team: Team): readonly ClassificationNode[] {
  const [, ...sprints] = call.organization.classification.iterations(team.project)
  return sprints.slice(-(1 + (team.index % 4)))
}

function timeFrameOf(call: Call, { startDate = 0, finishDate = 0 }: ClassificationNode): string {
  const { now } = call.organization
  if (finishDate + day < now) return 'past'
  return startDate > now ? 'future' : 'current'
}

function iterationJson(call: Call, node: ClassificationNode): object {
  const { startDate, finishDate } = node
  const { url } = teamAddress(call, `teamsettings/iterations/${node.identifier}`)
  return {
    id: node.identifier,
    name: node.name,
    path: node.path,
    attributes: {
      // Null, not absent, where the sprint has no dates. (measured)
      startDate: startDate === undefined ? null : millisecondsText(startDate),
      finishDate: finishDate === undefined ? null : millisecondsText(finishDate),
      timeFrame: timeFrameOf(call, node),
    },
    url,
  }
}

function listIterations(call: Call): Answer {
  const wanted = call.query.text('$timeframe')?.toLowerCase()
  // Only the current one can be asked for. (official specification)
  if (wanted !== undefined && wanted !== 'current') {
    fail({
      status: 400,
      message: `The timeframe '${wanted}' is not supported.`,
      exception: 'Microsoft.TeamFoundation.Work.WebApi.Exceptions.InvalidTeamSettingsException',
    })
  }
  const nodes = iterationsOf(call, teamOf(call)).filter(
    (node) => wanted === undefined || timeFrameOf(call, node) === wanted,
  )
  return listAnswer(nodes.map((node) => iterationJson(call, node)))
}

function iterationOf(call: Call): ClassificationNode {
  const wanted = param(call, 'iterationId').toLowerCase()
  const found = iterationsOf(call, teamOf(call)).find(({ identifier }) => identifier === wanted)
  if (found !== undefined) return found
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The iteration with id '${wanted}' does not exist.`,
    exception:
      'Microsoft.TeamFoundation.Work.WebApi.Exceptions.TeamSettingsIterationNotFoundException',
  })
}

function getIteration(call: Call): Answer {
  return jsonAnswer(iterationJson(call, iterationOf(call)))
}

const activities = ['Development', 'Testing', 'Design'] as const

// From 7.0 on one object with totals, before that a list. (official specification)
function getCapacities(call: Call): Answer {
  const { organization } = call
  const node = iterationOf(call)
  const members = organization.teams.membersOf(teamOf(call).index).slice(0, 6)
  const teamMembers = members.map((user, place) => ({
    teamMember: identityRef(organization, user),
    activities: activities
      .slice(0, 1 + (place % activities.length))
      .map((name) => ({ capacityPerDay: place % 4 === 3 ? 0.5 : 6, name })),
    daysOff: daysOff(node, place % 3 === 1 ? 1 : 0),
    url: teamAddress(
      call,
      `teamsettings/iterations/${node.identifier}/capacities/${organization.users.at(user).id}`,
    ).url,
  }))
  return jsonAnswer({
    teamMembers,
    totalCapacityPerDay: teamMembers.reduce(
      (total, member) =>
        total + member.activities.reduce((sum, { capacityPerDay }) => sum + capacityPerDay, 0),
      0,
    ),
    totalDaysOff: teamMembers.reduce((total, member) => total + member.daysOff.length, 0),
  })
}

function daysOff({ startDate }: ClassificationNode, count: number): readonly object[] {
  if (startDate === undefined) return []
  return Array.from({ length: count }, (_, place) => ({
    start: millisecondsText(startDate + place * 2 * day),
    end: millisecondsText(startDate + place * 2 * day + (place % 2) * day),
  }))
}

function getDaysOff(call: Call): Answer {
  const node = iterationOf(call)
  return jsonAnswer({
    daysOff: daysOff(node, (teamOf(call).index % 2) + 1),
    ...teamAddress(call, `teamsettings/iterations/${node.identifier}/teamdaysoff`),
  })
}

function getIterationWorkItems(call: Call): Answer {
  const node = iterationOf(call)
  const { source } = call.organization.workItems
  return jsonAnswer({
    workItemRelations: workItemLinksOf(call, (row) => source.iteration(row).id === node.id),
    ...teamAddress(call, `teamsettings/iterations/${node.identifier}/workitems`),
  })
}

/** The areas of a team: one of its project, with what is below it; the default team has the whole project. (assumed) */
function areasOf(call: Call, team: Team): readonly ClassificationNode[] {
  const areas = call.organization.classification.areas(team.project)
  const [root] = areas
  if (
    root === undefined ||
    call.organization.teams.byProject.rowsOf(team.project)[0] === team.index
  ) {
    return root === undefined ? [] : [root]
  }
  const first = 1 + (team.index % Math.max(1, areas.length - 1))
  return areas.slice(first, first + 1 + (team.index % 2))
}

function getFieldValues(call: Call): Answer {
  const { organization } = call
  const areas = areasOf(call, teamOf(call))
  return jsonAnswer({
    field: {
      referenceName: 'System.AreaPath',
      url: `${organization.url}/_apis/wit/fields/System.AreaPath`,
    },
    defaultValue: areas[0]?.path,
    values: areas.map(({ path }, place) => ({ value: path, includeChildren: place === 0 })),
    ...teamAddress(call, 'teamsettings/teamfieldvalues'),
  })
}

function getSettings(call: Call): Answer {
  const team = teamOf(call)
  const [root] = call.organization.classification.iterations(team.project)
  const newest = iterationsOf(call, team).at(-1)
  const nodes = `${call.organization.url}/${projectOf(call).id}/_apis/wit/classificationNodes/Iterations`
  const bugs = ['off', 'asRequirements', 'asTasks'] as const
  return jsonAnswer({
    // The path lacks the project here, and is empty for the root. (measured)
    backlogIteration: root && { id: root.identifier, name: root.name, path: '', url: nodes },
    bugsBehavior: bugs[team.index % bugs.length],
    workingDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    backlogVisibilities: {
      'Microsoft.EpicCategory': team.index % 2 === 0,
      'Microsoft.FeatureCategory': true,
      'Microsoft.RequirementCategory': true,
    },
    defaultIteration:
      newest === undefined || team.index % 3 === 2
        ? undefined
        : {
            id: newest.identifier,
            name: newest.name,
            path: ['', ...newest.levels.slice(1)].join('\\'),
            url: [nodes, ...newest.levels.slice(1).map(encodeURIComponent)].join('/'),
          },
    defaultIterationMacro: team.index % 3 === 2 ? '@currentIteration' : null,
    ...teamAddress(call, 'teamsettings'),
  })
}

const get = { method: 'GET', scope: 'any', resourceVersion: 1 } as const
const iteration = 'work/teamsettings/iterations/{iterationId}'

/** What a team has chosen: sprints, areas, capacities, days off. */
export const teamSettingsRoutes: readonly Route[] = [
  { ...get, template: 'work/teamsettings', handle: getSettings },
  { ...get, template: 'work/teamsettings/teamfieldvalues', handle: getFieldValues },
  { ...get, template: 'work/teamsettings/iterations', handle: listIterations },
  { ...get, template: iteration, handle: getIteration },
  { ...get, template: `${iteration}/capacities`, resourceVersion: 3, handle: getCapacities },
  { ...get, template: `${iteration}/teamdaysoff`, handle: getDaysOff },
  { ...get, template: `${iteration}/workitems`, handle: getIterationWorkItems },
]
