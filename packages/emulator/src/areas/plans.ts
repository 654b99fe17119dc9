import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

const day = 86_400_000
const names = ['Roadmap "H2"; all teams', "Portfolio's view 🗓", 'roadmap "h2"; all teams']

interface Plan {
  readonly id: string
  readonly name: string
  readonly place: number
}

/** Plans of the project; every third has none. */
function plansOf(call: Call): readonly Plan[] {
  const { index } = projectOf(call)
  const dice = createDice(index, 'plan')
  const count = [3, 2, 0][index % 3] ?? 0
  return names.slice(0, count).map((name, place) => ({ id: guidOf(dice, place, 0), name, place }))
}

// What made a plan before people were kept is null. (specification)
function planJson(call: Call, { id, name, place }: Plan): object {
  const { organization } = call
  const project = projectOf(call)
  return {
    id,
    revision: place + 1,
    name,
    type: 'deliveryTimelineView',
    createdDate: millisecondsText(organization.now - (400 - place) * day),
    createdByIdentity: place === 1 ? null : identityRef(organization, place),
    modifiedDate: millisecondsText(organization.now - (3 + place) * day),
    modifiedByIdentity: place === 1 ? null : identityRef(organization, place + 1),
    description: place === 0 ? 'What ships when.\nOr later.' : '',
    userPermissions: place === 2 ? 'view, edit' : 'allPermissions',
    lastAccessed: place === 2 ? null : millisecondsText(organization.now - place * day),
    url: `${organization.url}/${project.id}/_apis/work/plans/${id}`,
  }
}

function propertiesOf(call: Call, { place }: Plan): object {
  const { teams } = call.organization
  return {
    teamBacklogMappings: Array.from(teams.byProject.rowsOf(projectOf(call).index), (team) => ({
      teamId: teams.at(team).id,
      categoryReferenceName: 'Microsoft.FeatureCategory',
    })),
    criteria: [],
    markers:
      place === 0 ? [{ date: '2026-11-30T00:00:00Z', label: 'Freeze', color: '#E60017' }] : null,
    styleSettings: [],
    tagStyleSettings: [],
  }
}

// The list leaves out what a plan shows. (assumed)
function listPlans(call: Call): Answer {
  return listAnswer(plansOf(call).map((plan) => planJson(call, plan)))
}

function getPlan(call: Call): Answer {
  const wanted = param(call, 'planId').toLowerCase()
  const plan = plansOf(call).find(({ id }) => id === wanted)
  if (plan !== undefined) {
    return jsonAnswer({ ...planJson(call, plan), properties: propertiesOf(call, plan) })
  }
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The view with id '${wanted}' does not exist.`,
    exception: 'Microsoft.TeamFoundation.Work.WebApi.Exceptions.ViewNotFoundException',
  })
}

const get = { method: 'GET', scope: 'project', resourceVersion: 1 } as const

/** Delivery plans. */
export const planRoutes: readonly Route[] = [
  { ...get, template: 'work/plans', handle: listPlans },
  { ...get, template: 'work/plans/{planId}', handle: getPlan },
]
