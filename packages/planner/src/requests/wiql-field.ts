import type { Column, FieldFacts } from '@devopsql/schema'

/** How WIQL compares a field. */
export type FieldGroup =
  | 'number'
  | 'date'
  | 'boolean'
  | 'guid'
  | 'text'
  | 'closed-text'
  | 'path'
  | 'long-text'
  | 'other'

const groups: Readonly<Record<string, FieldGroup>> = {
  integer: 'number',
  double: 'number',
  picklistInteger: 'number',
  picklistDouble: 'number',
  dateTime: 'date',
  boolean: 'boolean',
  guid: 'guid',
  string: 'text',
  picklistString: 'closed-text',
  treePath: 'path',
  plainText: 'long-text',
  html: 'long-text',
  history: 'long-text',
}

// Closed lists that the process defines, though their fields say `string`.
const closedFields: ReadonlySet<string> = new Set([
  'System.State',
  'System.WorkItemType',
  'System.TeamProject',
])
// CONTAINS matches whole tags only, `=` compares the whole list in an order of its own.
const unsearchableFields: ReadonlySet<string> = new Set(['System.Tags'])

/** How WIQL compares this field. */
export function groupOf(field: FieldFacts): FieldGroup {
  if (unsearchableFields.has(field.referenceName)) return 'other'
  if (closedFields.has(field.referenceName)) return 'closed-text'
  return groups[field.type] ?? 'other'
}

/** The field of a column, unless the column shows only a part of it (an identity's id) or it can't be queried. */
export function queryableField(column: Column): FieldFacts | undefined {
  const { field, source } = column
  if (field === undefined || !field.isQueryable || source.kind !== 'row') return undefined
  const whole =
    source.path.length === 2 ||
    field.referenceName === 'System.Id' ||
    field.referenceName === 'System.Rev'
  return whole && field.type !== 'identity' ? field : undefined
}
