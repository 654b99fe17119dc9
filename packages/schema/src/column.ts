import type { DecoderName, SqlValue } from './decode.ts'
import type { Collation, SqlType } from './sql-type.ts'

/** Where the value of a column comes from. */
export type ColumnSource =
  /** A path in the JSON of the row; where it leads to nothing, `otherwise`: where older servers have the value. */
  | {
      readonly kind: 'row'
      readonly path: readonly string[]
      readonly otherwise?: readonly string[]
      readonly decode: DecoderName
    }
  /**
   * A path in the element that holds the row, where an access takes rows out of a nested array (`each`); where rows hold
   * rows (`tree`), in the row above.
   */
  | { readonly kind: 'outer'; readonly path: readonly string[]; readonly decode: DecoderName }
  /**
   * The number of the row among those of its element (`Access.each`), from 1; with `holder` that of the row that it lies
   * in (`Access.inside`), NULL for the first.
   */
  | { readonly kind: 'position'; readonly holder: boolean }
  /** A column of the parent row that the request was made for. */
  | { readonly kind: 'parent'; readonly column: string }
  /**
   * A column of the row of `table` whose column `match` equals the text at `path` of this row, or with `outer` of what
   * holds it, letter case ignored.
   */
  | {
      readonly kind: 'lookup'
      readonly outer?: boolean
      readonly path: readonly string[]
      readonly table: string
      readonly match: string
      readonly column: string
    }
  /** A request parameter: usable in WHERE only. In a plan it has the value that the query asks for, which is sent. */
  | { readonly kind: 'parameter'; readonly asked?: SqlValue }

/** What the work item tracking service says of a field. */
export interface FieldFacts {
  readonly referenceName: string
  /** `string`, `integer`, `dateTime`, `plainText`, `html`, `treePath`, `history`, `double`, `guid`, `boolean`, `identity`, `picklist…`. */
  readonly type: string
  readonly canSortBy: boolean
  readonly isQueryable: boolean
}

/** One column of a table. */
export interface Column {
  readonly name: string
  readonly aliases: readonly string[]
  readonly type: SqlType
  readonly doc: string
  readonly nullable: boolean
  /** Set for text columns only. */
  readonly collation: Collation | undefined
  /** The closed list of values as the remote spells them, where there is one. */
  readonly values: readonly string[] | undefined
  /** A constant that stands for every value, as the remote takes it: `= 'all'` is TRUE for each row. */
  readonly everything?: string
  readonly source: ColumnSource
  readonly field: FieldFacts | undefined
  /**
   * Query parameters without which the remote leaves the value out: sent only where the column is used. Columns that
   * want different values for one parameter get them joined by commas, as `$expand` takes them, after those that the
   * request sends anyway. With an empty text the parameter is not sent at all: it would leave the value out.
   */
  readonly needs: Readonly<Record<string, string>> | undefined
  /** Only reading rows again has it: see `PartialRows`. */
  readonly isDetail: boolean
  /** A list whose first element is number 0: subscripts count so. */
  readonly countsFromZero?: true
  /** `*` does not stand for it, because it takes requests of its own: it has to be named. */
  readonly isHidden: boolean
}

/** Whether `*` stands for the column: for request parameters and hidden columns it does not. */
export function isInStar({ source, isHidden }: Column): boolean {
  return source.kind !== 'parameter' && !isHidden
}

export interface ColumnOptions {
  readonly aliases?: readonly string[]
  /** Default true; the key columns of a table are not nullable whatever is said here. */
  readonly nullable?: boolean
  /** Default `ignore-case`. */
  readonly collation?: Collation
  readonly values?: readonly string[]
  readonly decode?: DecoderName
  /** Take the path from what holds the row: its element (see `Access.each`), or the row above it (see `Access.tree`). */
  readonly outer?: boolean
  /** Where older servers have the value. */
  readonly otherwise?: readonly string[]
  readonly field?: FieldFacts
  readonly needs?: Readonly<Record<string, string>>
  /** Only reading rows again has it; `hidden` where that takes so many requests that the column has to be named. */
  readonly detail?: 'shown' | 'hidden'
}

/** A column as an area file writes it: its name is the key that it stands under. */
export type ColumnDefinition = Omit<Column, 'name'>
export type ColumnDefinitions = Readonly<Record<string, ColumnDefinition>>

