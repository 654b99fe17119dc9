import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { Project } from '../data/projects.ts'
import type { Route } from '../router.ts'

const agile = 'adcc42ab-9882-485e-a3ed-7678f01f66bc'

function processJson(call: Call, project: Project): object {
  const { organization, query } = call
  const { id, name } = project.process
  const isOriginal = isSystemProcess(project)
  const followers = organization.projects.all().filter(({ process }) => process.id === id)
  return {
    typeId: id,
    name,
    // Absent for the processes that come with the service. (assumed)
    referenceName: isOriginal ? undefined : `Inherited.${id.replaceAll('-', '')}`,
    description: 'This template is flexible and will work great for most teams.',
    parentProcessTypeId: isOriginal ? '00000000-0000-0000-0000-000000000000' : agile,
    isEnabled: true,
    isDefault: isOriginal,
    customizationType: isOriginal ? 'system' : 'inherited',
    projects:
      query.text('$expand')?.toLowerCase() === 'projects'
        ? followers.map((follower) => ({
            id: follower.id,
            name: follower.name,
            description: follower.description,
            url: `vstfs:///Classification/TeamProject/${follower.id}`,
          }))
        : undefined,
  }
}

function listProcesses(call: Call): Answer {
  const projects = call.organization.projects.all()
  const seen = new Set<string>()
  const first = projects.filter(({ process }) => {
    const isNew = !seen.has(process.id)
    seen.add(process.id)
    return isNew
  })
  return listAnswer(first.map((project) => processJson(call, project)))
}

/** The first project that follows the process of the path: it stands for the process. */
export function wantedProcess(call: Call): Project {
  const wanted = param(call, 'processTypeId').toLowerCase()
  const found = call.organization.projects.all().find(({ process }) => process.id === wanted)
  if (found !== undefined) return found
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `VS402362: There is no process with the id ${wanted}.`,
    exception: 'Microsoft.TeamFoundation.WorkItemTracking.Server.ProcessNotFoundByTypeIdException',
    eventId: 3200,
  })
}

export function processUrl(call: Call): string {
  return `${call.organization.url}/_apis/work/processes/${wantedProcess(call).process.id}`
}

/** Whether the process is as it came. */
export function isSystemProcess({ process }: Project): boolean {
  return process.id === agile
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 2 } as const

/** Processes as the work item tracking service shows them. */
export const processRoutes: readonly Route[] = [
  { ...get, template: 'work/processes', handle: listProcesses },
  {
    ...get,
    template: 'work/processes/{processTypeId}',
    handle: (call) => jsonAnswer(processJson(call, wantedProcess(call))),
  },
]
