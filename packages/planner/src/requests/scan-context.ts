import type { Table } from '@devopsql/schema'

/** What planning a scan needs to know besides the scan. */
export interface ScanContext {
  /** A table of the data model by name: parents are found with it. */
  readonly findTable: (name: string) => Table | undefined
  /** False: nothing is sent that a request doesn't need. */
  readonly pushdown: boolean
}
