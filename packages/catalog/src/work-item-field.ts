/** A work item field as the organization's list of fields describes it. */
export interface WorkItemField {
  /** The name that people see: `Assigned To`. */
  readonly name: string
  /** The name that never changes: `System.AssignedTo`. */
  readonly referenceName: string
  readonly type: string
  readonly description: string | undefined
  readonly usage: string | undefined
  /** Whether the values are people or groups, whatever the type says. */
  readonly isIdentity: boolean
  readonly canSortBy: boolean
  readonly isQueryable: boolean
  readonly isDeleted: boolean
}

/** Whether the organization has added the field: neither the product nor its process templates have. */
export function isCustomField(field: Pick<WorkItemField, 'referenceName'>): boolean {
  return !/^(?:system|microsoft)\./i.test(field.referenceName)
}

/** Whether work items have the field: links and tree nodes have fields too. */
export function isOnWorkItems(field: WorkItemField): boolean {
  return !field.isDeleted && field.usage !== 'workItemLink' && field.usage !== 'tree'
}
