/** A level of the backlog, as the process defines it. */
export interface BacklogLevel {
  /** Reference name of the category of its types. */
  readonly id: string
  readonly name: string
  readonly rank: number
  readonly type: 'portfolio' | 'requirement' | 'task'
  readonly color: string
  readonly types: readonly [string, ...(readonly string[])]
  /** Name, reference name and width of the columns. */
  readonly columnFields: readonly (readonly [string, string, number])[]
  /** Name and reference name of the fields that are asked for when an item is added. */
  readonly panelFields: readonly (readonly [string, string])[]
}

const title = ['Title', 'System.Title'] as const
const state = ['State', 'System.State', 100] as const
const points = ['Story Points', 'Microsoft.VSTS.Scheduling.StoryPoints', 50] as const
const remaining = ['Remaining Work', 'Microsoft.VSTS.Scheduling.RemainingWork', 50] as const

const portfolio = {
  type: 'portfolio',
  columnFields: [[...title, 400], state],
  panelFields: [title],
} as const

/** The levels of the Agile process, the highest first. */
export const backlogLevels: readonly BacklogLevel[] = [
  {
    ...portfolio,
    id: 'Microsoft.EpicCategory',
    name: 'Epics',
    rank: 4,
    color: 'FF7B00',
    types: ['Epic'],
  },
  {
    ...portfolio,
    id: 'Microsoft.FeatureCategory',
    name: 'Features',
    rank: 3,
    color: '773B93',
    types: ['Feature'],
  },
  {
    id: 'Microsoft.RequirementCategory',
    name: 'Stories',
    rank: 2,
    type: 'requirement',
    color: '009CCC',
    types: ['User Story', 'Bug'],
    columnFields: [[...title, 400], state, points],
    panelFields: [title, ['Assigned To', 'System.AssignedTo']],
  },
  {
    id: 'Microsoft.TaskCategory',
    name: 'Tasks',
    rank: 1,
    type: 'task',
    color: 'F2CB1D',
    types: ['Task'],
    columnFields: [[...title, 400], state, remaining],
    panelFields: [title],
  },
]
