import type { FieldType, FieldValue } from '../wiql/contract.ts'

/** A field of work items and how its value follows from the row. */
export interface FieldColumn {
  readonly name: string
  readonly referenceName: string
  readonly type: FieldType
  readonly isIdentity: boolean
  readonly canSortBy: boolean
  readonly isQueryable: boolean
  readonly isPicklist: boolean
  readonly readOnly: boolean
  /** Answered only when asked for by name or with $expand. (measured) */
  readonly onlyExpanded: boolean
  readonly isCustom: boolean
  /** Whether the process of a project has the field. */
  isIn(project: number): boolean
  value(row: number): FieldValue
  /** For identities: the index of the user, or -1. */
  user?(row: number): number
}

export interface FieldFlags {
  readonly readOnly?: boolean
  readonly onlyExpanded?: boolean
  readonly isPicklist?: boolean
  readonly isCustom?: boolean
  readonly isIn?: (project: number) => boolean
}

export interface FieldShape extends FieldFlags {
  readonly name: string
  readonly referenceName: string
  readonly type: FieldType
  readonly value: (row: number) => FieldValue
}

const everywhere = (): boolean => true
const longText: readonly FieldType[] = ['html', 'plainText', 'history']

export function fieldColumn(shape: FieldShape): FieldColumn {
  return {
    name: shape.name,
    referenceName: shape.referenceName,
    type: shape.type,
    isIdentity: false,
    canSortBy: !longText.includes(shape.type),
    isQueryable: true,
    isPicklist: shape.isPicklist ?? false,
    readOnly: shape.readOnly ?? false,
    onlyExpanded: shape.onlyExpanded ?? false,
    isCustom: shape.isCustom ?? false,
    isIn: shape.isIn ?? everywhere,
    value: shape.value,
  }
}

export interface IdentityShape extends FieldFlags {
  readonly name: string
  readonly referenceName: string
  readonly user: (row: number) => number
  readonly combinedName: (user: number) => string
}

// The type of an identity field is string; only isIdentity tells it apart. (measured in field lists of the service)
export function identityColumn(shape: IdentityShape): FieldColumn {
  const { user, combinedName } = shape
  const value = (row: number): FieldValue => {
    const index = user(row)
    return index < 0 ? undefined : combinedName(index)
  }
  return {
    ...fieldColumn({ ...shape, type: 'string', value }),
    isIdentity: true,
    user,
  }
}
