import { fail } from '../answers/failures.ts'
import type { Call } from '../call.ts'
import type { Team } from '../data/teams.ts'
import { projectOf } from './builds.ts'

/** The team of the path by id or name; without one the default team of the project. */
export function teamOf(call: Call): Team {
  const { teams } = call.organization
  const inProject = Array.from(teams.byProject.rowsOf(projectOf(call).index), teams.at)
  const wanted = call.team?.toLowerCase()
  const found =
    wanted === undefined
      ? inProject[0]
      : inProject.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  if (found !== undefined) return found
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The team with id '${call.team ?? ''}' does not exist.`,
    exception: 'Microsoft.TeamFoundation.Core.WebApi.TeamNotFoundException',
  })
}

/** The address of a resource of a team, and the links that all of them have. (measured) */
export function teamAddress(
  call: Call,
  path: string,
): { readonly url: string; readonly _links: object } {
  const { organization } = call
  const { id: project } = projectOf(call)
  const { id: team } = teamOf(call)
  const settings = `${organization.url}/${project}/${team}/_apis/work/teamsettings`
  const url = `${organization.url}/${project}/${team}/_apis/work/${path}`
  return {
    url,
    _links: {
      self: { href: url },
      project: { href: `${organization.url}/_apis/projects/${project}` },
      team: { href: `${organization.url}/_apis/projects/${project}/teams/${team}` },
      teamSettings: { href: settings },
    },
  }
}
