import type { FieldColumn } from './field-column.ts'

const planned = ['Epic', 'Feature'] as const
const worked = ['Task', 'Bug'] as const

// Which types have which fields in the Agile process; every type has the others. The same types have values for them.
const typesOf: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.VSTS.Common.Severity': ['Bug'],
  'Microsoft.VSTS.Common.ValueArea': [...planned, 'User Story', 'Bug'],
  'Microsoft.VSTS.Common.Risk': ['User Story'],
  'Microsoft.VSTS.Common.AcceptanceCriteria': ['User Story'],
  'Microsoft.VSTS.Common.Activity': worked,
  'Microsoft.VSTS.Common.BusinessValue': planned,
  'Microsoft.VSTS.Common.TimeCriticality': planned,
  'Microsoft.VSTS.Scheduling.StoryPoints': ['User Story'],
  'Microsoft.VSTS.Scheduling.Effort': planned,
  'Microsoft.VSTS.Scheduling.RemainingWork': worked,
  'Microsoft.VSTS.Scheduling.OriginalEstimate': worked,
  'Microsoft.VSTS.Scheduling.CompletedWork': worked,
  'Microsoft.VSTS.Scheduling.StartDate': planned,
  'Microsoft.VSTS.Scheduling.FinishDate': ['User Story'],
  'Microsoft.VSTS.Scheduling.TargetDate': planned,
  'Microsoft.VSTS.Scheduling.DueDate': ['Issue'],
  'Microsoft.VSTS.Build.FoundIn': ['Bug'],
  'Microsoft.VSTS.Build.IntegrationBuild': worked,
  'Microsoft.VSTS.TCM.ReproSteps': ['Bug'],
  'Microsoft.VSTS.TCM.SystemInfo': ['Bug'],
  'Microsoft.VSTS.TCM.AutomationStatus': ['Test Case'],
  'Microsoft.VSTS.TCM.Steps': ['Test Case'],
}

/** Whether work items of a type have a field. */
export function isFieldOfType({ referenceName }: FieldColumn, type: string): boolean {
  return typesOf[referenceName]?.includes(type) ?? true
}
