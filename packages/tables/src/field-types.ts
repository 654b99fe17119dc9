/** The types of the values of work item fields. */
export const fieldTypes: readonly string[] = [
  'string',
  'integer',
  'dateTime',
  'plainText',
  'html',
  'treePath',
  'history',
  'double',
  'guid',
  'boolean',
  'identity',
  'picklistString',
  'picklistInteger',
  'picklistDouble',
]
