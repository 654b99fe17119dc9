export type FieldType =
  | 'string'
  | 'integer'
  | 'dateTime'
  | 'plainText'
  | 'html'
  | 'treePath'
  | 'history'
  | 'double'
  | 'guid'
  | 'boolean'
  | 'identity'
  | 'picklistString'
  | 'picklistInteger'
  | 'picklistDouble'

/** A work item field, as far as queries need to know it. */
export interface FieldInfo {
  /** The friendly name: `Assigned To`. */
  readonly name: string
  /** The name that never changes: `System.AssignedTo`. */
  readonly referenceName: string
  readonly type: FieldType
  /** Whether the values are people, whatever the type says. */
  readonly isIdentity: boolean
  readonly canSortBy: boolean
  readonly isQueryable: boolean
}

/** The value of a field. A person is `Display Name <unique@name>`; undefined is an empty field. */
export type FieldValue = string | number | boolean | Date | undefined

/** The work items that a query runs over. */
export interface WorkItemStore {
  readonly fields: readonly FieldInfo[]
  /** The ids of all work items that are not deleted, ascending. */
  readonly ids: ArrayLike<number>
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  /** The present value of a field; undefined if it is empty or the work item doesn't exist. */
  value(id: number, referenceName: string): FieldValue
  has(id: number): boolean
  /** The name of the project that the work item is in. */
  projectOf(id: number): string
}
