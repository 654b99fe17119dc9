export {
  type Access,
  type AccessDefinition,
  type JsonObject,
  type JsonTemplate,
  localAccess,
  type ParentLink,
  type PartialRows,
  type Pushdown,
  type PushdownOperator,
  type RemoteOrder,
  type RequestDefinition,
  type RequestTemplate,
  requiredColumns,
  type Service,
  type Tree,
} from './access.ts'
export {
  bigint,
  boolean,
  type Column,
  type ColumnDefinition,
  type ColumnDefinitions,
  type ColumnOptions,
  type ColumnSource,
  choice,
  column,
  date,
  double,
  type FieldFacts,
  fromParent,
  identity,
  integer,
  isInStar,
  json,
  parameter,
  position,
  text,
  timestamp,
  uuid,
} from './column.ts'
export {
  type Decode,
  type DecoderName,
  decoderOf,
  decodeTimestamp,
  type SqlValue,
} from './decode.ts'
export type { Paging } from './paging.ts'
export {
  defineProcedure,
  type Procedure,
  type ProcedureDefinition,
  type ProcedureInput,
  type ProcedureOutput,
  type ProcedureType,
} from './procedure.ts'
export type { ResolvedTable, Scope } from './resolved-table.ts'
export type { Collation, SqlType } from './sql-type.ts'
export {
  defineTable,
  type ForeignKey,
  findColumn,
  type Level,
  localArea,
  type Table,
  type TableDefinition,
  type TableKind,
} from './table.ts'
