import { type Answer, listAnswer } from '../answers/answer.ts'
import type { Call } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { teamOf } from './team-of.ts'

interface Session {
  readonly id: number
  readonly place: number
  readonly owner: number
  /** Milliseconds. */
  readonly start: number
  readonly source: string
  readonly state: string
}

const day = 86_400_000
const sources = ['xtWeb', 'xtWeb', 'feedbackWeb', 'xtDesktop2'] as const
const states = ['completed', 'inProgress', 'completed', 'paused'] as const

// Up to three sessions a team, the oldest more than a year old. (assumed)
function sessionsOf({ organization }: Call, team: number): readonly Session[] {
  return Array.from({ length: (team + 1) % 4 }, (_, place) => ({
    id: team * 4 + place + 1,
    place,
    owner: (team + place) % organization.users.rows.indices().length,
    start: organization.now - (3 + place * 190) * day - team * 1_234_567,
    source: sources[(team + place) % sources.length] ?? 'xtWeb',
    state: states[(team + place) % states.length] ?? 'completed',
  }))
}

function listSessions(call: Call): Answer {
  const { organization, query } = call
  // Without the parameters one's own sessions of the last 30 days. (assumed: 30)
  const period = (query.integer('period') ?? 30) * day
  const source = query.text('source')?.toLowerCase()
  const sessions = sessionsOf(call, teamOf(call).index).filter(
    (session) =>
      session.start >= organization.now - period &&
      (query.boolean('allSessions') || session.owner === 0) &&
      (source === undefined || session.source.toLowerCase() === source) &&
      (!query.boolean('includeOnlyCompletedSessions') || session.state === 'completed'),
  )
  const isWhole = query.boolean('includeAllProperties')
  return listAnswer(sessions.map((session) => sessionJson(call, session, isWhole)))
}

function sessionJson(call: Call, session: Session, isWhole: boolean): object {
  const { organization } = call
  const { id, name } = projectOf(call)
  const { displayName, id: owner } = organization.users.at(session.owner)
  const skinny = {
    id: session.id,
    title: `Session - ${millisecondsText(session.start)}, "${session.place}"`,
    startDate: millisecondsText(session.start),
    endDate: session.state === 'completed' ? millisecondsText(session.start + 94_000) : undefined,
    revision: 2,
    source: session.source,
    state: session.state,
    owner: { id: owner, displayName },
    propertyBag: { bag: { AssociatedWorkItem: '[{"id":7,"type":"Bug"}]' } },
  }
  if (!isWhole) return skinny
  return {
    ...skinny,
    project: { id, name },
    area: { id: '43711', name },
    comment: session.place === 1 ? 'Ünïcode "comment" 🧪' : undefined,
    lastUpdatedBy: { id: owner, displayName },
    lastUpdatedDate: millisecondsText(session.start + 95_000),
    url: `${organization.url}/${id}/_apis/test/session/${session.id}`,
  }
}

/** Exploratory test sessions. */
export const testSessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: 'test/session',
    scope: 'any',
    resourceVersion: 1,
    handle: listSessions,
  },
]
