import type { Example } from './example.ts'

/** One request for each route below the work of a team, that of the default team of Fabrikam. */
export const teamWorkExamples: readonly Example[] = [
  'backlogs',
  'backlogs/Microsoft.EpicCategory',
  'backlogs/Microsoft.EpicCategory/workItems',
  'boards',
  'boards/Stories',
  'boards/Stories/columns',
  'boards/Stories/rows',
  'teamsettings',
  'teamsettings/teamfieldvalues',
  'teamsettings/iterations',
].map((name) => ({ method: 'GET', path: `Fabrikam/Fabrikam%20Team/_apis/work/${name}` }))
