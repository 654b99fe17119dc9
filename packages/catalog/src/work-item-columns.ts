import {
  boolean,
  type Column,
  type ColumnDefinition,
  type ColumnOptions,
  double,
  type FieldFacts,
  identity,
  integer,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { columnName } from './column-name.ts'
import { isCustomField, isOnWorkItems, type WorkItemField } from './work-item-field.ts'

export interface WorkItemColumnOptions {
  readonly includeCustomFields: boolean
  /** Columns that the table has anyway: their fields give no second column, and their names are taken. */
  readonly beside?: readonly Column[]
}

/**
 * One column for each field that work items have, five for a person. A name that is taken after normalising is not an
 * error: the later field keeps its reference name. Fields of the product come first, then by reference name, so that
 * the same fields always get the same names.
 */
export function workItemColumns(
  fields: readonly WorkItemField[],
  { includeCustomFields, beside = [] }: WorkItemColumnOptions,
): readonly Column[] {
  const shown = new Set(beside.flatMap(({ field }) => field?.referenceName.toLowerCase() ?? []))
  const names = new Names(beside)
  return fields
    .filter((field) => isOnWorkItems(field) && !shown.has(field.referenceName.toLowerCase()))
    .filter((field) => includeCustomFields || !isCustomField(field))
    .toSorted(byPrecedence)
    .flatMap((field) =>
      isPerson(field) ? personColumns(field, names) : [plainColumn(field, names)],
    )
}

/** Names and aliases that are taken, letter case ignored. */
class Names {
  readonly #taken: Set<string>

  constructor(columns: readonly Column[]) {
    const all = columns.flatMap(({ name, aliases }) => [name, ...aliases])
    this.#taken = new Set(all.map((name) => name.toLowerCase()))
  }

  areFree(names: readonly string[]): boolean {
    return names.every((name) => name !== '' && !this.#taken.has(name.toLowerCase()))
  }

  /** Takes those that are free and gives them back. */
  take(names: readonly string[]): readonly string[] {
    return names.filter((name) => {
      if (!this.areFree([name])) return false
      this.#taken.add(name.toLowerCase())
      return true
    })
  }

  /** Takes the name, with a number behind it if it has to be. */
  takeAnyhow(name: string): string {
    let free = name
    for (let number = 2; !this.areFree([free]); number += 1) free = `${name}_${number}`
    this.#taken.add(free.toLowerCase())
    return free
  }
}

function byPrecedence(one: WorkItemField, other: WorkItemField): number {
  return rank(one) - rank(other) || compareNames(one.referenceName, other.referenceName)
}

function rank(field: WorkItemField): number {
  if (isCustomField(field)) return 2
  return field.referenceName.startsWith('System.') ? 0 : 1
}

function compareNames(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Names that aren't the display name. */
const ownNames: ReadonlyMap<string, string> = new Map([['System.WorkItemType', 'Type']])

/** Fields that every work item has a value for. */
const alwaysThere: ReadonlySet<string> = new Set([
  'System.WorkItemType',
  'System.State',
  'System.Title',
  'System.CreatedDate',
  'System.ChangedDate',
])

function plainColumn(field: WorkItemField, names: Names): Column {
  const display = columnName(field.name)
  const wanted = ownNames.get(field.referenceName) ?? display
  const name = names.takeAnyhow(names.areFree([wanted]) ? wanted : field.referenceName)
  const aliases = names.take([field.referenceName, ...(wanted === display ? [] : [display])])
  const definition = typedColumn(field, {
    aliases,
    nullable: !alwaysThere.has(field.referenceName),
    field: factsOf(field),
  })
  return { ...definition, name }
}

function typedColumn(field: WorkItemField, options: ColumnOptions): ColumnDefinition {
  const path = ['fields', field.referenceName]
  const doc = docOf(field)
  switch (field.type) {
    case 'integer':
    case 'picklistInteger':
      return integer(path, doc, options)
    case 'double':
    case 'picklistDouble':
      return double(path, doc, options)
    case 'dateTime':
      return timestamp(path, doc, options)
    case 'boolean':
      return boolean(path, doc, options)
    case 'guid':
      return uuid(path, doc, options)
    default:
      return text(path, doc, options)
  }
}

function isPerson(field: WorkItemField): boolean {
  return field.isIdentity || field.type === 'identity'
}

/** `AssignedToDisplayName`, `AssignedToId` …; `AssignedTo` and the reference name stand for the display name. */
function personColumns(field: WorkItemField, names: Names): readonly Column[] {
  const role = columnName(field.name)
  const isFree = role !== '' && names.areFree(Object.keys(partsOf(field, role)))
  const prefix = isFree ? role : field.referenceName
  const columns = Object.entries(partsOf(field, prefix)).map(
    ([name, definition]): Column => ({
      ...definition,
      name: names.takeAnyhow(name),
      field: { ...factsOf(field), type: 'identity' },
    }),
  )
  const aliases = names.take(isFree ? [field.referenceName, role] : [field.referenceName])
  return columns.map((column, position) => (position === 0 ? { ...column, aliases } : column))
}

function partsOf(field: WorkItemField, prefix: string): Readonly<Record<string, ColumnDefinition>> {
  // The path of a person has the reference name in it, which has dots of its own.
  const parts = identity(prefix, 'person', { doc: `the person in ${docOf(field)}` })
  return Object.fromEntries(
    Object.entries(parts).map(([name, definition]) => [
      name,
      { ...definition, source: withPath(field, definition.source) },
    ]),
  )
}

function withPath(
  field: WorkItemField,
  source: ColumnDefinition['source'],
): ColumnDefinition['source'] {
  if (source.kind !== 'row') return source
  return { ...source, path: ['fields', field.referenceName, ...source.path.slice(1)] }
}

function factsOf(field: WorkItemField): FieldFacts {
  const { referenceName, type, canSortBy, isQueryable } = field
  return { referenceName, type, canSortBy, isQueryable }
}

function docOf(field: WorkItemField): string {
  const about = field.description?.trim() ?? ''
  const name = `${field.name} (${field.referenceName})`
  return about === '' ? name : `${name}: ${about}`
}
