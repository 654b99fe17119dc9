/** Types that stand for the same thing in different processes. */
export interface WorkItemCategory {
  readonly name: string
  readonly referenceName: string
  /** The first is the default type. */
  readonly types: readonly [string, ...(readonly string[])]
}

/** The categories of the Agile process. */
export const workItemCategories: readonly WorkItemCategory[] = [
  { name: 'Bug Category', referenceName: 'Microsoft.BugCategory', types: ['Bug'] },
  { name: 'Epic Category', referenceName: 'Microsoft.EpicCategory', types: ['Epic'] },
  { name: 'Feature Category', referenceName: 'Microsoft.FeatureCategory', types: ['Feature'] },
  {
    name: 'Requirement Category',
    referenceName: 'Microsoft.RequirementCategory',
    types: ['User Story'],
  },
  { name: 'Task Category', referenceName: 'Microsoft.TaskCategory', types: ['Task'] },
  { name: 'Test Case Category', referenceName: 'Microsoft.TestCaseCategory', types: ['Test Case'] },
]
