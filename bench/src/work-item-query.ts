/** Twenty columns of every work item. */
export const twentyColumns: string = `SELECT Id, Rev, ProjectName, Type, Title, State, Reason, AssignedToDisplayName,
  AssignedToUniqueName, CreatedDate, CreatedByDisplayName, ChangedDate, ChangedByDisplayName, AreaPath, IterationPath,
  Tags, Priority, StackRank, ValueArea, StateChangeDate FROM WorkItems`

/** The fields of the work item query that a script would ask for to get the same. */
export const fields: readonly string[] = [
  'System.Id',
  'System.Rev',
  'System.TeamProject',
  'System.WorkItemType',
  'System.Title',
  'System.State',
  'System.Reason',
  'System.AssignedTo',
  'System.CreatedDate',
  'System.CreatedBy',
  'System.ChangedDate',
  'System.ChangedBy',
  'System.AreaPath',
  'System.IterationPath',
  'System.Tags',
  'Microsoft.VSTS.Common.Priority',
  'Microsoft.VSTS.Common.StackRank',
  'Microsoft.VSTS.Common.ValueArea',
  'Microsoft.VSTS.Common.StateChangeDate',
]
