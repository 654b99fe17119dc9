import type { Variants } from '../variants.ts'
import type { FieldInfo, WorkItemStore } from './contract.ts'
import { refusal } from './wiql-error.ts'
import type { FieldName } from './wiql-syntax.ts'

/** The unsettled behaviours that queries depend on. */
export type WiqlVariants = Pick<
  Variants,
  | 'textComparison'
  | 'trailingSpaces'
  | 'notEqualOnEmpty'
  | 'emptyOrder'
  | 'containsLength'
  | 'wiqlLimit'
  | 'asOfTags'
  | 'timeWithoutPrecision'
  | 'profileOffsetMinutes'
>

/** What a query is run against and what its macros stand for. */
export interface QueryScope {
  readonly store: WorkItemStore
  readonly variants: WiqlVariants
  readonly now: Date
  /** Dates are compared to the millisecond, not to the day. */
  readonly timePrecision: boolean
  /** The name of the project in the URL. */
  readonly project: string | undefined
  /** The team in the URL. */
  readonly team: string | undefined
  /** Whose fields may be named: in queries of links those of one end. */
  readonly end?: 'source' | 'target'
  /** Whether the query looks at the past. */
  readonly isPast: boolean
  /** Who asks: `Display Name <unique@name>`. */
  readonly me: string | undefined
}

const indexes = new WeakMap<readonly FieldInfo[], ReadonlyMap<string, FieldInfo>>()

/** The field that a name stands for; reference names and friendly names, in any letter case. (wiql-syntax.md) */
export function findField({ store, end }: QueryScope, name: FieldName): FieldInfo {
  if (name.end !== end) throw refusal('Expecting field name.', name.text)
  const field = indexOf(store.fields).get(name.name.toLowerCase())
  // Words as clients report them.
  if (field === undefined)
    throw refusal('TF51005: The query references a field that does not exist.', name.text)
  return field
}

function indexOf(fields: readonly FieldInfo[]): ReadonlyMap<string, FieldInfo> {
  const known = indexes.get(fields)
  if (known !== undefined) return known
  // Reference names last: a friendly name that looks like one doesn't hide it.
  const index = new Map<string, FieldInfo>()
  for (const field of fields) index.set(field.name.toLowerCase(), field)
  for (const field of fields) index.set(field.referenceName.toLowerCase(), field)
  indexes.set(fields, index)
  return index
}
