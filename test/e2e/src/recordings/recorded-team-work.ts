import { flatten } from './flatten.ts'
import {
  type Json,
  list,
  listOf,
  ofProject,
  type RecordedRows,
  someProject,
  someTeam,
  type Use,
} from './recorded-list.ts'
import type { Route } from './serve-routes.ts'

const teamRoutes: readonly Route[] = [
  {
    path: '_apis/teams',
    body: listOf([{ ...someTeam, projectId: someProject.id, projectName: someProject.name }]),
  },
]
const ofTeam = { ...ofProject, TeamId: someTeam.id, TeamName: someTeam.name }

const iterations = list('TeamIterations', {
  path: '*/*/_apis/work/teamsettings/iterations',
  routes: teamRoutes,
  values: (row) => {
    const { AttributesStartDate, AttributesFinishDate, AttributesTimeFrame, ...flat } = flatten(row)
    return {
      ...flat,
      ...ofTeam,
      StartDate: AttributesStartDate,
      FinishDate: AttributesFinishDate,
      TimeFrame: AttributesTimeFrame,
    }
  },
})

const settings = ([row = {}]: readonly Json[]): RecordedRows => ({
  table: 'TeamSettings',
  routes: [{ path: '*/*/_apis/work/teamsettings', body: row }, ...teamRoutes],
  rows: [{ ...flatten(row), ...ofTeam }],
})

const fieldValues = ([row = {}]: readonly Json[]): RecordedRows => ({
  table: 'TeamFieldValues',
  routes: [{ path: '*/*/_apis/work/teamsettings/teamfieldvalues', body: row }, ...teamRoutes],
  rows: ((row['values'] ?? []) as readonly Json[]).map((value) => ({
    ...flatten(row),
    ...ofTeam,
    ...flatten(value),
  })),
})

/** What was recorded of the settings of teams. */
export const teamWorkUses: readonly Use[] = [
  { pattern: /\/_apis\/work\/teamsettings\/iterations$/, tables: [iterations] },
  { pattern: /\/_apis\/work\/teamsettings$/, tables: [settings] },
  { pattern: /\/_apis\/work\/teamsettings\/teamfieldvalues$/, tables: [fieldValues] },
]
