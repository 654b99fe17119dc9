export { type ConnectOptions, connect } from './connect.ts'
export type {
  ColumnSummary,
  Connection,
  ConnectionProperties,
  ExportFormat,
  ExportTarget,
  MissingPart,
  Parameters,
  QueryOptions,
  QueryProgress,
  QueryResult,
  QueryStats,
  ResultColumn,
  Row,
  ScanStats,
  TableDescription,
  TableSummary,
} from './contract.ts'
