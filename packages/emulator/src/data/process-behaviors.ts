/** A level of the backlog as the process has it. */
export interface ProcessBehavior {
  readonly referenceName: string
  readonly name: string
  readonly rank: number
  readonly color: string
  readonly inherits: string | undefined
  /** The types of the level, the default one first. */
  readonly types: readonly string[]
  /** Reference name and name. */
  readonly fields: readonly (readonly [string, string])[]
}

const ordered = 'System.OrderedBehavior'
const portfolio = 'System.PortfolioBacklogBehavior'
const effort = ['Microsoft.VSTS.Scheduling.StoryPoints', 'Story Points'] as const
const remaining = ['Microsoft.VSTS.Scheduling.RemainingWork', 'Remaining Work'] as const

/** The levels of the Agile process; two stand for what others have in common. */
export const processBehaviors: readonly ProcessBehavior[] = [
  {
    referenceName: ordered,
    name: 'Ordered',
    rank: 0,
    color: '',
    inherits: undefined,
    types: [],
    fields: [['Microsoft.VSTS.Common.StackRank', 'Stack Rank']],
  },
  {
    referenceName: portfolio,
    name: 'Portfolio',
    rank: 0,
    color: '',
    inherits: ordered,
    types: [],
    fields: [],
  },
  {
    referenceName: 'Microsoft.VSTS.Agile.EpicBacklogBehavior',
    name: 'Epics',
    rank: 40,
    color: 'FF7B00',
    inherits: portfolio,
    types: ['Epic'],
    fields: [],
  },
  {
    referenceName: 'Microsoft.VSTS.Agile.FeatureBacklogBehavior',
    name: 'Features "big" 🏔',
    rank: 30,
    color: '773B93',
    inherits: portfolio,
    types: ['Feature'],
    fields: [],
  },
  {
    referenceName: 'System.RequirementBacklogBehavior',
    name: 'Stories',
    rank: 20,
    color: '009CCC',
    inherits: ordered,
    types: ['User Story', 'Bug'],
    fields: [effort],
  },
  {
    referenceName: 'System.TaskBacklogBehavior',
    name: 'Tasks',
    rank: 10,
    color: 'F2CB1D',
    inherits: ordered,
    types: ['Task'],
    fields: [remaining],
  },
]