/** A column read from a dotted JSON path of the row, or from path segments where names hold dots. */
export function column(
  type: SqlType,
  path: string | readonly string[],
  about: { readonly doc: string } & ColumnOptions,
): ColumnDefinition {
  const segments = typeof path === 'string' ? path.split('.') : path
  return {
    type,
    doc: about.doc,
    aliases: about.aliases ?? [],
    nullable: about.nullable ?? true,
    collation: type === 'varchar' ? (about.collation ?? 'ignore-case') : undefined,
    values: about.values,
    source: {
      kind: about.outer === true ? 'outer' : 'row',
      path: segments,
      decode: about.decode ?? 'value',
      ...(about.otherwise && { otherwise: about.otherwise }),
    },
    field: about.field,
    needs: about.needs,
    isDetail: about.detail !== undefined,
    isHidden: about.detail === 'hidden',
  }
}

type TypedColumn = (
  path: string | readonly string[],
  doc: string,
  options?: ColumnOptions,
) => ColumnDefinition
const typed =
  (type: SqlType): TypedColumn =>
  (path, doc, options) =>
    column(type, path, { doc, ...options })

export const text: TypedColumn = typed('varchar')
export const integer: TypedColumn = typed('integer')
export const bigint: TypedColumn = typed('bigint')
export const double: TypedColumn = typed('double')
export const boolean: TypedColumn = typed('boolean')
export const uuid: TypedColumn = typed('uuid')
export const timestamp: TypedColumn = typed('timestamptz')
export const date: TypedColumn = typed('date')
export const json: TypedColumn = typed('json')

/** A text column whose values are the closed list `values`. */
export function choice(
  path: string | readonly string[],
  values: readonly string[],
  doc: string,
): ColumnDefinition {
  return column('varchar', path, { doc, values })
}

/** A column of the parent row, under this table's own name. */
export function fromParent(type: SqlType, parentColumn: string, doc: string): ColumnDefinition {
  return {
    ...column(type, parentColumn, { doc }),
    source: { kind: 'parent', column: parentColumn },
  }
}

/** The number of the row in what holds it, or that of the row inside of which it is: see `ColumnSource`. */
export function position(doc: string, of: 'row' | 'holder' = 'row'): ColumnDefinition {
  return {
    ...column('integer', '', { doc }),
    source: { kind: 'position', holder: of === 'holder' },
  }
}

/** A request parameter that may stand in WHERE only (P-TBL-00d). */
export function parameter(type: SqlType, doc: string): ColumnDefinition {
  return { ...column(type, '', { doc }), source: { kind: 'parameter' } }
}

/**
 * The columns of a nested identity: `<Role>DisplayName`, `<Role>Id`, `<Role>UniqueName`, `<Role>Url`, `<Role>ImageUrl` (P-TBL-00b).
 * With `isRowElsewhere` older servers answer the identity as the row itself.
 */
export function identity(
  role: string,
  path: string | readonly string[],
  options: { readonly doc: string; readonly outer?: boolean; readonly isRowElsewhere?: boolean },
): ColumnDefinitions {
  const { doc } = options
  const person = typeof path === 'string' ? path.split('.') : path
  const at = (part: string): readonly string[] => [...person, part]
  const place = (part?: string): ColumnOptions => ({
    outer: options.outer === true,
    ...(options.isRowElsewhere === true && { otherwise: part === undefined ? [] : [part] }),
  })
  const exactly = (part: string): ColumnOptions => ({ ...place(part), collation: 'exact' })
  return {
    [`${role}DisplayName`]: text(person, `Display name of ${doc}.`, {
      ...place(),
      decode: 'person-name',
    }),
    [`${role}Id`]: uuid(at('id'), `Identifier of ${doc}.`, place('id')),
    [`${role}UniqueName`]: text(person, `Unique name, mostly the mail address, of ${doc}.`, {
      ...place(),
      decode: 'person-unique-name',
    }),
    [`${role}Url`]: text(at('url'), `REST address of ${doc}.`, exactly('url')),
    [`${role}ImageUrl`]: text(
      at('imageUrl'),
      `Address of the picture of ${doc}.`,
      exactly('imageUrl'),
    ),
  }
}
