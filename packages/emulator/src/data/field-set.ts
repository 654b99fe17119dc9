import type { FieldValue } from '../wiql/contract.ts'
import { customFields } from './custom-fields.ts'
import type { FieldColumn } from './field-column.ts'
import type { FieldSource } from './field-source.ts'
import { processFields } from './process-fields.ts'
import type { RowView } from './row-view.ts'
import { systemFields } from './system-fields.ts'

/** The fields of all processes with their values in one view of the rows. */
export interface FieldSet {
  readonly fields: readonly FieldColumn[]
  readonly view: RowView
  /** By reference name or by name, whatever the letter case. */
  field(name: string): FieldColumn | undefined
  value(row: number, referenceName: string): FieldValue
}

export function createFieldSet(source: FieldSource, customFieldCount: number): FieldSet {
  const fields = [
    ...systemFields(source),
    ...processFields(source),
    ...customFields(source, customFieldCount),
  ].map((column) => withWrites(column, source))
  const byReferenceName = new Map(fields.map((field) => [field.referenceName, field]))
  let byAnyName: ReadonlyMap<string, FieldColumn> | undefined
  const anyName = (name: string): FieldColumn | undefined => {
    byAnyName ??= new Map([
      ...fields.map((field) => [field.name.toLowerCase(), field] as const),
      ...fields.map((field) => [field.referenceName.toLowerCase(), field] as const),
    ])
    return byAnyName.get(name.toLowerCase())
  }
  return {
    fields,
    view: source.view,
    field: (name) => byReferenceName.get(name) ?? anyName(name),
    value: (row, referenceName) => byReferenceName.get(referenceName)?.value(row),
  }
}

/** What a request wrote stands before what the seed gives. */
function withWrites(column: FieldColumn, { view, combinedName }: FieldSource): FieldColumn {
  const { referenceName, user } = column
  if (user === undefined) {
    return {
      ...column,
      value(row) {
        const written = view.written(row, referenceName)
        return written === undefined ? column.value(row) : written.value
      },
    }
  }
  const writtenUser = (row: number): number => {
    const written = view.written(row, referenceName)
    if (written === undefined) return user(row)
    return typeof written.value === 'number' ? written.value : -1
  }
  return {
    ...column,
    user: writtenUser,
    value(row) {
      const index = writtenUser(row)
      return index < 0 ? undefined : combinedName(index)
    },
  }
}
