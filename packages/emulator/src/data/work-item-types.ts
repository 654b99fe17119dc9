/** A state of a work item type and the category it counts to. */
export interface WorkItemState {
  readonly name: string
  readonly color: string
  readonly category: 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' | 'Removed'
}

export interface WorkItemType {
  readonly name: string
  readonly referenceName: string
  readonly description: string
  readonly color: string
  readonly icon: string
  readonly states: readonly WorkItemState[]
  /** Share of all work items. (assumed) */
  readonly share: number
  /** The type that parents have. */
  readonly parent: string | undefined
}

const fresh: WorkItemState = { name: 'New', color: 'b2b2b2', category: 'Proposed' }
const design: WorkItemState = { name: 'Design', color: 'b2b2b2', category: 'Proposed' }
const active: WorkItemState = { name: 'Active', color: '007acc', category: 'InProgress' }
const ready: WorkItemState = { name: 'Ready', color: '007acc', category: 'InProgress' }
const resolved: WorkItemState = { name: 'Resolved', color: 'ff9d00', category: 'Resolved' }
const closed: WorkItemState = { name: 'Closed', color: '339933', category: 'Completed' }
const removed: WorkItemState = { name: 'Removed', color: 'ffffff', category: 'Removed' }

const planned = [fresh, active, resolved, closed, removed]
const prefix = 'Microsoft.VSTS.WorkItemTypes'

/** The types of the Agile process that the organization's projects use. */
export const workItemTypes: readonly WorkItemType[] = [
  {
    name: 'Task',
    referenceName: `${prefix}.Task`,
    description: 'Tracks work that needs to be done.',
    color: 'F2CB1D',
    icon: 'icon_clipboard',
    states: [fresh, active, closed, removed],
    share: 0.47,
    parent: 'User Story',
  },
  {
    name: 'Bug',
    referenceName: `${prefix}.Bug`,
    description: 'Tracks a defect and the work to correct it.',
    color: 'CC293D',
    icon: 'icon_insect',
    states: [fresh, active, resolved, closed],
    share: 0.2,
    parent: 'User Story',
  },
  {
    name: 'User Story',
    referenceName: `${prefix}.UserStory`,
    description: 'Tracks something the user will be able to do.',
    color: '009CCC',
    icon: 'icon_book',
    states: planned,
    share: 0.15,
    parent: 'Feature',
  },
  {
    name: 'Test Case',
    referenceName: `${prefix}.TestCase`,
    description: 'Steps that verify a story.',
    color: '004B50',
    icon: 'icon_test_case',
    states: [design, ready, closed],
    share: 0.1,
    parent: 'User Story',
  },
  {
    name: 'Feature',
    referenceName: `${prefix}.Feature`,
    description: 'Tracks a piece of value that ships.',
    color: '773B93',
    icon: 'icon_trophy',
    states: planned,
    share: 0.035,
    parent: 'Epic',
  },
  {
    name: 'Issue',
    referenceName: `${prefix}.Issue`,
    description: 'Tracks an obstacle to progress.',
    color: 'B4009E',
    icon: 'icon_traffic_cone',
    states: [active, closed],
    share: 0.035,
    parent: undefined,
  },
  {
    name: 'Epic',
    referenceName: `${prefix}.Epic`,
    description: 'Tracks a large initiative.',
    color: 'FF7B00',
    icon: 'icon_crown',
    states: planned,
    share: 0.01,
    parent: undefined,
  },
]

/** Every state name of every type, so that a column can hold a small number. */
export const stateNames: readonly string[] = [
  ...new Set(workItemTypes.flatMap(({ states }) => states.map(({ name }) => name))),
]

export function findWorkItemType(name: string): WorkItemType | undefined {
  const wanted = name.toLowerCase()
  return workItemTypes.find(
    (type) => type.name.toLowerCase() === wanted || type.referenceName.toLowerCase() === wanted,
  )
}

export function categoryOf(state: string): WorkItemState['category'] {
  for (const type of workItemTypes) {
    const found = type.states.find(({ name }) => name === state)
    if (found !== undefined) return found.category
  }
  return 'Proposed'
}
