import type { RequestContext } from '@devopsql/rest'
import type { Table } from '@devopsql/schema'
import type { Metadata } from '../metadata.ts'

/** Columns that have to have one of some texts, letter case ignored; other rows may be left out. */
export type Equal = Readonly<Record<string, readonly string[]>>

export type SystemRow = Readonly<Record<string, unknown>>

/** What the system tables are made from. */
export interface SystemContext {
  readonly metadata: Metadata
  readonly tables: readonly Table[]
  /** The table with its dynamic columns. */
  readonly widen: (table: Table, context: RequestContext) => Promise<Table>
  readonly request: RequestContext
  /** The columns of the rows that are needed; undefined: all. */
  readonly columns: readonly string[] | undefined
}

/** Whether a value of a column may be in the result. */
export function mayBe(equal: Equal, column: string, value: string): boolean {
  const texts = equal[column]
  return texts === undefined || texts.some((text) => text.toLowerCase() === value.toLowerCase())
}
