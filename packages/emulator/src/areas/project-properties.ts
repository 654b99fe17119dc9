import { type Answer, listAnswer } from '../answers/answer.ts'
import { unknownProject } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { Project } from '../data/projects.ts'
import type { Route } from '../router.ts'

type Property = readonly [name: string, value: unknown]

// Names and texts as values: examples of the specification. Values of other types: what clients write. (assumed)
function propertiesOf({ organization }: Call, project: Project): readonly Property[] {
  const { teams } = organization
  const [first] = teams.byProject.rowsOf(project.index)
  const defaultTeam: readonly Property[] =
    first === undefined
      ? []
      : [['System.Microsoft.TeamFoundation.Team.Default', teams.at(first).id]]
  const custom: readonly Property[] = [
    ['Contoso.CostCenter', 4711 + project.index],
    ['Contoso.IsBillable', project.index % 2 === 0],
    ['Contoso."Owner" [EU]; 100 %', `O'Neil & "Söhne" 🏢`],
    ['Contoso.Comment', ''],
  ]
  return [
    ['System.CurrentProcessTemplateId', project.process.id],
    ['System.OriginalProcessTemplateId', project.process.id],
    ['System.ProcessTemplateType', project.process.id],
    ['System.Process Template', project.process.name],
    ...defaultTeam,
    ['System.SourceControlCapabilityFlags', '2'],
    ['System.SourceControlGitEnabled', 'True'],
    ['System.SourceControlGitPermissionsInitialized', 'True'],
    ...(project.index % 3 === 1 ? [] : custom),
  ]
}

// A star is any text, a question mark any character. (specification; that letter case does not count: assumed)
function patternOf(key: string): RegExp {
  const escaped = key.replaceAll(/[\\^$.+()[\]{}|]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is')
}

function listProperties(call: Call): Answer {
  const wanted = param(call, 'projectId')
  const { projects } = call.organization
  // By its identifier only. (specification)
  const project = projects.all().find(({ id }) => id === wanted.toLowerCase())
  if (project === undefined) return unknownProject(wanted)
  const keys = call.query.text('keys')?.split(',').map(patternOf)
  return listAnswer(
    propertiesOf(call, project)
      .filter(([name]) => keys?.some((key) => key.test(name)) ?? true)
      .map(([name, value]) => ({ name, value })),
  )
}

/** Properties of projects. */
export const projectPropertyRoutes: readonly Route[] = [
  {
    method: 'GET',
    scope: 'organization',
    template: 'projects/{projectId}/properties',
    resourceVersion: 1,
    previewOnly: true,
    handle: listProperties,
  },
]
