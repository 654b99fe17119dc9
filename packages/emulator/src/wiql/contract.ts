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

/** A link as seen from one of its ends. */
export interface StoredLink {
  /** The reference name of the link type: `System.LinkTypes.Hierarchy-Forward`. */
  readonly type: string
  readonly target: number
}

/** A team by name, with the project by name or id. */
export interface TeamName {
  readonly project: string
  readonly team: string
}

/** The work items that a query runs over. */
export interface WorkItemStore {
  readonly fields: readonly FieldInfo[]
  /** The ids of all work items that are not deleted, ascending. */
  readonly ids: ArrayLike<number>
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  /** The value of a field; undefined if it is empty or the work item doesn't exist. */
  value(id: number, referenceName: string): FieldValue
  has(id: number): boolean
  /** The same work items as they were at an instant. */
  asOf(milliseconds: number): WorkItemStore
  /** The values that a field has had in any revision. */
  valuesEver(id: number, referenceName: string): readonly FieldValue[]
  linksOf(id: number): readonly StoredLink[]
  /** The members of a group of people or of work item types; undefined if there is no such group. */
  group(name: string): ReadonlySet<string> | undefined
  /** The path of the iteration that is current for a team, or of one before or after it. */
  iteration(team: TeamName, offset: number): string | undefined
  /** The area path that a team works in. */
  teamArea(team: TeamName): string | undefined
}
