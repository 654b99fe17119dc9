import type { Organization } from './organization.ts'
import type { Project } from './projects.ts'
import { createDice, guidOf } from './random.ts'

/** A group of the organization, of one of its projects, or of the directory. */
export interface Group {
  readonly id: string
  readonly descriptor: string
  readonly displayName: string
  readonly description: string
  readonly project: Project | undefined
  readonly origin: 'vsts' | 'aad'
  /** Descriptors of the direct members: users, groups and applications. */
  readonly members: readonly string[]
}

const dice = createDice(0, 'group')

type GroupDraft = Omit<Group, 'descriptor' | 'origin' | 'description' | 'project'> &
  Partial<Pick<Group, 'origin' | 'description' | 'project'>>

function group(draft: GroupDraft): Group {
  const origin = draft.origin ?? 'vsts'
  const kind = origin === 'aad' ? 'aadgp' : 'vssgp'
  const descriptor = `${kind}.${Buffer.from(`S-1-9-${draft.id}`).toString('base64url')}`
  return { description: '', project: undefined, ...draft, origin, descriptor }
}

function usersOf({ users }: Organization, indices: readonly number[]): readonly string[] {
  return indices.filter((index) => users.rows.has(index)).map((index) => users.at(index).descriptor)
}

// Contributors are the teams; the names are those that a new project has. (spec examples)
function groupsOf(organization: Organization, project: Project): readonly Group[] {
  const { teams } = organization
  const id = (salt: number): string => guidOf(dice, project.index, salt)
  const ofTeams = Array.from(teams.byProject.rowsOf(project.index), (index) => {
    const { id: teamId, name, description } = teams.at(index)
    const members = usersOf(organization, teams.membersOf(index))
    return group({ id: teamId, displayName: name, description, project, members })
  })
  const contributors = group({
    id: id(0),
    displayName: 'Contributors',
    description: 'Members of this group can add, modify, and delete items within the team project.',
    project,
    members: ofTeams.map(({ descriptor }) => descriptor),
  })
  const administrators = group({
    id: id(10),
    displayName: 'Project Administrators',
    project,
    members: usersOf(organization, [project.index]),
  })
  const readers = group({ id: id(20), displayName: 'Readers', project, members: [] })
  const valid = group({
    id: id(30),
    displayName: 'Project Valid Users',
    description: 'Members of this group have access to the team project.',
    project,
    members: [contributors, administrators, readers].map(({ descriptor }) => descriptor),
  })
  return [contributors, administrators, readers, valid, ...ofTeams]
}

/** All groups, those of the organization first. */
export function groupsIn(organization: Organization): readonly Group[] {
  const ofProjects = organization.projects.all().map((project) => groupsOf(organization, project))
  const engineers = group({
    id: guidOf(dice, 0, 100),
    displayName: 'Ingénieurs "à plein temps"',
    origin: 'aad',
    members: [],
  })
  const administrators = group({
    id: guidOf(dice, 0, 110),
    displayName: 'Project Collection Administrators',
    members: [...usersOf(organization, [0]), engineers.descriptor, applications[0].descriptor],
  })
  const everybody = group({
    id: guidOf(dice, 0, 120),
    displayName: 'Project Collection Valid Users',
    members: [
      administrators.descriptor,
      ...ofProjects.flatMap((groups) =>
        groups
          .filter(({ displayName }) => displayName === 'Project Valid Users')
          .map(({ descriptor }) => descriptor),
      ),
    ],
  })
  return [everybody, administrators, engineers, ...ofProjects.flat()]
}

/** An application of the directory. */
export interface Application {
  readonly id: string
  readonly applicationId: string
  readonly descriptor: string
  readonly displayName: string
  readonly isDeleted: boolean
}

function application(index: number, displayName: string): Application {
  const id = guidOf(dice, index, 200)
  const descriptor = `aadsp.${Buffer.from(id).toString('base64url')}`
  const applicationId = guidOf(dice, index, 210)
  return { id, applicationId, descriptor, displayName, isDeleted: index === 3 }
}

export const applications: readonly [Application, ...(readonly Application[])] = [
  application(0, 'deploy bot'),
  application(1, 'Deploy Bot'),
  application(2, "Ana's [test] app"),
  application(3, 'Gelöschte App'),
]
