export {
  createDuckDatabase,
  type DuckDatabase,
  type DuckDatabaseOptions,
  defaultMemoryLimit,
} from './duckdb/database.ts'
export { emittedPosition } from './duckdb/duck-errors.ts'
export type { ExportFormat, ExportTarget } from './duckdb/export.ts'
export type { ResultColumn } from './duckdb/result.ts'
export type { DuckSession } from './duckdb/session.ts'
export type { PreparedQuery } from './duckdb/statements.ts'
export { type ExecutedColumn, type Execution, execute } from './execute.ts'
export { type Exported, type ExportOptions, exportPlan } from './export-plan.ts'
export { type EmptyTable, type OpenOptions, openTables } from './open-tables.ts'
export { type ColumnValues, type ResultBatch, rowsOf } from './result-batch.ts'
export type { LocalRequest, LocalRows, MissingPart, Refusal } from './scan/scan-context.ts'
export type { ScanStats } from './scan-meters.ts'
export type { ExecuteOptions } from './work.ts'
