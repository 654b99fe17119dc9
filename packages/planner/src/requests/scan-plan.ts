import type { Access, Column, ResolvedTable, SqlValue } from '@devopsql/schema'
import type { Predicate } from '../logical/predicate.ts'
import type { Outcome } from './outcome.ts'

/** What a query wants of one source. */
export interface ScanNeed {
  /** Name of the source in the residual query. */
  readonly id: string
  readonly resolved: ResolvedTable
  /** Columns to read, in table order. */
  readonly columns: readonly Column[]
  readonly conjuncts: readonly Predicate[]
  readonly keys: readonly ScanKey[]
  /** So many rows that pass every predicate are enough, in this order. */
  readonly limit: number | undefined
  readonly order: readonly ScanOrder[]
  /** Another source wants the same rows: its scan reads them for both. */
  readonly sharedWith?: string
}

/** Rows are wanted only for the values that a column of another source has: its scan comes first. */
export interface ScanKey {
  readonly column: Column
  /** The other source, its table and the column that has the values. */
  readonly from: string
  readonly fromTable: string
  readonly fromColumn: Column
  /** `fromColumn` alone is the key of its table: its rows can stand for the parent rows. */
  readonly isWholeKey: boolean
  readonly text: string
}

export interface ScanOrder {
  readonly column: Column
  readonly descending: boolean
}

/** How one source is read. */
export interface ScanPlan {
  readonly id: string
  readonly resolved: ResolvedTable
  readonly access: Access
  /** Columns that are read: those of the query, and what checks and other scans take from the rows. */
  readonly columns: readonly Column[]
  readonly fetch: Fetch
  /** One for each conjunct, in order. */
  readonly outcomes: readonly Outcome[]
  readonly parent: ParentPlan | undefined
  /** Conditions that no SQL text says: the project that a catalog stands for. Letter case ignored. */
  readonly checks: readonly ScopeCheck[]
  readonly keys: readonly ScanKey[]
  /** Set when the rows may stop after so many that pass every predicate. */
  readonly limit: number | undefined
  /** The rows come in the order that the query asks for. */
  readonly isOrdered: boolean
  readonly need: ScanNeed
}

export interface ScopeCheck {
  readonly column: Column
  readonly value: string
}

export type Fetch =
  /** No row can be wanted: `reason` has the conditions that exclude each other. */
  | { readonly kind: 'nothing'; readonly reason: string }
  | {
      readonly kind: 'list'
      readonly query: Readonly<Record<string, string>>
      /** Path parameter -> its values: one request for each combination. */
      readonly path: Readonly<Record<string, readonly string[]>>
    }
  | {
      readonly kind: 'work-items'
      /** Alternatives whose ids are united; an empty text is no condition. Absent when `ids` is there. */
      readonly conditions: readonly string[]
      readonly ids: readonly number[] | undefined
      readonly orderBy: string | undefined
      readonly top: number | undefined
      readonly fields: readonly string[]
      readonly relations: boolean
      /** What WIQL answers is all that is used: no batches. */
      readonly idsOnly: boolean
      readonly project: string | undefined
    }
  /** Rows that the connection knows. `equal`: columns that have to have one of some texts, letter case ignored. */
  | { readonly kind: 'local'; readonly equal: Readonly<Record<string, readonly string[]>> }

export type ParentRow = Readonly<Record<string, SqlValue>>

export type ParentPlan =
  | { readonly kind: 'known'; readonly rows: readonly ParentRow[] }
  /** No row at all is an error where `mustExist` says what was named. */
  | { readonly kind: 'scan'; readonly scan: ScanPlan; readonly mustExist: string | undefined }
  /** The rows of another source of the same query. */
  | { readonly kind: 'rows-of'; readonly scan: string }
