import type { Access, Column, Table } from '@devopsql/schema'

/** What Azure DevOps applies to a column: `= IN (exact)`, `CONTAINS (superset)`, or nothing. */
export function describePushdown(table: Table, column: Column): string {
  const told = table.access.flatMap((access) => [
    ...describeParent(access, column),
    ...describeKey(access, column),
    ...(access.language === 'wiql' ? describeField(column) : describeParameters(access, column)),
  ])
  return [...new Set(told)].join(', ')
}

function describeParent({ parent }: Access, column: Column): readonly string[] {
  if (parent === undefined) return []
  const { equals, equalsUnlessNull } = parent
  const isParents =
    column.source.kind === 'parent' || column.name in { ...equals, ...equalsUnlessNull }
  return isParents ? [`any (chooses ${parent.table})`] : []
}

function describeKey({ requires = {} }: Access, column: Column): readonly string[] {
  if (!Object.values(requires).includes(column.name)) return []
  if (column.source.kind === 'parameter') return ['= (exact)']
  return [`= IN (${column.type === 'varchar' ? 'superset' : 'exact'})`]
}

function describeParameters({ pushdown }: Access, column: Column): readonly string[] {
  const own = pushdown.filter((candidate) => candidate.column === column.name)
  const operators = (isExact: boolean): string =>
    own
      .filter(({ inexact }) => (inexact === undefined) === isExact)
      .flatMap((candidate) => candidate.operators)
      .join(' ')
      .toUpperCase()
  return [
    { words: operators(true), fidelity: 'exact' },
    { words: operators(false), fidelity: 'superset' },
  ].flatMap(({ words, fidelity }) => (words === '' ? [] : [`${words} (${fidelity})`]))
}

const ranges = '< <= > >='
const byFieldType: Readonly<Record<string, string>> = {
  integer: `= IN ${ranges} (exact), IS NULL (superset)`,
  picklistInteger: `= IN ${ranges} (exact), IS NULL (superset)`,
  double: `= IN ${ranges} IS NULL (superset)`,
  picklistDouble: `= IN ${ranges} IS NULL (superset)`,
  dateTime: `= IN ${ranges} IS NULL (superset)`,
  boolean: '= IN (superset)',
  string: '= IN CONTAINS IS NULL (superset)',
  picklistString: '= IN (exact), CONTAINS IS NULL (superset)',
  treePath: '= IN UNDER (superset)',
}
const byReferenceName: Readonly<Record<string, string>> = {
  'System.Id': `= IN ${ranges} (exact)`,
  'System.State': '= IN (exact), CONTAINS (superset)',
  'System.WorkItemType': '= IN (exact), CONTAINS (superset)',
  'System.TeamProject': '= IN (exact), CONTAINS (superset)',
  // CONTAINS finds whole tags only.
  'System.Tags': '',
}

function describeField({ field }: Column): readonly string[] {
  if (field?.isQueryable !== true) return []
  const told = byReferenceName[field.referenceName] ?? byFieldType[field.type] ?? ''
  return told === '' ? [] : [told]
}
